"""What makes a finding the same one later, and what makes it another."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from glossary.checks import Finding, Pair, Side, Text
from glossary.checks.identity import everywhere, identity

WORDS = st.lists(st.sampled_from(["zone", "区", "1,000", "e\u0301", "“x”"]), min_size=1, max_size=6)
SPACES = st.sampled_from([" ", "  ", "\t", "\u3000", "\n"])


def pair(source: str, target: str, number: int = 0, at: str = "") -> Pair:
    return Pair(number, at, Text("zh", source), Text("en", target))


@given(WORDS, st.data())
def test_white_space_and_the_place_in_the_file_do_not_matter(words: list[str], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(words) - 1))
    separators = data.draw(st.lists(SPACES, min_size=len(words), max_size=len(words)))
    plain, spaced = " ".join(words), "".join(word + space for word, space in zip(words, separators, strict=True))
    start = len("".join(word + " " for word in words[:at]))
    moved = sum(len(word) + 1 for word in words[:at]) + sum(len(space) - 1 for space in separators[:at])
    one = identity("c", pair("源", plain), Finding("m", Side.TARGET, start, start + len(words[at])))
    other = Finding("m", Side.TARGET, moved, moved + len(words[at]))
    assert identity("c", pair("源 ", spaced, 7, "line 8"), other) == one


@given(WORDS)
def test_every_place_of_a_repeated_word_is_a_finding_of_its_own(words: list[str]) -> None:
    text, starts, at = " ".join(words), [], 0
    for word in words:
        starts.append((at, at + len(word)))
        at += len(word) + 1
    names = {identity("c", pair("源", text), Finding("m", Side.TARGET, *place)) for place in starts}
    assert len(names) == len(words)


def test_what_was_found_and_either_text_make_it_another() -> None:
    finding, given_pair = Finding("m", Side.TARGET, 0, 3), pair("源", "the the")
    known = identity("c", given_pair, finding)
    others = [
        identity("d", given_pair, finding),
        identity("c", given_pair, replace(finding, message="n")),
        identity("c", given_pair, replace(finding, end=7)),
        identity("c", given_pair, replace(finding, start=None, end=None)),
        identity("c", pair("原", "the the"), finding),
        identity("c", pair("源", "the the end"), finding),
        identity("c", replace(given_pair, source=Text("en", "the the")), replace(finding, side=Side.SOURCE)),
    ]
    assert len({known, *others}) == len(others) + 1


def test_a_gist_goes_before_a_message_that_tells_of_other_places() -> None:
    one, other = Finding("spelled so 7 times", gist="spelled so"), Finding("spelled so once", gist="spelled so")
    assert identity("c", pair("a", "b"), one) == identity("c", pair("a", "b"), other)


def test_only_words_can_be_silenced_everywhere() -> None:
    assert everywhere("c", "Qian\u00a0 Hai") == everywhere("c", " Qian Hai") != everywhere("d", "Qian Hai")
    assert everywhere("c", " ,") == everywhere("c", "") == ""
