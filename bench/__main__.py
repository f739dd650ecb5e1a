"""`make bench`: runs each step in a process of its own and prints time, ratio and peak memory side by side."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from glossary.library.matching import MOST_HITS

from .growth import Point, curve
from .pairs import LANGUAGES, PAIRS, unpack
from .steps import QUERIES, THRESHOLDS
from .watch import peaks

SIZES = (100_000, PAIRS)
CURVE = (10_000, 30_000, 100_000, 300_000, PAIRS)
PARTS = ("exchange", "matching", "pretranslation", "cleaning", "growth")


T = TypeVar("T")


def main() -> None:
    """All parts at all sizes, or those named on the command line; exit code 1 where a match was missed."""
    parser = ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("parts", nargs="*", default=PARTS, help="of %(default)s (default: all)")
    parser.add_argument("--size", type=int, action="append", help=f"number of units (default: {SIZES})")
    given = parser.parse_args()
    sizes = given.size or SIZES
    missed = 0
    if {"exchange", "matching", "pretranslation", "cleaning"}.intersection(given.parts):
        for size in sizes:
            missed += _with_pairs(size, lambda folder: _measure(folder, given.parts))
    if "growth" in given.parts:
        print("\nmedian match at 70 % and above, by number of units")
        points = [_with_pairs(size, _point) for size in given.size or CURVE]
        print(*curve(points), sep="\n")
    sys.exit(1 if missed else 0)


def _with_pairs(size: int, measure: Callable[[Path], T]) -> T:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        unpack(folder, size)
        return measure(folder)


def _measure(folder: Path, parts: list[str]) -> int:
    write, walk = _step("bare_write", folder), _step("walk", folder)
    imported = _step("import", folder)
    print(f"\n{walk['units']:,} units", flush=True)
    if "exchange" in parts:
        _line("walk (bare lxml.etree.iterparse)", walk)
        _line("import of the same TMX", imported, walk)
        _line("write (bare lxml.etree.xmlfile)", write)
        _line("export of the same units", _step("export", folder), write)
    if "pretranslation" in parts:
        _pretranslate(folder)
    if "cleaning" in parts:
        _report(_step("clean", folder))
    return _compare_all(folder) if "matching" in parts else 0


def _pretranslate(folder: Path) -> None:
    alone = _step("one_process", folder)
    for figures in (alone, _step("all_cores", folder)):
        many = f"{figures['processes']} process{'es' if figures['processes'] > 1 else ''}"
        said = f"{figures['filled']:,} filled, {figures['cpu']:.1f} s of processor time"
        _jobs(f"pretranslation, {many}", figures, said, alone)
    _jobs("analysis, all cores", _step("analysis", folder), "", None)


def _jobs(what: str, figures: dict[str, Any], said: str, alone: dict[str, Any] | None) -> None:
    times = f"{alone['seconds'] / figures['seconds']:.2f} times as fast as one process" if alone else ""
    print(
        f"  {what:36} {figures['seconds']:7.2f} s {figures['units'] / figures['seconds']:7,.0f} segments a second,"
        f" {figures['largest']:4.0f} MB a process  {said}  {times}",
        flush=True,
    )


def _report(figures: dict[str, Any]) -> None:
    figures.pop("memory")
    print(f"  reports of what is probably wrong, in a process that takes {figures.pop('largest'):.0f} MB")
    for name, figure in figures.items():
        print(f"    {name:20} {figure['seconds']:7.2f} s {figure['found']:9,} found", flush=True)


def _compare_all(folder: Path) -> int:
    memory = _step("match", folder)["memory"]
    match, scan = _step("match_all", folder), _step("scan", folder)
    print(
        f"  {QUERIES} queries each way; a process that matches takes {memory:.0f} MB (the scan {scan['memory']:.0f} MB)"
    )
    keys = [f"{language} {threshold}" for threshold in THRESHOLDS for language in LANGUAGES]
    return sum(_compare(key, match[key], scan[key]) for key in keys)


def _point(folder: Path) -> Point:
    _step("bare_write", folder)
    units, match = _step("import", folder)["units"], _step("match", folder)
    return units, {key: match[key]["median"] for key in match if " " in key}


def _step(step: str, folder: Path) -> dict[str, Any]:
    """One step's figures, with its peak memory in MB: of all its processes together, and of the largest."""
    command = [sys.executable, "-m", "bench.steps", step, str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=os.environ) as process:
        memory = peaks(process)
        assert process.stdout is not None
        figures: dict[str, Any] = json.loads(process.stdout.read())
    return {**figures, "memory": memory().together, "largest": memory().largest}


def _line(what: str, figures: dict[str, Any], bare: dict[str, Any] | None = None) -> None:
    ratio = f"{figures['seconds'] / bare['seconds']:5.1f} times the bare" if bare else ""
    print(
        f"  {what:36} {figures['seconds']:7.2f} s {figures['units']:9,} units {figures['memory']:6.0f} MB  {ratio}",
        flush=True,
    )


def _compare(key: str, ours: dict[str, Any], theirs: dict[str, Any]) -> int:
    """Prints how much faster matching is than the scan; returns how many matches it missed or made up."""
    for measure in ("median", "mean", "p95"):
        print(
            f"    {key:8} % {measure:7} {ours[measure] * 1000:7.2f} ms, scan {theirs[measure] * 1000:7.2f} ms:"
            f" {theirs[measure] / ours[measure]:6.1f} times faster"
        )
    found = [pair for pair in zip(ours["found"], theirs["found"], strict=True) if len(pair[1]) <= MOST_HITS]
    missed = sum(len(set(all) - set(some)) for some, all in found)
    extra = sum(len(set(some) - set(all)) for some, all in found)
    matches = sum(len(all) for _, all in found)
    print(f"    {key:8} % {matches:,} matches by the scan; missed {missed}, beyond them {extra}", flush=True)
    return missed + extra


if __name__ == "__main__":
    main()
