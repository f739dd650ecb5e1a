"""Translation files as tools really wrote them: what goes in comes out, or the report says what does not."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import polib
import pytest
from lxml import etree

from tmx import registry
from tmx.errors import ExchangeError
from tmx.model import Details, Languages, Skipped, Unit

EXPECTED_LOSSES = {("namespaces.tmx", "attributes that are not TMX's (3)")}
"""What the reader cannot keep of some files, and says so."""
EXPECTED_SKIPS = {"it has text in one language only"}
"""The one reason for which a unit of the corpus is left out; a memory could do nothing with it."""


@dataclass(frozen=True)
class Outcome:
    """What became of one file."""

    header: Details
    units: list[Unit]
    skipped: list[Skipped]
    lost: tuple[str, ...]


def outcome(data: bytes, file: str) -> Outcome:
    reading = registry.read(io.BytesIO(data), file, kind="units")
    entries = list(reading.entries)
    units = [entry for entry in entries if isinstance(entry, Unit)]
    skipped = [entry for entry in entries if isinstance(entry, Skipped)]
    return Outcome(reading.header, units, skipped, reading.lost.lines())


def written(found: Outcome, format: str, languages: Languages | None = None) -> bytes:
    stream = io.BytesIO()
    registry.write(stream, found.units, format=format, languages=languages or Languages(), header=found.header)
    return stream.getvalue()


def files(corpus: Path, extension: str) -> list[Path]:
    found = sorted(path for folder in ("tmx", "po") for path in (corpus / folder).rglob(f"*{extension}"))
    assert found, f"the corpus has no {extension} file"
    return found


def test_every_file_is_read_whole_and_what_is_skipped_is_listed(
    corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines, refused, reasons = [], [], set()
    for path in (*files(corpus, ".tmx"), *files(corpus, ".po")):
        name = str(path.relative_to(corpus))
        try:
            found = outcome(path.read_bytes(), path.name)
        except ExchangeError as error:
            refused.append(name)
            lines.append(f"{name}\trefused: {error}")
            continue
        reasons |= {skipped.why for skipped in found.skipped}
        lines.append(f"{name}\t{len(found.units)}\t{'; '.join(f'{s.at}: {s.why}' for s in found.skipped)}")
    with capsys.disabled():
        sys.stdout.write("\n".join(["", "file\tunits\tskipped", *lines, ""]))
    assert refused == []
    assert reasons == EXPECTED_SKIPS


def test_every_unit_of_a_tmx_file_is_read_or_listed(corpus: Path) -> None:
    for path in files(corpus, ".tmx"):
        found = outcome(path.read_bytes(), path.name)
        there = sum(etree.QName(element).localname == "tu" for element in etree.parse(path).iter(etree.Element))
        assert len(found.units) + len(found.skipped) == there, path


def test_every_message_of_a_po_file_is_read_or_listed(corpus: Path) -> None:
    for path in files(corpus, ".po"):
        found = outcome(path.read_bytes(), path.name)
        texts = [(unit.context, unit.segments[0].text, unit.segments[1].text) for unit in found.units]
        assert texts == [(entry.msgctxt or "", entry.msgid, entry.msgstr) for entry in polib.pofile(path)], path


def test_tmx_out_and_back_is_what_came_in(corpus: Path) -> None:
    for path in (*files(corpus, ".tmx"), *files(corpus, ".po")):
        found = outcome(path.read_bytes(), path.name)
        back = outcome(written(found, "tmx"), "back.tmx")
        assert back.units == found.units, path
        assert (back.header.props, back.header.notes) == (found.header.props, found.header.notes), path
        assert set(found.header.attributes) <= set(back.header.attributes), path
        assert (back.skipped, back.lost) == ([], ()), path
        assert written(back, "tmx") == written(found, "tmx"), path


def test_po_out_and_back_is_what_came_in(corpus: Path) -> None:
    for path in files(corpus, ".po"):
        found = outcome(path.read_bytes(), path.name)
        first = written(found, "po")
        back = outcome(first, "back.po")
        assert back.units == found.units, path
        assert (back.skipped, back.lost) == ([], ()), path
        assert set(found.header.props) <= set(back.header.props), path
        assert back.header.notes == found.header.notes, path
        assert written(back, "po") == first, path


def test_the_second_write_of_a_tmx_file_has_the_canonical_xml_of_the_first(corpus: Path) -> None:
    for path in files(corpus, ".tmx"):
        first = written(outcome(path.read_bytes(), path.name), "tmx")
        second = written(outcome(first, "first.tmx"), "tmx")
        assert etree.canonicalize(second.decode()) == etree.canonicalize(first.decode()), path


def test_nothing_of_a_tmx_file_is_lost_but_what_is_listed(corpus: Path) -> None:
    lost = {(path.name, line) for path in files(corpus, ".tmx") for line in outcome(path.read_bytes(), path.name).lost}
    assert lost == EXPECTED_LOSSES


def test_text_and_properties_equal_what_a_plain_walk_of_the_xml_finds(corpus: Path) -> None:
    """An independent reading, so that reader and writer cannot agree on losing something."""
    for path in files(corpus, ".tmx"):
        data = written(outcome(path.read_bytes(), path.name), "tmx")
        before = [unit for unit in _walked(etree.parse(path)) if len(unit[0]) > 1]
        assert _walked(etree.parse(io.BytesIO(data))) == before, path


Walked = tuple[list[tuple[str, str]], list[str], list[str]]


def _walked(tree: etree._ElementTree) -> list[Walked]:
    return [
        (
            [
                (_language(tuv), " ".join("".join(seg.itertext()).split()))
                for tuv in _named(tu, "tuv")
                for seg in _named(tuv, "seg")
                if "".join(seg.itertext()).strip() or len(seg)
            ],
            sorted("".join(prop.itertext()) for prop in _named(tu, "prop", deep=True)),
            sorted("".join(note.itertext()) for note in _named(tu, "note", deep=True)),
        )
        for tu in _named(tree.getroot(), "tu", deep=True)
    ]


def _named(parent: etree._Element, name: str, *, deep: bool = False) -> Iterator[etree._Element]:
    for element in parent.iter(etree.Element) if deep else parent.iterchildren(etree.Element):
        if etree.QName(element).localname == name:
            yield element


def _language(tuv: etree._Element) -> str:
    found = next(value for name, value in tuv.items() if etree.QName(name).localname == "lang")
    return found.lower().replace("_", "-")


def test_exported_tmx_is_valid_by_every_dtd_of_the_corpus(
    corpus: Path, require_tool: Callable[[str], str], tmp_path: Path
) -> None:
    xmllint = require_tool("xmllint")
    exported = []
    for number, path in enumerate((*files(corpus, ".tmx"), *files(corpus, ".po"))):
        exported.append(tmp_path / f"{number}.tmx")
        exported[-1].write_bytes(written(outcome(path.read_bytes(), path.name), "tmx"))
    for dtd in files(corpus, ".dtd"):
        command = [xmllint, "--nonet", "--noout", "--dtdvalid", str(dtd), *map(str, exported)]
        found = subprocess.run(command, capture_output=True, text=True, check=False)
        assert found.returncode == 0, found.stderr


def test_exported_po_passes_msgfmt(corpus: Path, require_tool: Callable[[str], str], tmp_path: Path) -> None:
    msgfmt = require_tool("msgfmt")
    for path in (*files(corpus, ".tmx"), *files(corpus, ".po")):
        found = outcome(path.read_bytes(), path.name)
        pair = _pair(found)
        if pair is None:
            continue
        exported = tmp_path / "out.po"
        exported.write_bytes(written(found, "po", pair))
        command = [msgfmt, "-c", "-o", str(tmp_path / "out.mo"), str(exported)]
        result = subprocess.run(command, capture_output=True, text=True, check=False)
        assert result.returncode == 0, (path, result.stderr)
        assert not re.search(r"fuzzy|warning", result.stderr), (path, result.stderr)


def _pair(found: Outcome) -> Languages | None:
    """The first unit's languages; None where there is no unit, or both its sides are in one language."""
    source, *others = found.units[0].languages if found.units else ("",)
    target = next((tag for tag in others if tag != source), None)
    return Languages(source, target) if target else None
