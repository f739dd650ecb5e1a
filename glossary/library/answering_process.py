"""A process that answers queries: portions of them in by standard input, answers out by standard output, pickled."""

from __future__ import annotations

import pickle
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from queue import SimpleQueue

from glossary.answers import Matches
from glossary.errors import YikuError
from glossary.store.sqlite import SqliteStore
from tmx.errors import ExchangeError

from . import processes
from .indexes import Indexes
from .matching import Matcher, Query


def answers(portions: SimpleQueue[list[Query] | None]) -> Iterator[list[Matches] | Exception]:
    """The answers to each portion, or an error in their place, as long as portions come."""
    address: str = pickle.load(sys.stdin.buffer)  # noqa: S301 - from our own process
    threading.Thread(target=_read, args=(portions,), daemon=True).start()
    matcher: Matcher | None = None
    while (queries := portions.get()) is not None:
        try:
            matcher = matcher or _opened(address)
            yield matcher.match_all(queries)
        except (YikuError, ExchangeError) as error:
            yield error


def _read(portions: SimpleQueue[list[Query] | None]) -> None:
    """Takes portions in while earlier ones are answered: or each process could wait for the other to read."""
    with suppress(EOFError):
        while True:
            portions.put(pickle.load(sys.stdin.buffer))  # noqa: S301 - from our own process
    portions.put(None)


def _opened(address: str) -> Matcher:
    store = SqliteStore(Path(address), reads_only=True)
    return Matcher(store, Indexes(store))


def main() -> None:
    """Ends when the first process has closed the pipe or is no longer there to listen."""
    processes.leave_interrupts_to_the_first()
    try:
        for answer in answers(SimpleQueue()):
            pickle.dump(answer, sys.stdout.buffer, pickle.HIGHEST_PROTOCOL)
            sys.stdout.buffer.flush()
    except (BrokenPipeError, EOFError):
        sys.stderr.close()


if __name__ == "__main__":
    main()
