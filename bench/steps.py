"""What is measured, one step a process: `python -m bench.steps STEP FOLDER` prints its figures as JSON.

The folder has the pairs (`bench.pairs.unpack`), then ``in.tmx`` and ``bench.db``, each made by an earlier step.
"""

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
from glossary.library.cleaning.run import REPORTS
from glossary.library.matching import MOST_HITS
from glossary.matching.score import readings, similarity
from glossary.text.keys import key_text

from .pairs import LANGUAGES, pairs, perturbed, write_bare
from .pretranslation import all_cores, analysis, one_process

THRESHOLDS = (75, 70, 50)
QUERIES = 500
_ROUNDING = 1e-6  # rapidfuzz drops what is at its cutoff


def bare_write(folder: Path) -> dict[str, Any]:
    """`lxml.etree.xmlfile` writing the pairs; reading their lines is timed apart and taken off."""
    reading = _timed(lambda: sum(1 for _ in pairs(folder)))
    start = time.perf_counter()
    units = write_bare(folder / "in.tmx", folder)
    return {"units": units, "seconds": time.perf_counter() - start - reading}


def walk(folder: Path) -> dict[str, Any]:
    """`lxml.etree.iterparse` over the file, freeing each unit as it goes."""
    start, units = time.perf_counter(), 0
    for _, element in etree.iterparse(folder / "in.tmx", tag="tu"):
        units += 1
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]  # type: ignore[union-attr]
    return {"units": units, "seconds": time.perf_counter() - start}


def import_(folder: Path) -> dict[str, Any]:
    """`Library.import_file` of the same file into a new library."""
    with Library.open(folder / "bench.db") as library, (folder / "in.tmx").open("rb") as stream:
        start = time.perf_counter()
        report = library.import_file(stream, "in.tmx")
        return {"units": report.added, "seconds": time.perf_counter() - start}


def export(folder: Path) -> dict[str, Any]:
    """`Library.export_file` of the memory as TMX."""
    with Library.open(folder / "bench.db") as library, (folder / "out.tmx").open("wb") as stream:
        start = time.perf_counter()
        report = library.export_file(stream, "out.tmx")
        return {"units": report.written, "seconds": time.perf_counter() - start}


def match(folder: Path) -> dict[str, Any]:
    """Queries one by one, as a translator asks: the best five at 70 % and above."""
    return _asked(folder, (70,), find_all=False)


def match_all(folder: Path) -> dict[str, Any]:
    """The same at every threshold; then all matches of each query, to be compared with the scan's."""
    return _asked(folder, THRESHOLDS, find_all=True)


def _asked(folder: Path, thresholds: tuple[int, ...], *, find_all: bool) -> dict[str, Any]:
    figures: dict[str, Any] = {}
    with Library.open(folder / "bench.db") as library:
        for side, name in enumerate(LANGUAGES):
            queries = perturbed(folder, side, QUERIES)
            for threshold in thresholds:
                ask = partial(library.match, source=name, target=LANGUAGES[1 - side], threshold=threshold)
                ask(queries[0])
                figures[f"{name} {threshold}"] = spread([_timed(partial(ask, query)) for query in queries])
                if find_all:
                    found = [[match.unit for match in ask(query, limit=MOST_HITS).matches] for query in queries]
                    figures[f"{name} {threshold}"]["found"] = found
    return figures


def scan(folder: Path) -> dict[str, Any]:
    """rapidfuzz over all encoded segments, at the same thresholds; what it finds is scored by the published formula."""
    figures: dict[str, Any] = {}
    with Library.open(folder / "bench.db") as library:
        stored = [(unit.number, [segment.text for segment in unit.unit.segments]) for unit in library.store.units_of(1)]
    for side, name in enumerate(LANGUAGES):
        keys = [key_text(texts[side], name) for _, texts in stored]
        for threshold in THRESHOLDS:
            seconds, found = [], []
            for query in perturbed(folder, side, QUERIES):
                start = time.perf_counter()
                near = process.extract(
                    key_text(query, name),
                    keys,
                    scorer=Levenshtein.normalized_similarity,
                    score_cutoff=threshold / 100 - _ROUNDING,
                    limit=None,
                )
                seconds.append(time.perf_counter() - start)
                reading = readings(query, name)
                texts = [(stored[at][0], stored[at][1][side]) for _, _, at in near]
                found.append([unit for unit, text in texts if similarity(reading, readings(text, name)) >= threshold])
            figures[f"{name} {threshold}"] = {**spread(seconds), "found": found}
    return figures


def clean(folder: Path) -> dict[str, Any]:
    """Every report of `Library.clean`: how long until all is found, and how much that is."""
    figures: dict[str, Any] = {}
    with Library.open(folder / "bench.db") as library:
        for report in REPORTS:
            start = time.perf_counter()
            found = sum(1 for _ in library.clean(reports=[report.name]))
            figures[report.name] = {"seconds": time.perf_counter() - start, "found": found}
    return figures


def _timed(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def spread(seconds: list[float]) -> dict[str, Any]:
    """Median, mean and 95th percentile."""
    return {"median": median(seconds), "mean": mean(seconds), "p95": sorted(seconds)[len(seconds) * 95 // 100]}


_STEPS = (bare_write, walk, import_, export, match, match_all, scan, clean, one_process, all_cores, analysis)
STEPS = {step.__name__.strip("_"): step for step in _STEPS}

if __name__ == "__main__":
    print(json.dumps(STEPS[sys.argv[1]](Path(sys.argv[2]))))
