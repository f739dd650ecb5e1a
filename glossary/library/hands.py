"""Other processes that answer queries for this one: started, lent to jobs, kept for a while, ended with the library."""

from __future__ import annotations

import pickle
import threading
import weakref
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import BinaryIO, cast

from glossary.answers import Matches
from glossary.errors import YikuError

from . import processes
from .matching import Query

KEPT_SECONDS = 60.0
"""How long a process that has nothing to do is kept for the next job."""


class Hand:
    """Another process that answers queries (`answering_process`). One thread at a time may ask it."""

    def __init__(self, address: str) -> None:
        self._process = processes.start("glossary.library.answering_process")
        self._answers = cast(BinaryIO, self._process.stdout)
        self._queries = cast(BinaryIO, self._process.stdin)
        self._address: str | None = address

    def ask(self, queries: list[Query]) -> None:
        """Gives it some queries, also while it is at earlier ones. Raises `YikuError` where it was ended."""
        with _told():
            if self._address is not None:
                pickle.dump(self._address, self._queries)
                self._address = None
            pickle.dump(queries, self._queries, pickle.HIGHEST_PROTOCOL)
            self._queries.flush()

    def answer(self) -> list[Matches]:
        """The answers to the earliest queries that were not answered yet. Raises what the process raised, too."""
        with _told():
            answer = pickle.load(self._answers)  # noqa: S301 - from our own process
        if isinstance(answer, Exception):
            raise answer
        found: list[Matches] = answer
        return found

    @property
    def number(self) -> int:
        """The process id."""
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        return self._process.poll() is None

    def end(self) -> None:
        """Ends the process, whatever it is at; a thread that waits for its answer is told."""
        self._process.kill()
        self._process.wait()
        for stream in (self._queries, self._answers):
            with suppress(OSError):
                stream.close()


@contextmanager
def _told() -> Iterator[None]:
    """Says what a broken pipe means."""
    try:
        yield
    except (OSError, EOFError, ValueError, pickle.UnpicklingError) as error:
        raise YikuError("a process that looks segments up was ended from outside; try again") from error


class Hands:
    """All the hands of a library, at most so many. Safe to share between threads."""

    def __init__(self, address: str, most: int) -> None:
        self.most = most
        self._address = address
        self._lock = threading.Lock()
        self._idle: list[Hand] = []
        self._lent = 0
        self._closed = False
        self._rest: threading.Timer | None = None
        weakref.finalize(self, _end_all, self._idle)

    @contextmanager
    def lent(self, worth: int, ready: int) -> Iterator[list[Hand]]:
        """Up to so many hands as are worth starting, or that are `ready` already, fewer where other jobs have them.

        Those that are alive afterwards are kept for a while.
        """
        hands = self._take(worth, ready)
        try:
            yield hands
        finally:
            self._put_back(hands)

    def close(self) -> None:
        """Ends those that are not lent; the others end when they come back."""
        self._closed = True
        self._dismiss()

    def _take(self, worth: int, ready: int) -> list[Hand]:
        with self._lock:
            self._stop_resting()
            free = max(0, self.most - self._lent)
            rested = self._idle[: min(free, max(worth, ready))]
            del self._idle[: len(rested)]
            hands = [hand for hand in rested if hand.is_alive]
            _end_all(hand for hand in rested if hand not in hands)
            hands += [Hand(self._address) for _ in range(min(free, worth) - len(hands))]
            self._lent += len(hands)
            return hands

    def _put_back(self, hands: list[Hand]) -> None:
        with self._lock:
            self._lent -= len(hands)
            kept = [hand for hand in hands if hand.is_alive and not self._closed]
            _end_all(hand for hand in hands if hand not in kept)
            self._idle += kept
            self._stop_resting()
            if self._idle:
                self._rest = threading.Timer(KEPT_SECONDS, self._dismiss)
                self._rest.daemon = True
                self._rest.start()

    def _dismiss(self) -> None:
        with self._lock:
            self._stop_resting()
            _end_all(self._idle)
            self._idle.clear()

    def _stop_resting(self) -> None:
        if self._rest is not None:
            self._rest.cancel()
            self._rest = None


def _end_all(hands: Iterable[Hand]) -> None:
    for hand in hands:
        hand.end()
