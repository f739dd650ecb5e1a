"""`make bench`: runs each step in a process of its own and prints time, ratio and peak memory side by side."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from .pairs import LANGUAGES
from .steps import QUERIES, THRESHOLD
from .watch import peak_memory

PAIRS = 871_879
SIZES = (100_000, PAIRS)


def main() -> None:
    """All sizes, or those named on the command line; exit code 1 where a match was missed."""
    parser = ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES, help="numbers of units (default: %(default)s)")
    missed = sum(_measure(size) for size in parser.parse_args().sizes)
    sys.exit(1 if missed else 0)


def _measure(size: int) -> int:
    print(f"\n{size:,} units asked for, every {PAIRS / size:.1f}th of the corpus", flush=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write = _step("bare_write", folder, size)
        walk = _step("walk", folder, size)
        imported = _step("import", folder, size)
        exported = _step("export", folder, size)
        _line("walk (bare lxml.etree.iterparse)", walk)
        _line("import of the same TMX", imported, walk)
        _line("write (bare lxml.etree.xmlfile)", write)
        _line("export of the same units", exported, write)
        match, scan = _step("match", folder, size), _step("scan", folder, size)
        print(f"  {QUERIES} queries each way, matches of {THRESHOLD} % and above")
        missed = sum(_compare(language, match, scan) for language in LANGUAGES)
        print(f"  peak memory of matching {match['memory']:.0f} MB (of the scan {scan['memory']:.0f} MB)", flush=True)
    return missed


def _step(step: str, folder: Path, size: int) -> dict[str, Any]:
    """One step's figures, with its peak memory in MB, its helper process included."""
    command = [sys.executable, "-m", "bench.steps", step, str(folder), str(PAIRS / size)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=os.environ) as process:
        memory = peak_memory(process)
        assert process.stdout is not None
        figures: dict[str, Any] = json.loads(process.stdout.read())
    return {**figures, "memory": memory()}


def _line(what: str, figures: dict[str, Any], bare: dict[str, Any] | None = None) -> None:
    ratio = f"{figures['seconds'] / bare['seconds']:5.1f} times the bare" if bare else ""
    print(
        f"  {what:36} {figures['seconds']:7.2f} s {figures['units']:9,} units {figures['memory']:6.0f} MB  {ratio}",
        flush=True,
    )


def _compare(language: str, match: dict[str, Any], scan: dict[str, Any]) -> int:
    """Prints how much faster matching is than the scan; returns how many matches it missed."""
    ours, theirs = match[language], scan[language]
    for measure in ("median", "mean", "p95"):
        print(
            f"    {language:6} {measure:7} {ours[measure] * 1000:7.2f} ms, scan {theirs[measure] * 1000:7.2f} ms:"
            f" {theirs[measure] / ours[measure]:6.1f} times faster"
        )
    missed = sum(len(set(all) - set(found)) for found, all in zip(ours["found"], theirs["found"], strict=True))
    extra = sum(len(set(found) - set(all)) for found, all in zip(ours["found"], theirs["found"], strict=True))
    matches = sum(map(len, theirs["found"]))
    print(f"    {language:6} {matches:,} matches by the scan; missed {missed}, beyond them {extra}", flush=True)
    return missed + extra


if __name__ == "__main__":
    main()
