"""Jobs of many queries: one that comes again is answered once, and where there are many all cores answer.

The first process answers too, from the first query on, so that nobody waits while others start. A process answers a
portion of the queries at a time, each portion of one moment: what others write while a job runs, the answers after it
have, as those of single queries would.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass, field
from itertools import chain, islice
from queue import Empty, SimpleQueue

from glossary.answers import Matches

from .hands import Hand, Hands
from .matching import Matcher, Query

PORTION = 64
"""Queries that a process gets at once."""
WORTH = 500
"""Queries for which one process more pays: about as many are answered in the time that it takes to start.

One that was started for an earlier job pays for a portion or two.
"""
_AHEAD = 2
"""Portions that a process has before it, so that it need not wait for the next."""
_MOST_WAITING = 1024
"""Queries whose answers may wait for an earlier one."""
_MOST_HITS_WAITING = 100_000
_MOST_HITS_IN_PORTION = 1000
_MOST_REMEMBERED = 1000
"""Different queries whose answers are kept, should they come again."""


class Jobs:
    """Carries jobs out. Safe to share between threads."""

    def __init__(self, matcher: Matcher, hands: Hands) -> None:
        self.matcher, self.hands = matcher, hands

    def answer(self, queries: Iterable[Query]) -> Iterator[Matches]:
        """The answers in the order of the queries, which are drawn as they are needed, some ahead.

        Raises as `Matcher.match` does, and `YikuError` where another process was ended.
        """
        rest = iter(queries)
        first = list(islice(rest, WORTH * (self.hands.most + 1)))
        if not first:
            return
        with self.hands.lent(len(first) // WORTH, len(first) // PORTION - 1) as hands:
            yield from _Job(self.matcher, hands, max(1, first[0].limit)).answers(chain(first, rest))


@dataclass(slots=True)
class _Portion:
    """Some queries; the answers come all at once."""

    queries: list[Query] = field(default_factory=list)
    answers: Future[list[Matches]] = field(default_factory=Future)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the answer to a query will be."""

    portion: _Portion
    at: int

    @property
    def is_answered(self) -> bool:
        return self.portion.answers.done()

    def answer(self) -> Matches:
        return self.portion.answers.result()[self.at]


class _Job:
    """One job, with the hands that are lent to it. A thread for each hand gives it portions and takes its answers."""

    def __init__(self, matcher: Matcher, hands: list[Hand], limit: int) -> None:
        self._matcher, self._hands = matcher, hands
        self._given: SimpleQueue[_Portion | None] = SimpleQueue()
        self._room = threading.Semaphore(_AHEAD * len(hands))
        self._size = max(1, min(PORTION, _MOST_HITS_IN_PORTION // limit))
        self._most_waiting = max(
            self._size * (_AHEAD * len(hands) + 1), min(_MOST_WAITING, _MOST_HITS_WAITING // limit)
        )
        self._new = _Portion()
        self._places: dict[Query, _Place] = {}

    def answers(self, queries: Iterable[Query]) -> Iterator[Matches]:
        """In the order of the queries. On an error, or where nobody wants more, the hands are ended."""
        threads = [threading.Thread(target=self._serve, args=(hand,), daemon=True) for hand in self._hands]
        for thread in threads:
            thread.start()
        try:
            yield from self._in_order(queries)
        except BaseException:
            for hand in self._hands:
                hand.end()
            raise
        finally:
            self._given.put(None)
            for thread in threads:
                thread.join()

    def _in_order(self, queries: Iterable[Query]) -> Iterator[Matches]:
        waiting: deque[_Place] = deque()
        for query in queries:
            waiting.append(self._place(query))
            if len(self._new.queries) >= self._size or len(waiting) >= self._most_waiting:
                self._give_out()
            while waiting and (waiting[0].is_answered or len(waiting) >= self._most_waiting):
                yield waiting.popleft().answer()
        self._give_out()
        for place in waiting:
            yield place.answer()

    def _place(self, query: Query) -> _Place:
        """Where the answer is or will be: the same for the same query."""
        place = self._places.get(query)
        if place is None:
            place = self._places[query] = _Place(self._new, len(self._new.queries))
            self._new.queries.append(query)
            if len(self._places) > _MOST_REMEMBERED:
                del self._places[next(iter(self._places))]
        return place

    def _give_out(self) -> None:
        """Gives the new portion to the hands where they have room for it; else this process answers it now."""
        portion, self._new = self._new, _Portion()
        if not portion.queries:
            return
        if self._room.acquire(blocking=False):
            self._given.put(portion)
        else:
            portion.answers.set_result(self._matcher.match_all(portion.queries))

    def _serve(self, hand: Hand) -> None:
        """Has a hand answer what is given out, as long as something is; the next portion is always before it."""
        asked: deque[_Portion] = deque()
        try:
            while True:
                while len(asked) < _AHEAD and (portion := self._taken(wait=not asked)):
                    asked.append(portion)
                    hand.ask(portion.queries)
                if not asked:
                    return
                asked[0].answers.set_result(hand.answer())
                asked.popleft()
                self._room.release()
        except BaseException as error:
            for portion in asked:
                portion.answers.set_exception(error)

    def _taken(self, *, wait: bool) -> _Portion | None:
        """The next portion; None where there is none now or, having waited, none will come."""
        try:
            portion = self._given.get(block=wait)
        except Empty:
            return None
        if portion is None:
            self._given.put(None)  # for the other threads
        return portion
