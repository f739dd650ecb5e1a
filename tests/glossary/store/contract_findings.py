"""The part of the contract that is about findings: marks on them, and those that were shown lately."""

from __future__ import annotations

from dataclasses import replace

from glossary.answers import Dismissal, ShownFinding
from glossary.store import Store

from .rows import AWKWARD, taken_back


def shown(id: str, text: str = "") -> ShownFinding:
    return ShownFinding(id, "terms", f"“{text}” is wrong", text, text + "x", text)


def mark(key: str, text: str = "") -> Dismissal:
    return Dismissal(0, key, shown(key, text), key.startswith("e"), "2026-01-01T00:00:00+00:00", "it's me", text)


class FindingContract:
    """Marks are kept once a key, and findings until newer ones come."""

    def test_marks_are_told_the_latest_first_as_they_were_given(self, store: Store) -> None:
        with store.writing():
            numbers = [store.add_dismissal(mark(f"{'de'[at % 2]}{at}", text)) for at, text in enumerate(AWKWARD)]
        expected = [
            replace(mark(f"{'de'[at % 2]}{at}", text), number=number)
            for at, (text, number) in enumerate(zip(AWKWARD, numbers, strict=True))
        ]
        assert list(store.dismissals()) == expected[::-1]

    def test_a_key_is_marked_once(self, store: Store) -> None:
        with store.writing():
            first = store.add_dismissal(mark("a", "first"))
            assert store.add_dismissal(mark("a", "second")) == first
            assert store.add_dismissal(mark("b")) != first
        assert [each.note for each in store.dismissals()] == ["", "first"]

    def test_marked_keys_are_told_of_many(self, store: Store) -> None:
        with store.writing():
            store.add_dismissal(mark("a"))
            store.add_dismissal(mark("it's"))
        assert store.dismissed(["a", "b", "it's", *map(str, range(2000))]) == {"a", "it's"}
        assert store.dismissed([]) == frozenset()

    def test_a_mark_is_taken_back_and_its_number_not_used_again(self, store: Store) -> None:
        with store.writing():
            number = store.add_dismissal(mark("a"))
            assert store.remove_dismissal(number)
            assert not store.remove_dismissal(number)
            assert store.add_dismissal(mark("a")) > number
        with taken_back(store):
            store.add_dismissal(mark("b"))
        assert [each.key for each in store.dismissals()] == ["a"]

    def test_findings_are_remembered_by_the_beginning_of_their_ids(self, store: Store) -> None:
        with store.writing():
            store.remember_findings([shown("abc1", "1"), shown("abf2", "it's 2"), shown("ac03")], 9)
            store.remember_findings([shown("abc1", "again")], 9)
        assert store.remembered_findings("ab", 9) == [shown("abc1", "again"), shown("abf2", "it's 2")]
        assert store.remembered_findings("ab", 1) == [shown("abc1", "again")]
        assert store.remembered_findings("b", 9) == store.remembered_findings("%", 9) == []

    def test_the_latest_findings_are_remembered(self, store: Store) -> None:
        with store.writing():
            store.remember_findings([shown("a1"), shown("a2"), shown("a3")], 3)
            store.remember_findings([shown("a1"), shown("a4")], 3)
        assert [each.id for each in store.remembered_findings("a", 9)] == ["a1", "a3", "a4"]
