"""English forms lead to their bases, and words that only look alike do not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.text.inflection import bases, related


@pytest.mark.parametrize(
    ("form", "base"),
    [
        *[("areas", "area"), ("classes", "class"), ("boxes", "box"), ("buses", "bus"), ("caches", "cache")],
        *[("duties", "duty"), ("movies", "movie"), ("heroes", "hero"), ("menus", "menu"), ("taxis", "taxi")],
        *[("children", "child"), ("analyses", "analysis"), ("indices", "index"), ("craftsmen", "craftsman")],
        *[("posed", "pose"), ("posing", "pose"), ("planned", "plan"), ("planning", "plan"), ("caring", "care")],
        *[("imported", "import"), ("travelling", "travel"), ("traveling", "travel"), ("calling", "call")],
        *[("adding", "add"), ("agreed", "agree"), ("freed", "free"), ("used", "use"), ("carried", "carry")],
        *[("tied", "tie"), ("passed", "pass"), ("seeing", "see"), ("fixed", "fix"), ("buildings", "building")],
        *[("building", "build"), ("taxes", "tax"), ("quotas", "quota"), ("played", "play")],
    ],
)
def test_a_form_leads_to_its_base(form: str, base: str) -> None:
    assert base in bases(form)


@pytest.mark.parametrize(
    ("word", "other"),
    [
        *[("important", "import"), ("university", "universe"), ("organization", "organ"), ("format", "form")],
        *[("build", "building"), ("area", "areas"), ("caring", "car"), ("class", "clas"), ("thing", "the")],
        *[("news", "new"), ("customs", "custom"), ("evening", "even"), ("being", "bee"), ("string", "stre")],
        *[("is", "i"), ("as", "a"), ("red", "r"), ("bonder", "bond"), ("posing", "posing's"), ("hosed", "hos")],
    ],
)
def test_a_word_is_no_form_of_another(word: str, other: str) -> None:
    assert other not in bases(word)


@given(st.text("abcdeilnosy", min_size=1, max_size=10))
def test_a_word_is_its_own_first_base_and_the_others_are_words(word: str) -> None:
    first, *others = bases(word)
    assert first == word
    assert all(len(other) >= 3 for other in others)
    assert len({first, *others}) == len(others) + 1


@given(st.text("abeinsy", min_size=1, max_size=8))
def test_words_are_related_that_have_a_base_in_common(word: str) -> None:
    for other in related(word):
        assert set(bases(other)) & set(bases(word))
        assert word == other or word in related(other) or set(bases(word)) & set(related(other))


@pytest.mark.parametrize(
    ("word", "others"),
    [
        ("area", {"areas"}),
        ("declarations", {"declaration"}),
        ("trading", {"trade", "trades", "traded"}),
        ("index", {"indices", "indexes", "indexed"}),
        ("man", {"men"}),
        ("policy", {"policies"}),
        ("plan", {"planned", "planning", "plans"}),
    ],
)
def test_a_word_is_related_to_its_other_forms(word: str, others: set[str]) -> None:
    assert others <= set(related(word))
    assert all(word in related(other) for other in others)


def test_words_that_look_alike_are_not_related() -> None:
    assert (related("of"), related("保税")) == (("of",), ("保税",))
    assert not {"custom", "import", "organ"} & {*related("customs"), *related("important"), *related("organization")}
