"""Peak memory of a process and its children together, read from /proc every few milliseconds."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_EVERY_SECONDS = 0.05
_PROC = Path("/proc")


@dataclass(frozen=True, slots=True)
class Peak:
    """The most memory in MB that a process and its children took together, and that one of them took."""

    together: float
    largest: float


def peak_memory(process: subprocess.Popen[bytes]) -> Callable[[], float]:
    """Starts watching; the call it returns gives the peak in MB (resident, shared pages counted once each process).

    0 where the system has no /proc.
    """
    result = peaks(process)
    return lambda: result().together


def peaks(process: subprocess.Popen[bytes]) -> Callable[[], Peak]:
    """As `peak_memory`, with the largest of the processes beside it."""
    ended = threading.Event()
    peak = Peak(0.0, 0.0)

    def watch() -> None:
        nonlocal peak
        while not ended.wait(_EVERY_SECONDS):
            now = list(map(_resident, (process.pid, *_children(process.pid))))
            peak = Peak(max(peak.together, sum(now)), max(peak.largest, *now))

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()

    def result() -> Peak:
        ended.set()
        thread.join()
        return peak

    return result


def _children(pid: int) -> list[int]:
    """Those that any of its threads started."""
    found: list[int] = []
    with suppress(OSError):
        for thread in (_PROC / f"{pid}/task").iterdir():
            found += map(int, (thread / "children").read_text().split())
    return found


def _resident(pid: int) -> float:
    with suppress(OSError, IndexError, ValueError):
        status = (_PROC / f"{pid}/status").read_text()
        return int(status.split("VmRSS:")[1].split()[0]) / 1000
    return 0.0
