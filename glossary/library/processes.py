"""Second processes of this Python, which talk with the first by their standard streams, in pickles."""

from __future__ import annotations

import os
import signal
import subprocess
import sys


def start(module: str) -> subprocess.Popen[bytes]:
    """Runs a module of Yiku with pipes to its standard input and output.

    A new interpreter and no fork, so that it may be called in any thread, and works alike on every system.
    """
    return subprocess.Popen(  # noqa: S603 - a module of ours
        [sys.executable, "-m", module],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        process_group=0,  # so that a terminal's Ctrl+C reaches only the first process, which ends this one
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )


def leave_interrupts_to_the_first() -> None:
    """Windows sends Ctrl+C to both."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def cores() -> int:
    """How many processes can run at once; one where the system does not say by what to start others."""
    if not sys.executable:
        return 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
