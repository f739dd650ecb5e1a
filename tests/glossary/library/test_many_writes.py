"""After thousands of random writes in ten languages, matches at every threshold are those of a scan, both ways."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest

from glossary.errors import CannotUndo, Conflict
from glossary.library import Library, indexing
from tests.glossary.library.contents import bring, file_of
from tests.glossary.library.scan import matched, scan
from tests.glossary.texts import SPACED, WORDS
from tmx.errors import CannotWrite
from tmx.model import Segment, Unit, UnitStatus

TAGS = {
    "zh": ("zh-CN", "zh-Hans", "zh-TW", "zh-Hant"),
    **{language: (language,) for language in ("en", "de", "fr", "ru", "ar", "ko", "ja", "th")},
}
THRESHOLDS = range(50, 101)
MOST_UNITS = 300
MEMORIES = ("keeps", "replaces")


class Life:
    """A library and someone who writes in it at random, the same for the same seed."""

    def __init__(self, library: Library, seed: int) -> None:
        self.library, self.random = library, Random(seed)
        self.numbers: list[int] = []
        self.batches: list[int] = []
        self.done: Counter[str] = Counter()
        self.most_blocks = 0
        for name in MEMORIES:
            self.bring_in(name)
        library.set_memory("replaces", new_translations="replace")

    def live(self, writes: int, every: int) -> None:
        """Writes so many times, and looks every so often whether what is found is what there is."""
        ways = (self.add, self.change, self.delete, self.revert, self.bring_in, self.undo)
        for write in range(1, writes + 1):
            crowded = len(self.numbers) > MOST_UNITS
            (way,) = self.random.choices(ways, (10, 30, 30, 5, 1, 5) if crowded else (40, 25, 12, 8, 5, 5))
            with suppress(CannotUndo, CannotWrite, Conflict):
                way()
                self.done[way.__name__] += 1
            if write % every == 0:
                self.refresh()
                self.compare()

    def refresh(self) -> None:
        rows = self.library.store.memory_rows()
        self.numbers = [stored.number for row in rows for stored in self.library.store.units_of(row)]
        self.most_blocks = max(self.most_blocks, *(len(self.library.store.blocks(family)) for family in TAGS))

    def sentence(self, language: str) -> str:
        words = self.random.choices(WORDS[language], k=self.random.choice((1, 2, 3, 5, 8, 13, 21)))
        return (" " if language in SPACED else "").join(words)

    def segments(self) -> list[Segment]:
        """Of two languages, now and then of three or with a code; some texts are others with an edit."""
        tags = [
            self.random.choice(TAGS[each]) for each in self.random.sample(list(TAGS), self.random.choice((2, 2, 3)))
        ]
        return [self.segment(tag) for tag in tags]

    def segment(self, tag: str) -> Segment:
        text = self.near(tag) if self.random.random() < 0.5 else self.sentence(tag.partition("-")[0])
        if self.random.random() < 0.1 and "&" not in text and "<" not in text:
            return Segment(tag, text, f'{text}<ph x="1"/>')
        return Segment(tag, text)

    def near(self, tag: str) -> str:
        """A text of the library with a few words others, or any where it has none in the language."""
        language = tag.partition("-")[0]
        held = [
            each.text
            for number in self.random.sample(self.numbers, min(20, len(self.numbers)))
            for stored in [self.library.store.unit(number)]
            if stored
            for each in stored.unit.segments
            if each.language.partition("-")[0] == language
        ]
        text = self.random.choice(held or [self.sentence(language)])
        words = text.split() if language in SPACED else list(text)
        for _ in range(self.random.choice((0, 1, 1, 2, 3))):
            at = self.random.randint(0, len(words))
            words[at : at + self.random.randint(0, 1)] = self.random.choices(
                WORDS[language], k=self.random.randint(0, 1)
            )
        return (" " if language in SPACED else "").join(words) or text

    def unit(self) -> Unit:
        return Unit(tuple(self.segments()), status=self.random.choice((*UnitStatus, UnitStatus.TRANSLATED)))

    def add(self) -> None:
        unit = self.unit()
        written = self.library.add_unit(self.random.choice(MEMORIES), *unit.segments, status=unit.status)
        self.numbers.append(written.unit)
        self.batches += [written.batch] if written.batch else []

    def change(self) -> None:
        self.batches.append(self.library.change_unit(self.any_unit(), *self.segments()).batch or 0)

    def delete(self) -> None:
        number = self.any_unit()
        self.batches.append(self.library.delete_unit(number).batch or 0)
        self.numbers.remove(number)

    def any_unit(self) -> int:
        self.numbers = [each for each in self.numbers if self.library.store.unit(each)] or self.numbers
        return self.random.choice(self.numbers)

    def revert(self) -> None:
        number = self.random.choice(self.numbers) - self.random.randint(0, 30)
        steps = [past.step for past in self.library.store.history_of_unit(number) if past.before]
        if steps:
            self.library.revert_unit(number, self.random.choice(steps))
            self.numbers = list({*self.numbers, number})

    def bring_in(self, memory: str = "") -> None:
        units = [self.unit() for _ in range(self.random.choice((1, 5, 40)))]
        report = bring(self.library, file_of(units), memory=memory or self.random.choice(MEMORIES))
        self.batches += [report.batch] if report.batch else []
        self.refresh()

    def undo(self) -> None:
        self.library.undo(self.batches[-min(len(self.batches), self.random.choice((1, 1, 2, 5, 50)))])
        self.refresh()

    def compare(self) -> None:
        """Every language and a threshold each, in the one direction of a pair and the other."""
        for language in TAGS:
            source, target = (
                self.random.choice(TAGS[language]),
                self.random.choice(TAGS[self.random.choice(list(TAGS))]),
            )
            threshold = self.random.choice(THRESHOLDS)
            for one, other in ((source, target), (target, source)):
                text = self.near(one)
                found = matched(self.library, text, one, other, threshold)
                assert found == scan(self.library, text, one, other, threshold), (text, one, other, threshold)


@pytest.fixture
def life(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[int, tuple[int, int, int]], Life]:
    def begin(seed: int, limits: tuple[int, int, int]) -> Life:
        for name, limit in zip(("MOST_FRESH", "MOST_WAITING", "LARGEST_BLOCK"), limits, strict=True):
            monkeypatch.setattr(indexing, name, limit)
        return Life(Library.open(tmp_path / "library.db"), seed)

    return begin


LIMITS = pytest.mark.parametrize("limits", [(10, 15, 400), (2, 3, 12), (1000, 10_000, 4_000_000)], ids=str)


@LIMITS
def test_some_writes_leave_nothing_unfound(life: Callable[[int, tuple[int, int, int]], Life], limits: tuple) -> None:
    lived = life(4, limits)
    with lived.library:
        lived.live(writes=150, every=50)
        assert lived.library.examine() == ()


@pytest.mark.long
@LIMITS
def test_thousands_of_writes_leave_nothing_unfound(
    life: Callable[[int, tuple[int, int, int]], Life], limits: tuple
) -> None:
    lived = life(44, limits)
    with lived.library:
        lived.live(writes=1800, every=30)
        assert lived.library.examine() == ()
        assert sum(lived.done.values()) > 1500
        assert min(lived.done.values()) > 20
        assert lived.most_blocks > 1 or limits[0] == 1000
