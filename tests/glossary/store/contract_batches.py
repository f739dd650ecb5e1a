"""The part of the contract that is about imports and what it takes to undo them."""

from __future__ import annotations

from glossary.library.entries import new_concept, new_unit
from glossary.store import Store
from glossary.store.values import BatchRow, Deed
from tmx.model import NOTHING

from .rows import DETAILS, WHOLE_UNIT, A, B, C, batch, concept, kept, new_concepts, new_units, stored, unit


class BatchContract:
    """Batches: what they added and changed, and what stands on them."""

    def test_batches_are_told_the_latest_first(self, store: Store) -> None:
        with store.writing():
            memory, termbase = store.add_memory("m").number, store.add_termbase("t")
            first = batch(store, memory, None, file="it's.tmx")
            second = batch(store, None, termbase)
            store.close_batch(first, 3, 2)
            store.mark_undone(second)
        later, earlier = store.batches(9)
        assert (earlier.number, earlier.file, earlier.into) == (first, "it's.tmx", "m")
        assert (earlier.added, earlier.updated, earlier.undone) == (3, 2, False)
        assert (later.number, later.into, later.undone) == (second, "t", True)
        assert store.batches(1) == (later,)
        with store.writing():
            single = store.open_batch(BatchRow("2026", "", "", "edit", memory, None, single=True))
            store.close_batch(single, 0, 0, 4)
        assert store.batches(9) == (later, earlier)
        found = store.batch(single)
        assert found is not None
        assert found.removed == 4
        assert (store.batch(first), store.batch(999)) == (earlier, None)

    def test_units_know_the_batch_that_brought_them(self, store: Store) -> None:
        with store.writing():
            memory = store.add_memory("m").number
            first, second = batch(store, memory, file="it's.tmx"), batch(store, memory, file="b.po")
            (one,), (two,) = (
                store.add_units(memory, each, new_units(unit)) for each, unit in ((first, A), (second, B))
            )
            assert one is not None
            assert two is not None
            store.replace_unit(one, second, new_unit(C))
        assert {number: each.batch for number, each in store.units([one, two]).items()} == {one: first, two: second}

    def test_entries_are_handed_over_to_the_first_later_batch_that_held_them(self, store: Store) -> None:
        with store.writing():
            memory = store.add_memory("m").number
            first, undone, second, third = (batch(store, memory) for _ in range(4))
            one, two, three = store.add_units(memory, first, new_units(A, B, C))
            store.hold(undone, [one, two, three])
            store.close_batch(third, 1, 0)
            store.hold(second, [three, one, one])
            store.hold(third, [one, two, three])
            store.mark_undone(undone)
        assert [each.number for each in store.batches(9)] == [third, first]
        with store.writing():
            assert store.hand_over(first) == {second: 2, third: 1}
            assert store.hand_over(first) == {}
            assert store.remove_added(first)[0] == 0
        assert {number: each.batch for number, each in store.units([one, two, three]).items()} == {
            one: second,
            two: third,
            three: second,
        }
        assert [(each.number, each.added) for each in store.batches(9)] == [(third, 2), (second, 2), (first, 0)]

    def test_a_header_goes_with_the_batch_that_gave_it(self, store: Store) -> None:
        with store.writing():
            memory = store.add_memory("m").number
            giving, other = batch(store, memory), batch(store, memory)
            store.set_memory_header(memory, DETAILS, giving)
            store.mark_undone(other)
        assert store.memory_header(memory) == DETAILS
        with store.writing():
            store.mark_undone(giving)
        assert store.memory_header(memory) == NOTHING

    def test_a_place_that_was_made_for_a_batch_goes_when_none_is_left_in_it(self, store: Store) -> None:
        with store.writing():
            places = {"memory": store.add_memory("m").number, "termbase": store.add_termbase("t")}
            batches = [batch(store, makes=True, **{kind: number}) for kind, number in places.items()]
            later = batch(store, memory=places["memory"])
            for each in batches:
                store.mark_undone(each)
        assert (store.memory("m") is None, store.termbase("t")) == (False, None)
        with store.writing():
            store.mark_undone(later)
        assert store.memories() == ()
        assert {each.into for each in store.batches(9)} == {"m", "t"}

    def test_a_place_that_went_never_gives_its_number_to_another(self, store: Store) -> None:
        def made(name: str) -> tuple[int, int]:
            memory, termbase = store.add_memory(name).number, store.add_termbase(name)
            for places in ((memory, None), (None, termbase)):
                store.mark_undone(store.open_batch(BatchRow("2026", "", "a", "tmx", *places, makes=True)))
            return memory, termbase

        with store.writing():
            given = [number for name in "ab" for number in made(name)]
        assert store.memories() == ()
        assert len(set(given)) == 4

    def test_a_place_that_holds_something_or_was_made_otherwise_stays(self, store: Store) -> None:
        with store.writing():
            by_hand = store.add_memory("by hand").number
            filled, _ = stored(store, A, memory="filled")
            store.mark_undone(batch(store, by_hand))
            store.mark_undone(filled)
        assert [each.name for each in store.memories()] == ["by hand", "filled"]

    def test_a_batch_gives_up_what_it_added_and_nothing_else(self, store: Store) -> None:
        with store.writing():
            _, (stays,) = stored(store, A)
            batch_number, numbers = stored(store, B, C)
            termbase = store.add_termbase("t")
            (number,) = store.add_concepts(termbase, batch_number, new_concepts(concept("x")))
            assert store.remove_added(batch_number) == (3, numbers[0], numbers[-1])
            assert store.remove_added(batch_number) == (0, 0, 0)
        assert list(store.units([stays, *numbers])) == [stays]
        assert store.concepts([number]) == {}
        assert store.terms_by_form(0, "x", 9) == []
        assert store.candidates("en", numbers) == []

    def test_what_a_batch_changed_is_told_the_last_change_first(self, store: Store) -> None:
        with store.writing():
            _, (one, two) = stored(store, A, B)
            changing = batch(store)
            store.replace_unit(one, changing, new_unit(C))
            store.replace_unit(two, changing, new_unit(WHOLE_UNIT))
            store.replace_unit(one, None, new_unit(A))
        assert [(each.kind, each.number) for each in store.changed_by(changing)] == [("unit", two), ("unit", one)]

    def test_later_batches_stand_on_what_they_changed(self, store: Store) -> None:
        with store.writing():
            first, (one, two) = stored(store, A, B)
            second, third, fourth = batch(store), batch(store), batch(store)
            store.replace_unit(one, second, new_unit(unit("one", "一", id="2")))
            store.replace_unit(one, third, new_unit(unit("one", "一", id="3")))
            store.replace_unit(two, third, new_unit(unit("two", "二", id="3")))
            store.replace_unit(two, fourth, new_unit(unit("two", "二", id="4")))
            store.replace_unit(two, None, new_unit(B))
        assert store.batches_standing_on(first) == (fourth, third, second)
        assert store.batches_standing_on(second) == (third,)
        assert store.batches_standing_on(third) == (fourth,)
        assert store.batches_standing_on(fourth) == ()
        with store.writing():
            store.mark_undone(third)
        assert store.batches_standing_on(first) == (fourth, second)
        assert store.batches_standing_on(second) == ()

    def test_units_and_concepts_of_one_number_do_not_stand_on_each_other(self, store: Store) -> None:
        with store.writing():
            first, units = stored(store, A)
            second, concepts = kept(store, concept("x", id="1"))
            third = batch(store)
            store.replace_concept(concepts[0], new_concept(concept("y", id="1")), Deed("changed", third))
        assert units == concepts
        assert store.batches_standing_on(first) == ()
        assert store.batches_standing_on(second) == (third,)
