"""Chinese across its two scripts: found, penalised, converted and labelled, never at 100."""

from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.answers import Match, MatchKind
from glossary.library import Library
from glossary.library.scripts import SCRIPT_PENALTY, other_script
from tests.glossary.library.contents import bring, file_of
from tests.glossary.library.scan import matched, scan
from tmx.model import Segment, Unit


def fill(library: Library, *pairs: tuple[str, str, str, str]) -> None:
    bring(library, file_of([Unit((Segment(one, a), Segment(other, b))) for one, a, other, b in pairs]), memory="m")


def ask(library: Library, text: str, source: str, target: str, **more: int) -> list[Match]:
    return list(library.match(text, source=source, target=target, **more).matches)


@pytest.mark.parametrize(
    ("wanted", "tag", "expected"),
    [
        ("zh-TW", "zh-CN", True),
        ("zh-Hans", "zh-HK", True),
        ("zh-Hant", "cmn-Hans", True),
        ("zh-TW", "zh-HK", False),
        ("zh", "zh-TW", False),
        ("zh-TW", "zh", False),
        ("ja", "zh-CN", False),
    ],
)
def test_which_tags_are_of_the_other_script(wanted: str, tag: str, expected: bool) -> None:
    assert other_script(wanted, tag) is expected


@pytest.mark.parametrize(
    ("held", "text", "asked", "other"),
    [
        ("zh-CN", "保税区内的货物", "zh-TW", "保稅區內的貨物"),
        ("zh-Hans", "头发干燥", "zh-Hant", "頭髮乾燥"),
        ("zh-HK", "保稅區內的貨物", "zh-CN", "保税区内的货物"),
        ("zh-TW", "中文", "zh-CN", "中文"),
    ],
)
def test_a_source_in_the_other_script_is_found_and_labelled(
    library: Library, held: str, text: str, asked: str, other: str
) -> None:
    fill(library, (held, text, "en", "English"))
    (match,) = ask(library, other, asked, "en")
    assert (match.score, match.kind, match.penalties) == (99 - SCRIPT_PENALTY, MatchKind.FUZZY, {"script": 3})
    assert (match.source, match.target) == (text, "English")
    assert match.notes == (f"the source is in the other script ({held})",)
    assert "".join(piece.text for piece in match.query_pieces) == other
    assert {piece.mark for piece in match.query_pieces} <= {"same", "changed"}
    assert ask(library, other, asked, "en", threshold=97) == []


@pytest.mark.parametrize(("asked", "target"), [("zh-TW", "頭髮裡"), ("zh-HK", "頭髮裏"), ("zh-Hant", "頭髮裏")])
def test_a_target_in_the_other_script_is_converted_and_labelled(library: Library, asked: str, target: str) -> None:
    fill(library, ("en", "In the hair", "zh-CN", "头发里"))
    (match,) = ask(library, "In the hair", "en", asked)
    assert (match.target, match.score, match.penalties) == (target, 100 - SCRIPT_PENALTY, {"script": 3})
    assert match.notes == (f"the target was converted from zh-CN to {asked}",)


def test_a_target_in_the_asked_script_goes_before(library: Library) -> None:
    unit = Unit((Segment("en", "Duty"), Segment("zh-CN", "关税"), Segment("zh-TW", "稅")))
    bring(library, file_of([unit]), memory="m")
    (match,) = ask(library, "Duty", "en", "zh-TW")
    assert (match.target, match.score, match.notes) == ("稅", 100, ())


def test_numbers_are_adapted_across_scripts(library: Library) -> None:
    fill(library, ("zh-CN", "共有3个货物", "en", "There are 3 goods"))
    (match,) = ask(library, "共有5個貨物", "zh-TW", "en")
    assert (match.kind, match.target) == (MatchKind.ADAPTED, "There are 5 goods")
    assert match.penalties == {"adapted": 1, "script": 3}


def test_a_file_is_filled_with_what_was_converted_marked_to_be_looked_at(library: Library) -> None:
    fill(library, ("en", "In the hair", "zh-CN", "头发里"))
    out = io.BytesIO()
    header = b'msgid ""\nmsgstr "Language: zh_TW\\nContent-Type: text/plain; charset=UTF-8\\n"\n\n'
    po = io.BytesIO(header + b'msgid "In the hair"\nmsgstr ""\n')
    report = library.pretranslate(po, out, "a.po", source="en", target="zh-TW")
    assert (report.exact, report.fuzzy) == (0, 1)
    assert "頭髮裡" in out.getvalue().decode()


TEXTS = st.lists(st.sampled_from([*"保税稅区區货貨干乾幹里裡裏发發髮的3"]), min_size=1, max_size=9).map("".join)
TAGS = st.sampled_from(["zh", "zh-CN", "zh-Hans", "zh-TW", "zh-HK", "zh-Hant"])


@settings(max_examples=40)
@given(st.lists(st.tuples(TAGS, TEXTS), min_size=1, max_size=15), TAGS, TEXTS, st.integers(50, 101))
def test_nothing_is_missed(
    tmp_path_factory: pytest.TempPathFactory, held: list[tuple[str, str]], tag: str, text: str, threshold: int
) -> None:
    with Library.open(tmp_path_factory.mktemp("scripts") / "library.db") as library:
        fill(library, *((each, source, "en", f"number {at}") for at, (each, source) in enumerate(held)))
        assert matched(library, text, tag, "en", threshold) == scan(library, text, tag, "en", threshold)
