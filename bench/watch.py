"""Peak memory of a process and its children together, read from /proc every few milliseconds."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

_EVERY_SECONDS = 0.05
_PROC = Path("/proc")


def peak_memory(process: subprocess.Popen[bytes]) -> Callable[[], float]:
    """Starts watching; the call it returns gives the peak in MB (resident, shared pages counted once each process).

    0 where the system has no /proc.
    """
    ended = threading.Event()
    peak = 0.0

    def watch() -> None:
        nonlocal peak
        while not ended.wait(_EVERY_SECONDS):
            peak = max(peak, sum(map(_resident, (process.pid, *_children(process.pid)))))

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()

    def result() -> float:
        ended.set()
        thread.join()
        return peak

    return result


def _children(pid: int) -> list[int]:
    with suppress(OSError):
        return [int(child) for child in (_PROC / f"{pid}/task/{pid}/children").read_text().split()]
    return []


def _resident(pid: int) -> float:
    with suppress(OSError, IndexError, ValueError):
        status = (_PROC / f"{pid}/status").read_text()
        return int(status.split("VmRSS:")[1].split()[0]) / 1000
    return 0.0
