"""What is measured, one step a process: `python -m bench.steps STEP FOLDER EVERY` prints its figures as JSON."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import mean, median
from typing import Any

from lxml import etree
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from glossary.library import Library
from glossary.matching.score import readings, similarity
from glossary.text.keys import key_text

from .pairs import LANGUAGES, perturbed, write_bare

THRESHOLD = 70
QUERIES = 500
_ALL = 1_000_000
_ROUNDING = 1e-9


def bare_write(folder: Path, every: float) -> dict[str, Any]:
    """`lxml.etree.xmlfile` writing the pairs; reading and unpacking them is timed apart and taken off."""
    from .pairs import pairs

    start = time.perf_counter()
    for _ in pairs(every):
        pass
    reading = time.perf_counter() - start
    start = time.perf_counter()
    units = write_bare(folder / "in.tmx", every)
    return {"units": units, "seconds": time.perf_counter() - start - reading}


def walk(folder: Path, every: float) -> dict[str, Any]:
    """`lxml.etree.iterparse` over the file, freeing each unit as it goes."""
    start, units = time.perf_counter(), 0
    for _, element in etree.iterparse(folder / "in.tmx", tag="tu"):
        units += 1
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]  # type: ignore[union-attr]
    return {"units": units, "seconds": time.perf_counter() - start}


def import_(folder: Path, every: float) -> dict[str, Any]:
    """`Library.import_file` of the same file into a new library."""
    with Library.open(folder / "bench.db") as library, (folder / "in.tmx").open("rb") as stream:
        start = time.perf_counter()
        report = library.import_file(stream, "in.tmx")
        return {"units": report.added, "seconds": time.perf_counter() - start}


def export(folder: Path, every: float) -> dict[str, Any]:
    """`Library.export_file` of the memory as TMX."""
    with Library.open(folder / "bench.db") as library, (folder / "out.tmx").open("wb") as stream:
        start = time.perf_counter()
        report = library.export_file(stream, "out.tmx")
        return {"units": report.written, "seconds": time.perf_counter() - start}


def match(folder: Path, every: float) -> dict[str, Any]:
    """Queries one by one, as a translator asks: the best five at 70 % and above. Then all matches, to be compared."""
    figures: dict[str, Any] = {}
    with Library.open(folder / "bench.db") as library:
        for side, name in enumerate(LANGUAGES):
            source, target = name, LANGUAGES[1 - side]
            queries = perturbed(every, side, QUERIES)
            ask = partial(library.match, source=source, target=target)
            ask(queries[0])
            seconds = [_timed(partial(ask, query)) for query in queries]
            found = [sorted(match.unit for match in ask(query, limit=_ALL).matches) for query in queries]
            figures[name] = {**_spread(seconds), "found": found}
    return figures


def scan(folder: Path, every: float) -> dict[str, Any]:
    """rapidfuzz over all encoded segments, at the same threshold; what it finds is scored by the published formula."""
    figures: dict[str, Any] = {}
    with Library.open(folder / "bench.db") as library:
        stored = [(unit.number, unit.unit.segments) for unit in library.store.units_of(1)]
    for side, name in enumerate(LANGUAGES):
        keys = [key_text(segments[side].text, name) for _, segments in stored]
        seconds, found = [], []
        for query in perturbed(every, side, QUERIES):
            start = time.perf_counter()
            near = process.extract(
                key_text(query, name),
                keys,
                scorer=Levenshtein.normalized_similarity,
                score_cutoff=THRESHOLD / 100 - _ROUNDING,
                limit=None,
            )
            seconds.append(time.perf_counter() - start)
            reading = readings(query, name)
            matches = [
                stored[at][0]
                for _, _, at in near
                if similarity(reading, readings(stored[at][1][side].text, name)) >= THRESHOLD
            ]
            found.append(sorted(matches))
        figures[name] = {**_spread(seconds), "found": found}
    return figures


def _timed(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def _spread(seconds: list[float]) -> dict[str, float]:
    return {"median": median(seconds), "mean": mean(seconds), "p95": sorted(seconds)[len(seconds) * 95 // 100]}


STEPS = {step.__name__.strip("_"): step for step in (bare_write, walk, import_, export, match, scan)}

if __name__ == "__main__":
    print(json.dumps(STEPS[sys.argv[1]](Path(sys.argv[2]), float(sys.argv[3]))))
