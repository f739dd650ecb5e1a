"""Files that are made while they are read, and how much memory reading them takes in a process of its own."""

from __future__ import annotations

import base64
import io
import json
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from itertools import chain, repeat
from pathlib import Path
from typing import Any, BinaryIO, cast

from tmx import registry
from tmx.errors import ExchangeError
from tmx.model import Languages

FILE = "endless"


class Made(io.RawIOBase):
    """The pieces one after the other; it can be read once, and not sought in."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces, self._left = iter(pieces), b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        while not self._left:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self._left = piece
        taken, self._left = self._left[: len(buffer)], self._left[len(buffer) :]
        buffer[: len(taken)] = taken
        return len(taken)


@dataclass(frozen=True)
class Endless:
    """A file of a format: its beginning, so many times the filling, its end."""

    format: str
    begin: bytes
    filling: bytes
    times: int
    end: bytes

    def opened(self) -> BinaryIO:
        pieces = chain((self.begin,), repeat(self.filling, self.times), (self.end,))
        return cast(BinaryIO, io.BufferedReader(Made(pieces)))


@dataclass(frozen=True)
class Outcome:
    """Entries read, the error (empty: none), and the most memory the process had taken by then, in MB.

    The memory is 0 where there is no /proc.
    """

    entries: int
    error: str
    memory: float


def outcomes(files: Iterable[Endless]) -> list[Outcome]:
    """Reads files one after the other in one process of its own."""
    orders = "".join(json.dumps(_text_of(file)) + "\n" for file in files)
    command = [sys.executable, "-m", "tests.tmx.streams"]
    found = subprocess.run(command, input=orders, capture_output=True, text=True, check=False)
    assert found.returncode == 0, found.stderr
    return [Outcome(**json.loads(line)) for line in found.stdout.splitlines()]


def _text_of(file: Endless) -> dict[str, Any]:
    held = asdict(file)
    return {name: base64.b64encode(one).decode() if isinstance(one, bytes) else one for name, one in held.items()}


def _of_text(held: dict[str, Any]) -> Endless:
    parts = {name: base64.b64decode(held[name]) for name in ("begin", "filling", "end")}
    return Endless(**{**held, **parts})


def _read(file: Endless) -> Outcome:
    entries, error = 0, ""
    try:
        for _ in registry.read(file.opened(), FILE, format=file.format, languages=Languages("en", "zh-CN")).entries:
            entries += 1
    except ExchangeError as refused:
        error = str(refused)
    return Outcome(entries, error, _peak())


def _peak() -> float:
    status = Path("/proc/self/status")
    return int(status.read_text().split("VmHWM:")[1].split()[0]) / 1000 if status.exists() else 0


if __name__ == "__main__":
    for order in sys.stdin:
        sys.stdout.write(json.dumps(asdict(_read(_of_text(json.loads(order))))) + "\n")
