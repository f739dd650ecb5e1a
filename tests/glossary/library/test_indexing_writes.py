"""After any writes, matches are those of a scan: none missed, none of what is no longer so."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, multiple, precondition, rule

from glossary.errors import CannotUndo, Conflict
from glossary.library import Library, indexing
from glossary.matching.patterns import Mode
from tests.glossary.library.contents import bring, contents, file_of
from tests.glossary.library.scan import holding, matched, scan
from tmx.model import Segment, Unit, UnitStatus

WORDS = {"en": ["save", "the", "file", "files", "now", "all"], "zh": ["保存", "文件", "全", "部", "立即"]}
texts = {
    "en": st.lists(st.sampled_from(WORDS["en"]), min_size=1, max_size=5).map(" ".join),
    "zh": st.lists(st.sampled_from(WORDS["zh"]), min_size=1, max_size=5).map("".join),
}
pairs = st.tuples(st.builds(Segment, st.just("en"), texts["en"]), st.builds(Segment, st.just("zh-CN"), texts["zh"]))
german = st.builds(Segment, st.just("de"), st.sampled_from(["Datei", "alle Dateien"]))
memories = st.sampled_from(["keeps", "replaces"])
SOUGHT = [
    *((query, Mode.WILDCARD, "en") for query in ("*ile*", "s?ve", "*w", "a*", "?", "??e", "none*")),
    *((query, Mode.FUZZY, "en") for query in ("saev", "file", "fyle", "tha", "nonesuch")),
    *((query, Mode.WILDCARD, "zh-CN") for query in ("保?", "*件", "?")),
    *(("Dat*", Mode.WILDCARD, "de"), ("Datie", Mode.FUZZY, "de")),
]


class Writes(RuleBasedStateMachine):
    """A library of two memories under adds, changes, deletions, reverts, imports and undone batches."""

    batches: Bundle[int] = Bundle("batches")

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.library = Library.open(Path(self.folder.name) / "library.db")

    def teardown(self) -> None:
        self.library.close()
        self.folder.cleanup()

    @initialize(held=st.lists(pairs, min_size=2, max_size=12))
    def begin(self, held: list[tuple[Segment, Segment]]) -> None:
        for name in ("keeps", "replaces"):
            bring(self.library, file_of([Unit(pair) for pair in held]), memory=name)
        self.library.set_memory("replaces", new_translations="replace")

    @property
    def numbers(self) -> list[int]:
        rows = self.library.store.memory_rows()
        return [stored.number for row in rows for stored in self.library.store.units_of(row)]

    @rule(target=batches, memory=memories, pair=pairs, context=st.sampled_from(["", "menu"]))
    def add(self, memory: str, pair: tuple[Segment, Segment], context: str) -> object:
        written = self.library.add_unit(memory, *pair, context=context)
        assert self.library.add_unit(memory, *pair[::-1], context=context).done == "unchanged"
        return written.batch if written.batch else multiple()

    @precondition(lambda self: self.numbers)
    @rule(target=batches, data=st.data(), pair=pairs, more=st.lists(german, max_size=1))
    def change(self, data: st.DataObject, pair: tuple[Segment, Segment], more: list[Segment]) -> object:
        number = data.draw(st.sampled_from(self.numbers))
        before = contents(self.library)
        try:
            written = self.library.change_unit(number, *pair, *more, status=data.draw(st.sampled_from(UnitStatus)))
        except Conflict:
            assert contents(self.library) == before
            return multiple()
        return written.batch if written.batch else multiple()

    @precondition(lambda self: self.numbers)
    @rule(target=batches, data=st.data())
    def delete(self, data: st.DataObject) -> object:
        return self.library.delete_unit(data.draw(st.sampled_from(self.numbers))).batch

    @rule(data=st.data(), number=st.integers(1, 40))
    def revert(self, data: st.DataObject, number: int) -> None:
        steps = [past for past in self.library.store.history_of_unit(number) if past.before]
        if steps:
            past = data.draw(st.sampled_from(steps))
            try:
                self.library.revert_unit(number, past.step)
            except Conflict:
                return
            assert self.library.unit(number).unit == past.before

    @rule(target=batches, memory=memories, held=st.lists(pairs, min_size=1, max_size=8))
    def import_more(self, memory: str, held: list[tuple[Segment, Segment]]) -> object:
        batch = bring(self.library, file_of([Unit(pair) for pair in held]), memory=memory).batch
        return batch or multiple()

    @rule(batch=batches)
    def undo(self, batch: int) -> None:
        before = contents(self.library)
        try:
            self.library.undo(batch)
        except CannotUndo:
            assert contents(self.library) == before

    @rule(text=texts["en"], threshold=st.sampled_from([50, 70, 100]))
    def match(self, text: str, threshold: int) -> None:
        assert matched(self.library, text, "en", "zh", threshold) == scan(self.library, text, "en", "zh", threshold)

    @rule(text=texts["zh"])
    def match_the_other_way(self, text: str) -> None:
        assert matched(self.library, text, "zh", "en", 60) == scan(self.library, text, "zh", "en", 60)

    @rule(sought=st.sampled_from(SOUGHT))
    def search(self, sought: tuple[str, Mode, str]) -> None:
        """Words that no list is sure to lead to: those with wildcards and those with typing errors."""
        query, mode, tag = sought
        found = self.library.concordance(query, mode=mode, language=tag, limit=1000).segments
        assert {hit.unit for hit in found} == holding(self.library, query, mode, tag)

    @invariant()
    def the_index_is_whole(self) -> None:
        assert self.library.examine() == ()


@pytest.mark.parametrize(("fresh", "waiting", "largest"), [(1000, 10_000, 6_000_000), (2, 3, 12), (0, 0, 1)])
def test_matches_are_those_of_a_scan_after_any_writes(
    monkeypatch: pytest.MonkeyPatch, fresh: int, waiting: int, largest: int
) -> None:
    monkeypatch.setattr(indexing, "MOST_FRESH", fresh)
    monkeypatch.setattr(indexing, "MOST_WAITING", waiting)
    monkeypatch.setattr(indexing, "LARGEST_BLOCK", largest)
    case = Writes.TestCase
    case.settings = settings(max_examples=6, stateful_step_count=30, deadline=None)
    case().runTest()
