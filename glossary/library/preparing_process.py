"""The second process of a large import: a file in by standard input, its chunks out by standard output, pickled."""

from __future__ import annotations

import gc
import pickle
import sys
from collections.abc import Iterator
from typing import Any

from tmx.errors import ExchangeError

from . import processes
from .preparing import Here, What


def answers() -> Iterator[Any]:
    """What the file is, its chunks, what was lost; an error in place of what would have come."""
    what: What = pickle.load(sys.stdin.buffer)  # noqa: S301 - from our own process
    try:
        here = Here(sys.stdin.buffer, what)
        yield here.format, here.kind, here.header
        for chunk in here.chunks():
            yield chunk.packed()
        yield here.lost
    except ExchangeError as error:
        yield error


def main() -> None:
    """Ends quietly when the first process is no longer there to listen.

    Entries hold no reference cycles, and looking for some takes a third of the time.
    """
    gc.disable()
    processes.leave_interrupts_to_the_first()
    try:
        for answer in answers():
            pickle.dump(answer, sys.stdout.buffer, pickle.HIGHEST_PROTOCOL)
            sys.stdout.buffer.flush()
    except BrokenPipeError:
        sys.stderr.close()


if __name__ == "__main__":
    main()
