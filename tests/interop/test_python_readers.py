"""translate-toolkit and tmxutil read an exported memory with the same units."""

from __future__ import annotations

import io
from pathlib import Path

from tmxutil.formats.tmx import TMXReader
from translate.storage.tmx import tmxfile

from glossary.library import Library
from tests.interop.exported import CODED, HARD, as_tmx, memory_of, texts
from tmx import registry
from tmx.model import Unit


def test_translate_toolkit_reads_the_same_units(sample: Library) -> None:
    units = memory_of(sample)
    store = tmxfile(io.BytesIO(as_tmx(units)), "en", "zh-CN")
    assert [(str(unit.source), str(unit.target)) for unit in store.units] == texts(units)


def test_translate_toolkit_finds_notes_and_context(sample: Library) -> None:
    store = tmxfile(io.BytesIO(as_tmx([HARD[-1]])), "en", "zh-CN")
    (unit,) = store.units
    assert (unit.getid(), unit.getnotes()) == ("7", "n")


def test_translate_toolkit_takes_codes_as_part_of_the_text() -> None:
    (unit,) = tmxfile(io.BytesIO(as_tmx([CODED])), "en", "zh-CN").units
    assert "Press" in str(unit.source)
    assert str(unit.target).startswith("现在按")


def test_tmxutil_reads_the_same_units(sample: Library, tmp_path: Path) -> None:
    units = memory_of(sample)
    (tmp_path / "a.tmx").write_bytes(as_tmx(units))
    with (tmp_path / "a.tmx").open("rb") as stream:  # it wants a name
        found = [(unit.translations["en"].text, unit.translations["zh-CN"].text) for unit in TMXReader(stream)]
    assert found == [(source.strip(), target.strip()) for source, target in texts(units)]


def test_tmxutil_finds_the_properties(tmp_path: Path) -> None:
    (tmp_path / "a.tmx").write_bytes(as_tmx([HARD[-1]]))
    with (tmp_path / "a.tmx").open("rb") as stream:
        (unit,) = TMXReader(stream)
    assert unit["id"] == {"7"}
    assert unit["x-client"] == {"ACME"}
    assert unit["x-context"] == {"menu"}


def test_what_translate_toolkit_writes_is_read_here(sample: Library) -> None:
    units = memory_of(sample)
    store = tmxfile(sourcelanguage="en", targetlanguage="zh-CN")
    for source, target in texts(units):
        store.addtranslation(source, "en", target, "zh-CN")
    stream = io.BytesIO()
    store.serialize(stream)
    stream.seek(0)
    found = [entry for entry in registry.read(stream, "a.tmx").entries if isinstance(entry, Unit)]
    assert texts(found) == texts(units)
