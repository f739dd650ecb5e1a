"""The part of the contract that is about looking terms up."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from glossary.library.entries import new_concept
from glossary.store import Store
from glossary.store.values import Deed, Narrowing
from glossary.terms.forms import Way
from tmx.model import Concept, Term, TermStatus

from .rows import concept, kept, taken_back

_LANGUAGES = st.sampled_from(["en", "en-GB", "zh"])
_CONCEPTS = st.lists(
    st.builds(
        Concept,
        st.lists(
            st.builds(Term, _LANGUAGES, st.sampled_from(["ab", "ac", "b a"]), st.sampled_from(TermStatus)),
            min_size=1,
            max_size=3,
        ).map(tuple),
        id=st.uuids().map(str),
        domains=st.lists(st.sampled_from(["law", "it's", "法"]), max_size=2).map(tuple),
    ),
    max_size=6,
)
_SOME = st.builds(
    Narrowing,
    st.sampled_from(["", "en", "en-GB", "fr"]),
    st.lists(st.sampled_from([status.value for status in TermStatus]), unique=True, max_size=2).map(tuple),
    st.lists(st.sampled_from(["law", "法", "no"]), unique=True, max_size=2).map(tuple),
)


class LookupContract:
    """Terms by their forms, narrowed; what is there to choose from."""

    @given(_CONCEPTS, _CONCEPTS, _SOME, st.sampled_from(["", "t", "other"]))
    def test_narrowing_equals_leaving_out(
        self, store: Store, some: list[Concept], others: list[Concept], narrowed: Narrowing, termbase: str
    ) -> None:
        with taken_back(store):
            held = {"t": kept(store, *some)[1], "other": kept(store, *others, termbase="other")[1]}
            number = store.termbase(termbase)
            narrowed = replace(narrowed, termbases=(number,) if number else ())
            stored = store.concepts([*held["t"], *held["other"]])
            wanted = {
                (each.number, position)
                for each in stored.values()
                for position, term in enumerate(each.concept.terms)
                if _passes(term, each.concept, narrowed) and termbase in ("", each.termbase)
            }
            few = store.few_concepts(narrowed, 100)
            assert (few is None) == (not narrowed.domains and not narrowed.termbases and not _rare(narrowed.statuses))
            assert few is None or {number for number, _ in wanted} <= set(few)
            assert store.few_concepts(narrowed, 0) in (None, ())
            for each in (narrowed, replace(narrowed, concepts=few)):
                assert _places(store.first_terms(99, each)) == wanted
                begun = store.terms_by_form(Way.TEXT, "a", 99, each)
                assert _places(begun) == {place for place in wanted if _text(stored, place).startswith("a")}
                assert [found.key for found in begun] == sorted(found.key for found in begun)
                whole = store.terms_by_key(Way.TEXT, ["ab", "b a", "no"], each)
                assert _places(whole) == {place for place in wanted if _text(stored, place) in ("ab", "b a")}

    def test_beginnings_texts_and_keys_are_told(self, store: Store) -> None:
        with store.writing():
            _, (first, second) = kept(store, concept("free trade", "Ab"), concept("ab", "保税"))
        assert store.begun((Way.TEXT, Way.PART), ["free t", "trade", "rade", "保", "税", "x", ""]) == {
            *("free t", "trade", "保", "税", "")
        }
        assert store.begun((Way.TEXT,), ["trade"]) == set()
        assert sorted(store.form_keys(Way.TEXT)) == ["ab", "free trade", "保税"]
        assert sorted(store.form_keys(Way.TEXT, [second])) == ["ab", "保税"]
        assert sorted(store.term_texts()) == ["Ab", "ab", "free trade", "保税"]
        assert sorted(store.term_texts([first, 999])) == ["Ab", "free trade"]

    def test_domains_follow_every_write(self, store: Store) -> None:
        with store.writing():
            number, (one, _) = kept(
                store, replace(concept("a"), domains=("law", "法", "law")), replace(concept("b"), domains=("law",))
            )
        assert store.domains() == ("law", "法")
        with store.writing():
            store.replace_concept(one, new_concept(replace(concept("a"), domains=("trade",))), Deed("changed", number))
        assert store.domains() == ("law", "trade")
        with store.writing():
            store.remove_added(number)
        assert store.domains() == ()


def _passes(term: Term, concept: Concept, narrowed: Narrowing) -> bool:
    language = narrowed.language
    return (
        (not language or term.language == language or term.language.startswith(f"{language}-"))
        and (not narrowed.statuses or term.status.value in narrowed.statuses)
        and (not narrowed.domains or bool(set(narrowed.domains) & set(concept.domains)))
    )


def _rare(statuses: tuple[str, ...]) -> bool:
    return bool(statuses) and not {"preferred", "admitted"} & set(statuses)


def _places(found: list[object]) -> set[tuple[int, int]]:
    return {(each.concept, each.position) for each in found}  # type: ignore[attr-defined]


def _text(stored: dict[int, object], place: tuple[int, int]) -> str:
    return stored[place[0]].concept.terms[place[1]].text  # type: ignore[attr-defined]
