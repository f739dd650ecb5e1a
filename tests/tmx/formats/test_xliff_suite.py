"""The OASIS test suites of XLIFF 2.0, 2.1 and 2.2, and every XLIFF file of the shared data, read and written again."""

from __future__ import annotations

import io
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from tmx.codec import Codec, Wanted
from tmx.errors import ExchangeError
from tmx.formats.xliff import CODECS
from tmx.formats.xliff.slots import EMPTY, PROTECTED, UNTRANSLATED
from tmx.model import NOTHING, Languages, Losses, Skipped, Unit

X20, X12 = CODECS
SUITES = {
    "2.2": "oasis-xliff-22/xliff-22/test-suite",
    "2.1": "oasis-xliff-22/xliff-21/test-suite",
    "2.0": "ms-xliff2om/Xliff.OM.Tests/Oasis_TestFiles",
}
NOT_WELL_FORMED = {"Good-pgs_plural.xlf"}
"""Called valid by the suite of 2.2; it uses the prefix pgs, which it does not declare."""
NOT_JUDGED = "Bad-ctr"
"""Change tracking is the history that other tools keep; nothing of it is read here."""
HARMLESS = {UNTRANSLATED, PROTECTED, EMPTY}


def verdict(path: Path) -> str:
    """Why a file, or a unit of it, is refused; empty where all is taken."""
    try:
        with path.open("rb") as stream:
            entries = list(X20.read(stream, Wanted(path.name)).entries)
    except ExchangeError as error:
        return str(error)
    return next((f"{e.at}: {e.why}" for e in entries if isinstance(e, Skipped) and e.why not in HARMLESS), "")


def cases(corpus: Path, part: str) -> Iterator[tuple[str, str, Path]]:
    for version, folder in SUITES.items():
        for kind in ("valid", "in-out", "invalid"):
            for path in sorted((corpus / "xliff" / folder / part / kind).glob("*.xlf")):
                yield version, kind, path


def test_core_suite(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = [(version, kind, path, verdict(path)) for version, kind, path in cases(corpus, "core")]
    lines = [f"{version}\t{kind}\t{path.name}\t{said or 'accepted'}" for version, kind, path, said in found]
    with capsys.disabled():
        sys.stdout.write("\n".join(["", "suite\texpected\tfile\tverdict", *lines, ""]))
    assert len(found) > 400
    assert [path.name for _, kind, path, said in found if bool(said) != (kind == "invalid")] == []


def test_modules_suite(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is valid is accepted; what is not is told, but for the rules of change tracking."""
    found = [(version, kind, path, verdict(path)) for version, kind, path in cases(corpus, "modules")]
    lines = [f"{version}\t{kind}\t{path.name}\t{said or 'accepted'}" for version, kind, path, said in found]
    counts = Counter(bool(said) for _, kind, _, said in found if kind == "invalid")
    lines.append(f"modules: {counts[True]} of {counts.total()} invalid files refused")
    with capsys.disabled():
        sys.stdout.write("\n".join(["", "suite\texpected\tfile\tverdict", *lines, ""]))
    wrong = {path.name for _, kind, path, said in found if kind != "invalid" and said}
    taken = {path.name for _, kind, path, said in found if kind == "invalid" and not said}
    assert wrong == NOT_WELL_FORMED
    assert {name[: len(NOT_JUDGED)] for name in taken} == {NOT_JUDGED}


def every_file(corpus: Path) -> Iterator[Path]:
    yield from sorted(path for ending in ("xlf", "xliff") for path in (corpus / "xliff").rglob(f"*.{ending}"))


def units_of(codec: Codec, data: bytes, file: str) -> list[Unit]:
    return [entry for entry in codec.read(io.BytesIO(data), Wanted(file)).entries if isinstance(entry, Unit)]


def written(codec: Codec, units: list[Unit]) -> bytes:
    stream = io.BytesIO()
    assert codec.write is not None
    codec.write(stream, units, Languages(), NOTHING, Losses())
    return stream.getvalue()


@pytest.mark.parametrize("codec", CODECS, ids=lambda codec: codec.name)
def test_every_file_reads_writes_and_reads_as_the_same(corpus: Path, codec: Codec) -> None:
    counts = Counter[str]()
    for path in every_file(corpus):
        try:
            units = units_of(codec, path.read_bytes(), path.name)
        except ExchangeError:
            counts["refused"] += 1
            continue
        if not units:
            continue
        once = written(codec, units)
        again = units_of(codec, once, path.name)
        assert again == units, path
        twice = written(codec, again)
        assert etree.tostring(etree.fromstring(twice), method="c14n") == etree.tostring(
            etree.fromstring(once), method="c14n"
        ), path
        counts["kept"] += 1
    assert counts["kept"] > 300
