"""`python -m bench.recognition`: recognition with CC-CEDICT as termbase, beside three bare ways over the same text.

The bare ways only find strings in a text that was folded before; recognition folds, keeps words and scripts apart,
inflects, and says what is enforced and where in the original.
"""

from __future__ import annotations

import gzip
import re
import subprocess
import sys
import tempfile
import time
from argparse import ArgumentParser
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import daachorse

from glossary.library import Library
from glossary.library.recognised import Order
from glossary.library.recognition import Recogniser
from glossary.text.chinese import simplified
from glossary.text.fold import fold

from .pairs import LANGUAGES, corpus, pairs, unpack

DICTIONARY = "glossary/cedict_1_0_ts_utf-8_mdbg.txt.gz"
SIZE = 20_000
LINES = 200
"""Lines a document: all ways are given the same documents, one after the other."""
ROUNDS = 3
_ALTERNATION_CHARACTERS = 1000
"""`re` takes so long that it gets the beginning of the text alone."""

Finder = Callable[[str], int]


def main() -> None:
    """Prints all figures; exit code 1 where recognition is slower than half the bare automaton, or slow to start."""
    parser = ArgumentParser(prog="python -m bench.recognition", description=__doc__)
    parser.add_argument("--size", type=int, default=SIZE, help="number of pairs of the corpus (default: %(default)s)")
    size = parser.parse_args().size
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        database = folder / "bench.db"
        unpack(folder, size)
        fill(database)
        fast = [_measure(database, folder, side) for side in range(len(LANGUAGES))]
        quick = _start(database)
    sys.exit(0 if all(fast) and quick else 1)


def fill(database: Path) -> None:
    """A library with the dictionary as its one termbase."""
    with Library.open(database) as library, gzip.open(corpus().parent / DICTIONARY) as stream:
        start = time.perf_counter()
        report = library.import_file(stream, "cedict.txt", termbase="cedict")
        print(f"{report.added:,} concepts imported in {time.perf_counter() - start:.0f} s", flush=True)


def _measure(database: Path, folder: Path, side: int) -> bool:
    language = LANGUAGES[side]
    documents = [*_documents(pair[side] for pair in pairs(folder))]
    folded = [_folded(document, language) for document in documents]
    with Library.open(database) as library:
        start = time.process_time()
        library.recognise("", language)
        print(f"\n{language}: automaton made and saved in {time.process_time() - start:.2f} s", flush=True)
        terms = {_folded(row.text, language) for row in library.store.term_rows(language.partition("-")[0])} - {""}
        size = sum(len(document.encode()) for document in documents) / 1e6
        print(f"  {size:.1f} MB of text in {len(documents)} documents, {len(terms):,} different terms")
        order = Order(language)
        bare = _automaton(terms)
        ours = _recognition(library, order)
        _line("recognition, first time", _seconds(ours, documents), size)
        seconds: dict[str, list[tuple[float, int]]] = {"bare": [], "ours": []}
        for _ in range(ROUNDS):
            seconds["bare"].append(_seconds(bare, folded))
            seconds["ours"].append(_seconds(ours, documents))
        best = {name: min(each, key=lambda one: one[0]) for name, each in seconds.items()}
        _line("bare automaton (daachorse)", best["bare"], size)
        _line("recognition", best["ours"], size, best["bare"])
        _line(
            "  with concepts and translations",
            _seconds(_answers(library, language), documents[:10]),
            _mb(documents[:10]),
        )
        _line("FlashText's way in Python", _seconds(_trie(terms, language), folded), size, best["bare"])
        short = [folded[0][:_ALTERNATION_CHARACTERS]]
        _line("Python's re, alternation", _seconds(_alternation(terms), short), _mb(short))
    return 2 * best["bare"][0] >= best["ours"][0]


def _documents(lines: Iterable[str]) -> Iterable[str]:
    kept: list[str] = []
    for line in lines:
        kept.append(line)
        if len(kept) == LINES:
            yield "\n".join(kept)
            kept = []
    yield "\n".join(kept)


def _folded(text: str, language: str) -> str:
    return simplified(fold(text)) if language.startswith("zh") else fold(text)


def _seconds(find: Finder, documents: list[str]) -> tuple[float, int]:
    """How long the processor works on all documents, and how many hits there are. Other programs do not count."""
    start = time.process_time()
    found = sum(map(find, documents))
    return time.process_time() - start, found


def _automaton(terms: set[str]) -> Finder:
    automaton = daachorse.CharwiseDoubleArrayAhoCorasick(sorted(terms))
    return lambda document: len(automaton.find_overlapping(document))


def _recognition(library: Library, order: Order) -> Finder:
    recogniser = Recogniser(library.store)
    return lambda document: sum(len(each.found.starts) for each in recogniser.spans(document, order))


def _answers(library: Library, language: str) -> Finder:
    return lambda document: len(library.recognise(document, language))


def _alternation(terms: set[str]) -> Finder:
    pattern = re.compile("|".join(map(re.escape, sorted(terms, key=len, reverse=True))))
    return lambda document: len(pattern.findall(document))


def _trie(terms: set[str], language: str) -> Finder:
    """A trie of dicts, walked character by character; the longest term at a place, in English between word borders."""
    root: dict[str, Any] = {}
    for term in terms:
        node = root
        for char in term:
            node = node.setdefault(char, {})
        node["end"] = term
    words = not language.startswith("zh")

    def find(document: str) -> int:
        found, at, length = 0, 0, len(document)
        while at < length:
            node, here, longest = root, at, 0
            while here < length and (node := node.get(document[here])):
                here += 1
                if "end" in node and not (words and here < length and document[here].isalnum()):
                    longest = here
            found += longest > 0
            at = longest or at + 1
            while words and at < length and document[at - 1].isalnum() and document[at].isalnum():
                at += 1
        return found

    return find


def _start(database: Path) -> bool:
    """A new process, from opening the library to the first answer, once its modules are there."""
    code = (
        "import sys, time; from glossary.library import Library; start = time.perf_counter();"
        "library = Library.open(sys.argv[1]); library.recognise(sys.argv[3], sys.argv[2]);"
        "print(time.perf_counter() - start)"
    )
    print("\nstart in a new process, from opening the library to its first answer with the saved automaton")
    slowest = 0.0
    for language, text in zip(LANGUAGES, ("In the bonded area.", "在保税区内。"), strict=True):
        command = [sys.executable, "-c", code, str(database), language, text]
        seconds = float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        print(f"  {language:6} {seconds:6.3f} s")
        slowest = max(slowest, seconds)
    return slowest < 1


def _mb(documents: list[str]) -> float:
    return sum(len(document.encode()) for document in documents) / 1e6


def _line(what: str, figures: tuple[float, int], size: float, bare: tuple[float, int] | None = None) -> None:
    seconds, found = figures
    ratio = f"  {bare[0] / seconds:5.2f} of the bare automaton's speed" if bare else ""
    print(f"  {what:34} {size / seconds:9.3f} MB/s {found:10,} hits{ratio}", flush=True)


if __name__ == "__main__":
    main()
