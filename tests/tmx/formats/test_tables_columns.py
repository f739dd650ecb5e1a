from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tmx.values import tags
from tmx.errors import BadLanguage, UnreadableFile
from tmx.formats.tables.columns import NAMES, choose_delimiter, columns, looks_like_table, tag_cell
from tmx.language import normalise


def is_tag(name: str) -> bool:
    """True for a column's name that is a well-formed language tag too, such as ``id`` and ``note``."""
    try:
        return normalise(name) == name
    except BadLanguage:
        return False


@pytest.mark.parametrize(
    ("header", "layout"),
    [
        (["source", "target"], "pairs"),
        (["Source", "TARGET", "Status", "Definition source"], "pairs"),
        (["zh-CN", "en"], "languages"),
        (["zh_cn", "EN", "domain"], "languages"),
        (["concept", "language", "term"], "terms"),
        (["lang", "term"], "terms"),
        (["source", "target", "language", "term"], "terms"),
    ],
)
def test_a_header_says_its_layout(header: list[str], layout: str) -> None:
    assert columns(header).layout == layout


@given(
    st.one_of(tags, st.sampled_from([*(name for name in NAMES if is_tag(name)), "url", "cmn", "ceb-PH", "abc-Latn"]))
)
def test_a_language_is_found_again_in_the_header_cell_written_for_it(tag: str) -> None:
    assert columns([tag_cell(tag), "fr"]).languages == ((0, tag), (1, "fr"))


@pytest.mark.parametrize("name", ["url", "ref", "tag", "client", "编号", "no", "x y", ""])
def test_a_column_of_the_authors_own_is_kept_under_its_name(name: str) -> None:
    found = columns(["zh-CN", "en", name])
    if name == "no":  # Norwegian, in two letters
        assert found.languages[-1] == (2, "no")
    else:
        assert found.unknown == ((2, name or "column 3"),)


def test_languages_beside_source_and_target_are_the_authors_own_columns() -> None:
    found = columns(["source", "target", "de", "term"])
    assert (found.layout, found.languages, found.unknown) == ("pairs", (), ((2, "de"), (3, "term")))


@pytest.mark.parametrize(
    "header", [["source", "source", "target"], ["id", "concept", "en", "de"], ["pos", "part of speech"]]
)
def test_a_column_named_twice_is_refused(header: list[str]) -> None:
    with pytest.raises(UnreadableFile, match=r"^a\.csv, row 1: it has two columns “"):
        columns(header, "a.csv")


@pytest.mark.parametrize("header", [[], ["a long heading"], ["source"], ["term", "definition"], ["language"]])
def test_a_header_of_none_of_the_layouts_is_refused_with_what_to_write(header: list[str]) -> None:
    with pytest.raises(UnreadableFile, match=r"^a\.csv, row 1: .*; name them source,target or by language"):
        columns(header, "a.csv")


@pytest.mark.parametrize(
    ("line", "delimiter"),
    [
        ("source,target\n", ","),
        ("source;target;note, and more\n", ";"),
        ("source\ttarget\n", "\t"),
        ('"zh-CN";"en";"a,b,c,d"\n', ";"),
        ("nothing,known;here;now\n", ";"),
    ],
)
def test_the_delimiter_is_the_one_by_which_the_first_line_names_columns(line: str, delimiter: str) -> None:
    assert choose_delimiter(line) == delimiter


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ("source,target", True),
        ("zh,en", True),
        ("concept,language,term", True),
        ("en", False),
        ("en,url", False),
        ("Dear customer, we are sorry", False),
        ("No, it is not", False),
    ],
)
def test_what_looks_like_a_table(line: str, is_one: bool) -> None:
    assert looks_like_table(line, ",") is is_one
