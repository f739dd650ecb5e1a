"""The part of the contract that is about termbases."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from glossary.library.entries import new_concept
from glossary.store import Store
from glossary.store.values import Deed, Form, FoundTerm, Narrowing, NewConcept
from tmx.model import Concept, Term, TermStatus

from .rows import WHOLE_CONCEPT, batch, concept, kept, new_concepts, taken_back


class ConceptContract:
    """Concepts, terms and their forms."""

    def test_a_concept_comes_back_whole(self, store: Store) -> None:
        with store.writing():
            _, (number, _) = kept(store, WHOLE_CONCEPT, concept("x"))
        found = store.concepts([number, 999])
        assert [(each.number, each.termbase, each.concept) for each in found.values()] == [(number, "t", WHOLE_CONCEPT)]

    def test_termbases_are_counted_and_sorted_by_name(self, store: Store) -> None:
        with store.writing():
            kept(store, WHOLE_CONCEPT, concept("x"), termbase="b")
            store.add_termbase("a")
        first, second = store.termbases()
        assert (first.name, first.concepts, first.terms, first.languages) == ("a", 0, 0, ())
        assert (second.name, second.concepts, second.terms, second.languages) == ("b", 2, 4, ("en", "zh-CN"))

    def test_known_concepts_are_found_by_identity_in_their_termbase_alone(self, store: Store) -> None:
        with store.writing():
            kept(store, WHOLE_CONCEPT)
            kept(store, concept("x"), termbase="other")
        termbase = store.termbase("t")
        assert termbase is not None
        rows = new_concepts(WHOLE_CONCEPT, concept("x"))
        known = store.known_concepts(termbase, [row.identity for row in rows])
        assert {identity: each.concept for identity, each in known.items()} == {rows[0].identity: WHOLE_CONCEPT}

    def test_a_termbase_streams_its_own_concepts_in_the_order_they_came(self, store: Store) -> None:
        with store.writing():
            kept(store, concept("b"), concept("a"))
            kept(store, concept("c"), termbase="other")
        termbase = store.termbase("t")
        assert termbase is not None
        assert [each.concept for each in store.concepts_of(termbase)] == [concept("b"), concept("a")]

    def test_concepts_are_listed_by_their_first_term_in_a_language_and_status(self, store: Store) -> None:
        both = Concept((Term("zh-CN", "乙"), Term("en", "Beta", TermStatus.PREFERRED), Term("en-GB", "alpha")))
        with store.writing():
            _, (one, two) = kept(store, both, concept("ant"))
            kept(store, concept("other"), termbase="other")
        termbase = store.termbase("t")
        assert termbase is not None
        assert store.listed_concepts(termbase, "", "", 9, 0) == (2, [(two, 0), (one, 0)])
        assert store.listed_concepts(termbase, "en", "", 9, 0) == (2, [(two, 0), (one, 1)])
        assert store.listed_concepts(termbase, "en", "preferred", 9, 0) == (1, [(one, 1)])
        assert store.listed_concepts(termbase, "", "admitted", 1, 1) == (2, [(one, 0)])
        assert store.listed_concepts(termbase, "de", "", 9, 0) == (0, [])

    def test_a_replaced_concept_is_found_by_its_new_terms_alone(self, store: Store) -> None:
        with store.writing():
            first, (number,) = kept(store, concept("old"))
            store.replace_concept(number, new_concept(concept("new", "newer")), Deed("changed", first))
        assert store.concepts([number])[number].concept == concept("new", "newer")
        assert store.terms_by_form(0, "old", 9) == []
        assert [each.key for each in store.terms_by_form(0, "new", 9)] == ["new", "newer"]
        assert [(each.kind, each.number) for each in store.changed_by(first)] == [("concept", number)]

    def test_forms_can_be_put_in_place_of_others(self, store: Store) -> None:
        row = new_concept(concept("a"))
        with store.writing():
            _, (number,) = kept(store, concept("a"))
            store.set_forms(number, NewConcept(row.concept, row.identity, ((Form(3, "z"),),)))
        assert store.terms_by_form(0, "a", 9) == []
        assert store.terms_by_form(3, "z", 9) == [FoundTerm(number, 0, 3, "z", "admitted", "a")]

    @given(
        keys=st.lists(st.text("a%_'\\保𠮷\U0010ffff\ud7ff\ue000", min_size=1, max_size=3), unique=True, max_size=8),
        beginning=st.text("a%_'\\保𠮷\U0010ffff\ud7ff", max_size=2),
        limit=st.integers(1, 9),
    )
    def test_terms_are_found_by_the_beginning_of_a_form(
        self, store: Store, keys: list[str], beginning: str, limit: int
    ) -> None:
        with taken_back(store):
            row = new_concept(concept("x"))
            base = store.add_termbase("forms")
            forms = ((*(Form(1, key) for key in keys), Form(2, beginning + "!")),)
            store.add_concepts(base, batch(store), [NewConcept(row.concept, row.identity, forms)])
            found = [each.key for each in store.terms_by_form(1, beginning, limit)]
            assert found == sorted(key for key in keys if key.startswith(beginning))[:limit]

    def test_terms_are_narrowed_to_a_language_before_the_limit_counts(self, store: Store) -> None:
        terms = [concept(f"a{number}") for number in range(20)]
        with store.writing():
            _, (*_, swiss, low) = kept(store, *terms, concept("az", language="de-CH"), concept("azz", language="des"))
        assert [each.concept for each in store.terms_by_form(0, "a", 5, Narrowing("de"))] == [swiss]
        assert [each.concept for each in store.terms_by_form(0, "a", 5, Narrowing("des"))] == [low]
        assert store.terms_by_form(0, "a", 5, Narrowing("de-DE")) == []
