"""The index after any sequence of imports, changed units and undone imports: whole, bounded, and equal to a scan."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, multiple, rule

from glossary.errors import CannotUndo
from glossary.library import Library, examining, indexing
from glossary.library.entries import new_unit
from glossary.library.indexes import Indexes
from glossary.matching.grams import PAIR, pair_hashes, singles
from glossary.store.values import StoredBlock
from tests.glossary.library.contents import bring, file_of
from tests.glossary.library.memories import queries, units
from tests.glossary.library.scan import matched, scan
from tmx.model import Details, Note, Segment, Unit, UnitStatus

LANGUAGES = ["en", "zh"]
MOST_FRESH, LARGEST_BLOCK, SPAN = 3, 30, 12


class Imports(RuleBasedStateMachine):
    """A library whose blocks are so small that a few imports build, join and remake them."""

    batches: Bundle[int] = Bundle("batches")

    def __init__(self) -> None:
        super().__init__()
        self.patches = pytest.MonkeyPatch()
        self.patches.setattr(indexing, "MOST_FRESH", MOST_FRESH)
        self.patches.setattr(indexing, "LARGEST_BLOCK", LARGEST_BLOCK)
        self.patches.setattr(indexing, "SPAN", SPAN)
        self.folder = tempfile.TemporaryDirectory()
        self.library = Library.open(Path(self.folder.name) / "library.db")
        self.imported: list[Unit] = []

    def teardown(self) -> None:
        self.library.close()
        self.folder.cleanup()
        self.patches.undo()

    @rule(target=batches, new=st.lists(units(LANGUAGES), min_size=1, max_size=12), memory=st.sampled_from("mn"))
    def bring_new(self, new: list[Unit], memory: str) -> object:
        self.imported += new
        return self._bring(new, memory)

    @rule(target=batches, data=st.data(), memory=st.sampled_from("mn"), note=st.text("ab", max_size=2))
    def bring_again(self, data: st.DataObject, memory: str, note: str) -> object:
        """The same texts with another status and other details, which changes units where they are."""
        if not self.imported:
            return multiple()
        some = data.draw(st.lists(st.sampled_from(self.imported), max_size=9))
        status = data.draw(st.sampled_from(UnitStatus))
        details = Details(notes=(Note(note),)) if note else Details()
        return self._bring([replace(each, status=status, details=details) for each in some], memory)

    @rule(number=consumes(batches))
    def undo(self, number: int) -> None:
        try:
            self.library.undo(number)
        except CannotUndo:
            self.library.batches()

    @rule(data=st.data(), threshold=st.integers(40, 100), pair=st.permutations(LANGUAGES))
    def ask(self, data: st.DataObject, threshold: int, pair: list[str]) -> None:
        text = data.draw(queries(pair[0], self.imported))
        assert matched(self.library, text, *pair, threshold) == scan(self.library, text, *pair, threshold)

    @invariant()
    def the_index_is_whole(self) -> None:
        check_index(self.library)

    def _bring(self, some: list[Unit], memory: str) -> object:
        report = bring(self.library, file_of(some), memory=memory)
        return multiple() if report.batch is None else report.batch


Imports.TestCase.settings = settings(
    max_examples=20, stateful_step_count=15, deadline=None, suppress_health_check=list(HealthCheck)
)
TestImports = Imports.TestCase


def check_index(library: Library) -> None:
    """Every live text is where a query looks for it, nothing dead is there, and there is no more than there may be."""
    assert list(examining.run(library.store)) == []
    live = live_texts(library)
    store = library.store
    assert set(store.families()) <= set(live)
    for family, texts in live.items():
        blocks, fresh = store.blocks(family), store.fresh(family, 0, 1 << 62)
        assert all(one.last < other.base for one, other in pairwise(blocks))
        assert all((each.unit, each.position) in texts for each in fresh)
        assert all(texts[each.unit, each.position] == each.keys.decode("utf-16-le") for each in fresh)
        assert len({each.unit for each in fresh}) <= indexing.MOST_FRESH
        owned = {place for block in blocks for place in texts if block.base <= place[0] <= block.last}
        loose = {place for place in texts if place not in owned and texts[place]}
        assert loose <= {(each.unit, each.position) for each in fresh}
        for number, block in enumerate(blocks):
            check_block(library, family, number, block, {p: t for p, t in texts.items() if t and p in owned})


def check_block(library: Library, family: str, number: int, block: StoredBlock, owned: dict) -> None:
    """A block has the entries of its live texts, no others, and a list of them for each of their terms."""
    mine = {place: text for place, text in owned.items() if block.base <= place[0] <= block.last}
    frame = Indexes(library.store).of(family).frame
    columns = np.arange(frame.starts[number], frame.starts[number + 1])
    assert sorted(frame.units(columns)) == sorted(unit for unit, _ in mine)
    assert (block.texts, block.tokens) == (len(mine), sum(map(len, mine.values())))
    assert (block.base, block.last) == (min(mine)[0], max(mine)[0])
    assert block.last - block.base < indexing.SPAN
    terms: dict[int, set[int]] = {}
    for (unit, _), text in mine.items():
        codes = singles(text)
        for term in {*codes.tolist(), *(pair_hashes(codes).astype(np.int64) + PAIR).tolist()}:
            terms.setdefault(term, set()).add(min(len(text), 255) << 24 | (unit - block.base))
    lists = library.store.postings([block.number], list(terms))[block.number]
    assert {term: np.frombuffer(data, np.uint32).tolist() for term, data in lists.items()} == {
        term: sorted(entries) for term, entries in terms.items()
    }


def live_texts(library: Library) -> dict[str, dict[tuple[int, int], str]]:
    """By family, the keys of every segment there is, by unit and position."""
    found: dict[str, dict[tuple[int, int], str]] = {}
    for unit, position, language, keys in library.store.connections.execute(  # type: ignore[attr-defined]
        "SELECT unit, position, language, keys FROM segment"
    ):
        found.setdefault(language.partition("-")[0], {})[unit, position] = keys.decode("utf-16-le")
    return found


def pair(source: str, target: str) -> Unit:
    return Unit((Segment("en", source), Segment("zh-CN", target)))


def test_blocks_stay_few_and_shrink_by_halves(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indexing, "MOST_FRESH", 0)
    for number in range(64):
        bring(library, file_of([pair(f"one more sentence {number}", f"又一句{number}")]))
        sizes = [block.tokens for block in library.store.blocks("en")]
        assert all(2 * later <= earlier for earlier, later in pairwise(sizes))
    check_index(library)


def test_an_import_larger_than_a_block_becomes_several(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indexing, "MOST_FRESH", 5)
    monkeypatch.setattr(indexing, "LARGEST_BLOCK", 40)
    bring(library, file_of([pair(f"one more sentence {number}", f"又一句{number}") for number in range(100)]))
    assert len(library.store.blocks("en")) > 5
    check_index(library)
    best, *_ = library.match("one more sentence 7", source="en", target="zh").matches
    assert best.target == "又一句7"


def test_units_that_lie_far_apart_stand_in_blocks_of_their_own(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As after a memory of 17 million units was taken back: numbers are not used again."""
    monkeypatch.setattr(indexing, "MOST_FRESH", 2)
    for first in (0, 1 << 24, 1 << 26):
        library.store.connections.execute("UPDATE sqlite_sequence SET seq = ? WHERE name = 'unit'", (first,))  # type: ignore[attr-defined]
        bring(library, file_of([pair(f"at {first} the number {number}", f"数{number}") for number in range(3)]))
    check_index(library)
    assert len(library.store.blocks("en")) == 3
    for first in (1 << 24, 1 << 26):
        found = library.match(f"at {first} the number 2", source="en", target="zh", threshold=100).matches
        assert [match.unit for match in found] == [first + 3]


def test_texts_without_words_are_no_trouble(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """Readers skip them; an editor may store them."""
    monkeypatch.setattr(indexing, "MOST_FRESH", 0)
    bring(library, file_of([pair("word", "词")]), memory="m")
    blank = [new_unit(pair(" " * number, f"空{number}")) for number in range(4)]
    with library.store.writing():
        indexer = indexing.Indexer(library.store)
        for number, each in zip(library.store.add_units(1, 1, blank), blank, strict=True):
            assert number is not None
            indexer.add_alone(number, each.segments)
        indexer.finish()
    check_index(library)
    assert len(library.match("word", source="en", target="zh").matches) == 1
    assert [match.target for match in library.match("空3", source="zh", target="en").matches] == ["   "]


def test_a_unit_with_another_text_is_found_by_that_before_and_after_its_block_is_made_anew(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexing, "MOST_FRESH", 2)
    bring(library, file_of([pair(f"one more sentence {number}", f"又一句{number}") for number in range(9)]))
    changed = new_unit(pair("something else entirely", "别的"))
    with library.store.writing():
        library.store.replace_unit(4, None, changed)
        indexer = indexing.Indexer(library.store)
        indexer.change(4, ["en", "zh-CN"], changed.segments)
        indexer.finish()
    for number in range(5):
        found = library.match("something else entirely", source="en", target="zh").matches
        assert [(match.unit, match.score) for match in found] == [(4, 100)]
        assert library.match("one more sentence 3", source="en", target="zh", threshold=100).matches == ()
        bring(library, file_of([pair(f"{number} later words {more}", f"后{more}") for more in range(3 - number % 2)]))
