"""Every TBX file of the shared data through the three writers and back: a table of them is printed (``pytest -s``)."""

from __future__ import annotations

import io
from pathlib import Path

from lxml import etree

from tmx import registry
from tmx.model import Concept, Details, Skipped

FORMATS = ("tbx", "tbx-dct", "tbx2")


def drawn(data: bytes, file: str) -> tuple[str, list[Concept], list[Skipped], Details, tuple[str, ...]]:
    reading = registry.read(io.BytesIO(data), file)
    entries = list(reading.entries)
    concepts = [one for one in entries if isinstance(one, Concept)]
    skipped = [one for one in entries if isinstance(one, Skipped)]
    return reading.format, concepts, skipped, reading.header, reading.lost.lines()


def written(concepts: list[Concept], format: str, header: Details) -> tuple[bytes, tuple[str, ...]]:
    stream = io.BytesIO()
    report = registry.write(stream, concepts, format=format, header=header)
    assert report.written == len(concepts)
    return stream.getvalue(), report.lost


def canonical(data: bytes) -> bytes:
    return etree.tostring(etree.fromstring(data), method="c14n")


def test_every_file_reads_back_as_it_was_and_is_written_alike_again(corpus: Path) -> None:
    files = sorted(file for file in (corpus / "tbx").rglob("*") if file.suffix.lower() == ".tbx")
    assert files
    table = [f"\n{'file':22} {'read as':8} {'concepts':>8} {'terms':>6} {'fields':>6}  skipped  lost"]
    for file in files:
        format, concepts, skipped, header, lost = drawn(file.read_bytes(), file.name)
        for target in FORMATS:
            first, first_lost = written(concepts, target, header)
            _, again, _, header_again, _ = drawn(first, file.name)
            assert (again, header_again) == (concepts, header), (file.name, target)
            second, _ = written(again, target, header_again)
            assert canonical(second) == canonical(first), (file.name, target)
            assert first_lost == (), (file.name, target)
        terms = [term for concept in concepts for term in concept.terms]
        fields = sum(len(one.fields) for one in (*terms, *concepts, *(le for c in concepts for le in c.levels)))
        counts = f"{len(concepts):8} {len(terms):6} {fields:6}  {len(skipped):7}"
        table.append(f"{file.name:22} {format:8} {counts}  {'; '.join(lost)}")
    print("\n".join(table))  # noqa: T201
