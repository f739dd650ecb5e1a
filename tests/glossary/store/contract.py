"""What every engine of the `Store` protocol does alike: an engine's tests inherit `StoreContract`."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.library.entries import new_unit
from glossary.store import Store
from glossary.store.values import BlockFrame, KnownUnit, StoredBlock, UnitKeys
from glossary.text.keys import key_text
from tmx.model import NOTHING, Unit

from .contract_automata import AutomatonContract
from .contract_batches import BatchContract
from .contract_concepts import ConceptContract
from .contract_findings import FindingContract
from .contract_index import IndexContract
from .contract_lookup import LookupContract
from .contract_people import PeopleContract
from .rows import (
    AWKWARD,
    DETAILS,
    WHOLE_UNIT,
    A,
    B,
    Broken,
    C,
    batch,
    concept,
    kept,
    new_units,
    stored,
    taken_back,
    unit,
)


class StoreContract(
    ConceptContract, AutomatonContract, BatchContract, FindingContract, IndexContract, LookupContract, PeopleContract
):
    """The engine's class gives the fixture `store`: a new and empty one."""

    @pytest.fixture
    def store(self) -> Store:
        raise NotImplementedError

    # Moments

    def test_a_moment_lasts_until_something_is_written(self, store: Store) -> None:
        with store.reading():
            first = store.moment()
            assert store.moment() == first
        with store.writing():
            stored(store, A)
        with store.reading():
            second = store.moment()
        in_thread(lambda: written(store))
        with store.reading():
            third = store.moment()
        assert first != second != third != first

    def test_no_moment_outlasts_what_may_be_taken_back(self, store: Store) -> None:
        with taken_back(store):
            stored(store, B)
            within = store.moment()
            assert store.moment() != within
        with store.reading():
            assert store.moment() != within

    # Transactions

    def test_an_exception_takes_a_whole_transaction_back(self, store: Store) -> None:
        with store.writing():
            before, _ = stored(store, A)
        with taken_back(store):
            stored(store, B, memory="other")
            kept(store, concept("x"))
            store.set_text_version(9)
            store.add_fresh("en", [UnitKeys(1, 0, b"ab")])
            store.add_block("en", StoredBlock(0, 1, 1, 1, 1), BlockFrame(b"", b"", b""), [(5, memoryview(b"abcd"))])
        assert [each.name for each in store.memories()] == ["m"]
        assert (store.termbases(), store.families(), store.text_version()) == ((), (), 0)
        assert [each.number for each in store.batches(9)] == [before]

    def test_a_transaction_after_a_broken_one_works(self, store: Store) -> None:
        with pytest.raises(Broken), store.writing():
            raise Broken
        with store.writing():
            stored(store, A)
        assert store.memories()[0].units == 1

    def test_a_writer_sees_its_own_work_and_others_see_it_when_it_lands(self, store: Store) -> None:
        with store.writing():
            stored(store, A)
            assert store.memory("m") is not None
            assert in_thread(lambda: store.memory("m")) is None
        assert in_thread(lambda: store.memory("m")) == store.memory("m")

    def test_a_reader_sees_one_moment_whatever_is_written_meanwhile(self, store: Store) -> None:
        with store.writing():
            stored(store, A)
        with store.reading():
            assert store.memories()[0].units == 1
            in_thread(lambda: self._write(store, B))
            with store.reading():
                assert store.memories()[0].units == 1
            assert store.memories()[0].units == 1
        assert store.memories()[0].units == 2

    def test_two_threads_read_whole_states_while_one_writes(self, store: Store) -> None:
        done = threading.Event()
        torn: list[object] = []

        def look() -> None:
            try:
                while not done.is_set():
                    with store.reading():
                        counts = [memory.units for memory in store.memories()]
                        if len(set(counts)) > 1 or any(count % 3 for count in counts):
                            torn.append(counts)
            except Exception as error:
                torn.append(error)

        readers = [threading.Thread(target=look) for _ in range(2)]
        for reader in readers:
            reader.start()
        for round in range(20):
            with store.writing():
                for memory in ("m", "n"):
                    stored(store, *(unit(f"{round} {each}", "字") for each in range(3)), memory=memory)
        done.set()
        for reader in readers:
            reader.join()
        assert torn == []

    @staticmethod
    def _write(store: Store, *units: Unit) -> None:
        with store.writing():
            stored(store, *units)

    # Settings and memories

    def test_the_text_version_is_kept(self, store: Store) -> None:
        assert store.text_version() == 0
        for version in (3, 4):
            with store.writing():
                store.set_text_version(version)
            assert store.text_version() == version

    @pytest.mark.parametrize("name", AWKWARD)
    def test_any_name_is_kept_as_it_is(self, store: Store, name: str) -> None:
        with store.writing():
            memory, termbase = store.add_memory(name), store.add_termbase(name)
        assert store.memory(name) == memory == store.memory_rows()[memory.number]
        assert store.termbase(name) == termbase
        assert [each.name for each in (*store.memories(), *store.termbases())] == [name, name]

    def test_a_name_that_is_not_there_finds_nothing(self, store: Store) -> None:
        with store.writing():
            store.add_memory("m")
            store.add_termbase("t")
        assert store.memory("M") is None
        assert store.memory("") is None
        assert store.termbase("T") is None

    def test_a_memory_keeps_its_header(self, store: Store) -> None:
        with store.writing():
            memory = store.add_memory("m").number
        assert store.memory_header(memory) == NOTHING
        with store.writing():
            store.set_memory_header(memory, DETAILS, batch(store, memory))
        assert store.memory_header(memory) == DETAILS

    def test_memories_are_counted_and_sorted_by_name(self, store: Store) -> None:
        with store.writing():
            stored(store, A, B, WHOLE_UNIT, memory="b")
            store.add_memory("a")
        first, second = store.memories()
        assert (first.name, first.units, first.languages) == ("a", 0, ())
        assert (second.name, second.units, second.languages) == ("b", 3, ("en", "zh-CN", "de-CH"))

    # Units

    def test_a_unit_comes_back_whole(self, store: Store) -> None:
        with store.writing():
            _, (number, other) = stored(store, WHOLE_UNIT, A)
        found = store.unit(number)
        assert found is not None
        assert (found.number, found.memory, found.unit) == (number, "m", WHOLE_UNIT)
        assert {each.unit for each in store.units([other, number, 999]).values()} == {WHOLE_UNIT, A}

    @given(texts=st.lists(st.tuples(st.text(), st.text()), max_size=5))
    def test_any_text_comes_back_as_it_was(self, store: Store, texts: list[tuple[str, str]]) -> None:
        units = list(dict.fromkeys(unit(*pair) for pair in texts))
        with taken_back(store):
            _, numbers = stored(store, *units)
            assert [store.units(numbers)[number].unit for number in numbers] == units

    def test_nothing_asked_finds_nothing(self, store: Store) -> None:
        with store.writing():
            batch_number, _ = stored(store)
            assert store.add_concepts(store.add_termbase("t"), batch_number, []) == []
            store.remove_blocks([])
            store.add_fresh("en", [])
            store.set_keys([])
        memory = store.memory("m")
        assert memory is not None
        assert store.known_units(memory.number, []) == {}
        assert store.known_concepts(1, []) == {}
        assert (store.units([]), store.concepts([]), store.postings([], [])) == ({}, {}, {})
        assert (store.unit_keys("en", []), store.candidates("en", [])) == ([], [])
        assert (store.unit(10**30), store.batch(10**30), store.concepts([10**30])) == (None, None, {})

    def test_numbers_ascend_and_are_never_used_twice(self, store: Store) -> None:
        with store.writing():
            first, numbers = stored(store, A, B)
            _, concepts = kept(store, concept("x"), concept("y"))
        assert numbers == sorted(set(numbers))
        with store.writing():
            store.remove_added(first)
            store.remove_added(first + 1)
        with store.writing():
            _, (later,) = stored(store, A)
            _, (later_concept,) = kept(store, concept("x"))
        assert later > max(numbers)
        assert later_concept > max(concepts)

    def test_a_unit_that_the_memory_has_is_left_alone(self, store: Store) -> None:
        with store.writing():
            _, (number,) = stored(store, A)
            memory = store.add_memory("other")
            named = unit("one", "一", id="another name")
            again = store.add_units(memory.number, batch(store), new_units(A, A, B, named))
        assert [each is None for each in again] == [False, True, False, True]
        assert again[0] != number
        assert [each.unit for each in store.units_of(memory.number)] == [A, B]

    def test_known_units_are_found_by_identity_in_their_memory_alone(self, store: Store) -> None:
        many = [unit(str(number), "字", id=str(number)) for number in range(1200)]
        with store.writing():
            _, numbers = stored(store, *many)
            stored(store, A, memory="other")
        memory = store.memory("m")
        assert memory is not None
        rows = new_units(*many, A)
        known = store.known_units(memory.number, [row.identity for row in rows])
        expected = [KnownUnit(number, row.fingerprint) for number, row in zip(numbers, rows, strict=False)]
        assert [known[row.identity] for row in rows[:-1]] == expected
        assert rows[-1].identity not in known

    def test_a_memory_streams_its_own_units_in_the_order_they_came(self, store: Store) -> None:
        with store.writing():
            stored(store, C, A)
            stored(store, B, memory="other")
            stored(store, WHOLE_UNIT)
        memory = store.memory("m")
        assert memory is not None
        assert [each.unit for each in store.units_of(memory.number)] == [C, A, WHOLE_UNIT]

    def test_a_memory_streams_the_keys_of_its_units_with_what_is_compared_beside_them(self, store: Store) -> None:
        with store.writing():
            numbers = [*stored(store, C, A)[1], *stored(store, WHOLE_UNIT)[1]]
            stored(store, B, memory="other")
        memory = store.memory("m")
        assert memory is not None
        expected = [
            (number, unit.context, each.language, key_text(each.text, each.language).encode("utf-16-le"))
            for number, unit in zip(numbers, (C, A, WHOLE_UNIT), strict=True)
            for each in unit.segments
        ]
        assert list(store.sides_of(memory.number)) == expected

    def test_what_a_unit_was_is_in_its_history(self, store: Store) -> None:
        with store.writing():
            first, (number, _) = stored(store, A, B)
            second = batch(store, who="it's me")
            store.replace_unit(number, second, new_unit(WHOLE_UNIT))
            store.replace_unit(number, None, new_unit(A))
        found = store.unit(number)
        assert found is not None
        assert found.unit == A
        history = store.history_of_unit(number)
        assert [past.before for past in history] == [WHOLE_UNIT, A, None]
        assert [past.batch for past in history] == [None, second, first]
        assert [past.who for past in history] == ["", "it's me", ""]
        assert store.history_of_unit(999) == ()

    def test_a_removed_unit_is_in_its_history_and_can_be_put_back(self, store: Store) -> None:
        with store.writing():
            first, (number, _) = stored(store, WHOLE_UNIT, B)
            second, third = batch(store), batch(store)
            store.remove_unit(number, second, "it's me")
        (removed, _) = store.history_of_unit(number)
        assert store.unit(number) is None
        assert (removed.before, removed.action, removed.who) == (WHOLE_UNIT, "deleted", "it's me")
        assert removed.origin == first
        assert store.batches_standing_on(first) == (second,)
        with store.writing():
            row = store.memory("m")
            assert row is not None
            store.put_back_unit(number, row.number, first, new_unit(WHOLE_UNIT), third, "you")
        found = store.unit(number)
        assert found is not None
        assert found.unit == WHOLE_UNIT
        assert [each.unit for each in store.units_of(row.number)] == [WHOLE_UNIT, B]
        steps = [(each.action, each.who) for each in store.history_of_unit(number)]
        assert steps == [("restored", "you"), ("deleted", "it's me"), ("added", "")]
        assert store.batches_standing_on(second) == (third,)
        (entry,) = store.changed_by(third)
        assert (entry.kind, entry.number, entry.before) == ("unit", number, "")

    def test_shared_texts_are_told_with_their_units(self, store: Store) -> None:
        with store.writing():
            _, (one, _, three, _) = stored(store, unit("x", "甲"), unit("y", "甲"), unit("x", "乙"), unit("z", "丙"))
            stored(store, unit("x", "甲"), memory="other")
        row = store.memory("m")
        assert row is not None
        (source,) = store.shared_texts(row.number, source=True)
        (target,) = store.shared_texts(row.number, source=False)
        assert (source.language, source.text, sorted(source.units)) == ("en", "x", [one, three])
        assert (target.language, target.text, len(target.units)) == ("zh-CN", "甲", 2)

    def test_a_memorys_settings_are_kept(self, store: Store) -> None:
        with store.writing():
            row = store.add_memory("m")
            changed = replace(row, penalty=7, new_translations="replace")
            store.set_memory(changed)
        assert (row.penalty, row.new_translations) == (0, "keep")
        assert store.memory("m") == changed == store.memory_rows()[row.number]
        assert (store.memories()[0].penalty, store.memories()[0].new_translations) == (7, "replace")


def in_thread(call: object) -> object:
    """What a call gives in a thread of its own."""
    results: list[object] = []
    thread = threading.Thread(target=lambda: results.append(call()))  # type: ignore[operator]
    thread.start()
    thread.join()
    return results[0]


def written(store: Store) -> None:
    with store.writing():
        stored(store, B)
