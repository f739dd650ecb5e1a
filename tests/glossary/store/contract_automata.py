"""The part of the contract that is about recognition: changes, terms by themselves, automata and shadow lists."""

from __future__ import annotations

from glossary.library.entries import new_concept
from glossary.store import Store
from glossary.store.values import Deed, SavedAutomaton, TermRow
from tmx.model import Concept, Term, TermStatus

from .rows import AWKWARD, concept, kept, taken_back


class AutomatonContract:
    """What recognition keeps, and how it learns that it is out of date."""

    def test_every_write_to_a_concept_is_a_change(self, store: Store) -> None:
        assert store.latest_change() == 0
        with store.writing():
            batch, (first, second) = kept(store, concept("a"), concept("b"))
        added = store.latest_change()
        assert sorted(store.concepts_changed_after(0)) == [first, second]
        with store.writing():
            store.replace_concept(first, new_concept(concept("c")), Deed("changed", batch))
        changed = store.latest_change()
        assert changed > added
        assert store.concepts_changed_after(added) == [first]
        with store.writing():
            store.remove_added(batch)
        assert sorted(store.concepts_changed_after(changed)) == [first, second]
        assert store.concepts_changed_after(store.latest_change()) == []

    def test_a_change_that_is_taken_back_was_none(self, store: Store) -> None:
        with store.writing():
            kept(store, concept("a"))
        before = store.latest_change()
        with taken_back(store):
            kept(store, concept("b"))
        assert store.latest_change() == before

    def test_terms_come_by_family_and_by_concept(self, store: Store) -> None:
        terms = (Term("zh-CN", "甲", TermStatus.PROPOSED), Term("en", "a"), Term("zh", "乙"), Term("zha", "丙"))
        with store.writing():
            _, (one, two) = kept(store, Concept(terms), concept("丁", language="zh-Hant"))
        termbase = store.termbase("t")
        assert termbase is not None
        assert sorted(store.term_rows("zh")) == [
            TermRow(one, 0, termbase, "proposed", "甲"),
            TermRow(one, 2, termbase, "admitted", "乙"),
            TermRow(two, 0, termbase, "admitted", "丁"),
        ]
        assert [row.text for row in store.term_rows("zh", [two, 999])] == ["丁"]
        assert store.term_rows("zh", []) == []

    def test_an_automaton_takes_the_place_of_the_one_before(self, store: Store) -> None:
        first, second = SavedAutomaton("1", 5, b"\0\1"), SavedAutomaton("2", 6, b"")
        assert store.automaton("zh") is None
        with store.writing():
            store.save_automaton("zh", first)
            store.save_automaton("en", second)
        assert (store.automaton("zh"), store.automaton("en")) == (first, second)
        with store.writing():
            store.save_automaton("zh", second)
        assert store.automaton("zh") == second

    def test_shadow_lists_are_by_termbase_and_language(self, store: Store) -> None:
        with store.writing():
            one, two = store.add_termbase("one"), store.add_termbase("two")
            store.set_shadows(one, "zh-CN", ["old"])
            store.set_shadows(one, "zh-CN", [*AWKWARD, AWKWARD[0]])
            store.set_shadows(one, "en", ["x"])
            store.set_shadows(two, "zh", ["y"])
        assert store.shadows(one, "zh-CN") == tuple(sorted(AWKWARD))
        assert store.shadows(two, "zh-CN") == ()
        assert (store.shadow_languages(one), store.shadow_languages(two)) == (("en", "zh-CN"), ("zh",))
        expected = [TermRow(0, 0, one, "", word) for word in AWKWARD] + [TermRow(0, 0, two, "", "y")]
        assert sorted(store.shadow_rows("zh")) == sorted(expected)
