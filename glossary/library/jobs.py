"""Jobs of many queries: one that comes again is answered once, and where there are many all cores answer.

The first process answers too, from the first query on, so that nobody waits while others start. A process answers a
portion of the queries at a time, each portion of one moment: what others write while a job runs, the answers after it
have, as those of single queries would.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import chain, islice
from queue import SimpleQueue

from glossary.answers import Matches

from .hands import Hand, Hands
from .matching import Matcher, Query

PORTION = 32
"""Queries that a process gets at once."""
WORTH = 250
"""Queries for which one process more pays: about as many are answered in the time that it takes to start."""
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
        with self.hands.lent(len(first) // WORTH) as hands:
            yield from _Job(self.matcher, hands, first[0].limit).answers(chain(first, rest))


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
    """One job, with the hands that are lent to it."""

    def __init__(self, matcher: Matcher, hands: list[Hand], limit: int) -> None:
        self._matcher, self._hands = matcher, hands
        self._free: SimpleQueue[Hand] = SimpleQueue()
        for hand in hands:
            self._free.put(hand)
        self._room = threading.Semaphore(_AHEAD * len(hands))
        self._size = max(1, min(PORTION, _MOST_HITS_IN_PORTION // limit))
        self._most_waiting = max(
            self._size * (_AHEAD * len(hands) + 1), min(_MOST_WAITING, _MOST_HITS_WAITING // limit)
        )
        self._new = _Portion()
        self._places: dict[Query, _Place] = {}

    def answers(self, queries: Iterable[Query]) -> Iterator[Matches]:
        """In the order of the queries. On an error, or where nobody wants more, the hands are ended."""
        threads = ThreadPoolExecutor(len(self._hands) or 1, "hands")
        try:
            yield from self._in_order(queries, threads)
        except BaseException:
            for hand in self._hands:
                hand.end()
            raise
        finally:
            threads.shutdown(cancel_futures=True)

    def _in_order(self, queries: Iterable[Query], threads: ThreadPoolExecutor) -> Iterator[Matches]:
        waiting: deque[_Place] = deque()
        for query in queries:
            waiting.append(self._place(query))
            if len(self._new.queries) >= self._size or len(waiting) >= self._most_waiting:
                self._give_out(threads)
            while waiting and (waiting[0].is_answered or len(waiting) >= self._most_waiting):
                yield waiting.popleft().answer()
        self._give_out(threads)
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

    def _give_out(self, threads: ThreadPoolExecutor) -> None:
        """Gives the new portion to a hand that has room for it; else this process answers it now."""
        portion, self._new = self._new, _Portion()
        if not portion.queries:
            return
        if self._room.acquire(blocking=False):
            threads.submit(self._ask, portion)
        else:
            portion.answers.set_result(self._matcher.match_all(portion.queries))

    def _ask(self, portion: _Portion) -> None:
        hand = self._free.get()
        try:
            portion.answers.set_result(hand.answer(portion.queries))
        except BaseException as error:
            portion.answers.set_exception(error)
        finally:
            self._free.put(hand)
            self._room.release()
