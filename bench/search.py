"""`python -m bench.search`: the search box with CC-CEDICT as termbase, beside a `LIKE '%…%'` scan of the same terms.

The scan only tells which terms have the query in them, as it is typed. The search box ranks, says why, and finds what
the scan cannot: inflections, acronyms, pinyin, typing errors, patterns.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import mean, median
from typing import Any

from glossary.library import Library
from glossary.terms.acronyms import initials
from glossary.text.chinese import has_han, syllables, traditional
from glossary.text.inflection import related

from .recognition import fill

QUERIES = 200
WANTED = 20
"""How many times quicker than the scan the median search must be."""
_SEED = 5
_ROUNDS = 3
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def main() -> None:
    """Prints all figures; exit code 1 where the median search is not so much quicker than the median scan."""
    parser = ArgumentParser(prog="python -m bench.search", description=__doc__)
    parser.add_argument("--queries", type=int, default=QUERIES, help="queries of each kind (default: %(default)s)")
    parser.add_argument("--library", type=Path, help="a library that has the dictionary already")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        database = given.library or Path(name) / "bench.db"
        if not given.library:
            fill(database)
        print(f"{database.stat().st_size / 1e6:,.0f} MB")
        with Library.open(database) as library:
            fast = _measure(library, given.queries)
    sys.exit(0 if fast else 1)


def _measure(library: Library, count: int) -> bool:
    queries = dict(_queries(library, count))
    _start(library, queries)
    _line("kind", "queries", "found", "median ms", "mean", "p95", "scan ms", "times quicker")
    every: list[float] = []
    scans: list[float] = []
    for kind, some in queries.items():
        figures = [_best(lambda query=query, kind=kind: library.search(query, **_filter(kind))) for query in some]
        scanned = [_best(lambda query=query: _scan(library, query))[0] for query in some[:: max(1, len(some) // 20)]]
        seconds = [each for each, _ in figures]
        _line(kind, len(some), sum(bool(answer.terms) for _, answer in figures), *_figures(seconds, scanned))
        every += seconds
        scans += scanned
    _line("all", len(every), "", *_figures(every, scans))
    return median(scans) >= WANTED * median(every)


def _filter(kind: str) -> dict[str, str]:
    return {"language": "en"} if kind == "English only" else {}


def _queries(library: Library, count: int) -> Iterator[tuple[str, list[str]]]:
    """Of each kind as many as there are, chosen by a fixed seed."""
    chosen = random.Random(_SEED)
    english = sorted({text for text in library.store.term_texts() if text.isascii() and 4 <= len(text) <= 40})
    chinese = sorted({text for text in library.store.term_texts() if all(map(has_han, text)) and 2 <= len(text) <= 8})
    long = [text for text in chinese if len(text) >= 3]
    words = [text for text in english if text.replace(" ", "").isalpha() and len(text) >= 6]

    def some(texts: list[str], make: Callable[[str], str]) -> list[str]:
        made = (make(text) for text in chosen.sample(texts, len(texts)))
        return [query for query, _ in zip(filter(None, made), range(count), strict=False)]

    yield "English", some(english, str)
    yield "English only", some(english, str)
    yield "Chinese", some(chinese, str)
    yield "other script", some(chinese, traditional)
    yield "beginning", some(words, lambda text: text[: len(text) // 2])
    yield "part of Chinese", some(long, lambda text: text[1:])
    yield "pinyin", some(long, lambda text: "".join(syllables(text)))
    yield "pinyin initials", some(long, lambda text: "".join(read[0] for read in syllables(text)))
    yield "inflection", some(words, _inflected)
    yield "acronym", some(words, lambda text: next(initials(text), "").upper())
    yield "typing error in English", some(words, lambda text: _mistyped(text, _LETTERS, chosen))
    yield "typing error in Chinese", some(long, lambda text: _mistyped(text, chinese[chosen.randrange(9999)], chosen))
    yield "typing error in pinyin", some(long, lambda text: _mistyped("".join(syllables(text)), _LETTERS, chosen))
    yield "wildcard", some(words, lambda text: f"{text[:4]}*{text[-2:]}")
    yield "wildcard in Chinese", some(long, lambda text: f"{text[0]}?{text[2:]}")
    yield "regular expression", some(words, lambda text: f"/{text[:5]}.*(s|{text[-3:]})$/")
    yield "filters", some(words, lambda text: f"status:preferred lang:en {text[:4]}")


def _inflected(text: str) -> str:
    """With its last word in another form; empty where it has none."""
    *before, last = text.lower().split(" ")
    forms = [form for form in related(last) if form == f"{last}s"]
    return " ".join((*before, *forms)) if forms else ""


def _mistyped(text: str, letters: str, chosen: random.Random) -> str:
    at = chosen.randrange(len(text))
    return text[:at] + chosen.choice(letters) + text[at + 1 :]


def _start(library: Library, queries: dict[str, list[str]]) -> None:
    """The first search that looks for errors or patterns makes what it needs in memory."""
    for kind in ("typing error in English", "typing error in pinyin", "wildcard", "regular expression"):
        start = time.perf_counter()
        for query in queries[kind][:3]:
            library.search(query)
        print(f"the first three of kind {kind}: {time.perf_counter() - start:.2f} s")


def _best(run: Callable[[], Any]) -> tuple[float, Any]:
    """The quickest of a few rounds, as other programs run too, and what it gives."""
    seconds = float("inf")
    for _ in range(_ROUNDS):
        start = time.perf_counter()
        found = run()
        seconds = min(seconds, time.perf_counter() - start)
    return seconds, found


def _scan(library: Library, query: str) -> list[object]:
    connections = library.store.connections  # type: ignore[attr-defined]  # the bare table of SQLite
    return connections.execute("SELECT concept, text FROM term WHERE text LIKE ?", (f"%{query}%",)).fetchall()


def _figures(seconds: list[float], scanned: list[float]) -> tuple[str, ...]:
    ranked = sorted(seconds)
    ours = (median(ranked), mean(ranked), ranked[int(len(ranked) * 0.95)])
    scan = median(scanned)
    return (*(f"{each * 1000:.2f}" for each in ours), f"{scan * 1000:.1f}", f"{scan / ours[0]:.0f}")


def _line(kind: str, *cells: object) -> None:
    print(f"{kind:26}" + "".join(f"{cell!s:>14}" for cell in cells), flush=True)


if __name__ == "__main__":
    main()
