"""CC-CEDICT: both scripts and every sense come in; explanations do not become terms."""

from __future__ import annotations

import gzip
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmx import registry
from tmx.errors import HostileFile, UnreadableFile
from tmx.model import Concept, Skipped, TermStatus

HEADER = "# CC-CEDICT\n#! version=1\n#! license=https://creativecommons.org/licenses/by-sa/4.0/\n"


def read(text: str | bytes, file: str = "dictionary.u8") -> list[Concept | Skipped]:
    data = text.encode() if isinstance(text, str) else text
    return list(registry.read(io.BytesIO(data), file).entries)


def english(line: str) -> list[str]:
    (concept,) = read(HEADER + line)
    assert isinstance(concept, Concept)
    return [term.text for term in concept.terms_in("en")]


def test_an_entry_has_both_scripts_pinyin_and_its_senses() -> None:
    (concept,) = read("保稅區 保税区 [bao3 shui4 qu1] /bonded area/duty-free district; bonded zone/\n")
    assert isinstance(concept, Concept)
    assert [(term.language, term.text) for term in concept.terms[:2]] == [("zh-Hant", "保稅區"), ("zh-Hans", "保税区")]
    assert [term.text for term in concept.terms[2:]] == ["bonded area", "duty-free district", "bonded zone"]
    assert [term.status for term in concept.terms[2:]] == [TermStatus.PREFERRED, *[TermStatus.ADMITTED] * 2]
    assert concept.fields[0].value == "bao3 shui4 qu1"
    assert [definition.text for definition in concept.definitions] == [
        "bonded area",
        "duty-free district; bonded zone",
    ]


def test_the_second_version_of_the_syntax_is_read() -> None:
    (concept,) = read("保稅區 保税区 [[bao3shui4qu1]] /bonded area/\n")
    assert isinstance(concept, Concept)
    assert concept.fields[0].value == "bao3shui4qu1"


def test_an_infinitive_is_a_verb_without_its_to() -> None:
    (concept,) = read("裝機 装机 [zhuang1 ji1] /to install/installation/\n")
    assert isinstance(concept, Concept)
    verb, noun = concept.terms_in("en")
    assert (verb.text, verb.part_of_speech) == ("install", "verb")
    assert (noun.text, noun.part_of_speech) == ("installation", "")


@pytest.mark.parametrize(
    ("senses", "terms"),
    [
        ("token ring (computing)", ["token ring"]),
        ("(bird species) red-throated thrush (Turdus ruficollis)", ["red-throated thrush"]),
        ("surname Lu", []),
        ("variant of 峰[feng1]", []),
        ("Taokas, one of the indigenous peoples", []),
        ("to transfer a shop and all its contents to new owner", []),
        ("(idiom)", []),
        ("same/same; same", ["same"]),
    ],
)
def test_only_what_reads_like_a_term_is_one(senses: str, terms: list[str]) -> None:
    assert english(f"甲 甲 [jia3] /{senses}/\n") == terms


def test_a_line_of_another_shape_is_skipped_where_it_stands() -> None:
    concept, skipped = read(HEADER + "甲 甲 [jia3] /first/\nnot an entry\n")
    assert isinstance(concept, Concept)
    assert skipped == Skipped("line 5", "it is not “Traditional Simplified [pin1 yin1] /meaning/”")


def test_the_header_is_kept() -> None:
    header = registry.read(io.BytesIO((HEADER + "甲 甲 [jia3] /first/\n").encode()), "x.txt").header
    assert header.prop("version") == "1"
    assert header.prop("license").endswith("/by-sa/4.0/")


def test_a_byte_order_mark_and_windows_line_ends_do_not_matter() -> None:
    assert read("\ufeff甲 甲 [jia3] /first/\r\n") == read("甲 甲 [jia3] /first/\n")


def test_wrong_encoding_and_endless_lines_are_refused_with_their_line() -> None:
    with pytest.raises(UnreadableFile, match="line 4"):
        read(HEADER.encode() + "甲 甲 [jia3] /first/\n".encode("gb18030"))
    with pytest.raises(HostileFile, match="line 2"):
        read("甲 甲 [jia3] /first/\n" + "甲" * 100_000)


@given(st.text(st.characters(codec="utf-8"), max_size=80))
def test_any_text_is_read_or_skipped(text: str) -> None:
    assert all(isinstance(entry, Concept | Skipped) for entry in read(HEADER + text))


def test_the_real_dictionary_comes_in_whole(corpus: Path) -> None:
    with gzip.open(corpus / "glossary" / "cedict_1_0_ts_utf-8_mdbg.txt.gz") as stream:
        reading = registry.read(stream, "cedict.txt")  # type: ignore[arg-type]
        entries = list(reading.entries)
    assert reading.format == "cedict"
    assert len(entries) == int(reading.header.prop("entries")) == 122_143
    assert all(isinstance(entry, Concept) for entry in entries)
    assert len({entry.id for entry in entries if isinstance(entry, Concept)}) == 122_143
