"""`python -m bench.checks`: what the checks find in pairs that people translated, and a random sample of it to read.

The termbases are the CLDR's names and the medical terms of the shared data. Not all findings in human pairs are false
alarms, so someone has to read the sample; `docs/checks.md` has what a reading came to.
"""

from __future__ import annotations

import csv
import io
import json
import lzma
import os
import random
import tempfile
from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from glossary.checks import CHECKS, CheckedPair, Profile, Reported, Side
from glossary.checks.report import CheckReport
from glossary.library import Library

from .pairs import LANGUAGES, corpus
from .quantities import human_pairs

HUMAN_PAIRS = 399_832
FEWEST, MOST = 300, 3000
"""Texts that an origin has to be a document, and that are taken of it."""


def main() -> None:
    """Prints findings by check, and a sample where one is asked for."""
    given = _arguments()
    profile = Profile.default().only(*(check.name for check in CHECKS)) if given.all else None
    if given.check:
        profile = (profile or Profile.default()).only(*given.check)
    with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder) / "bench.db") as library:
        glossaries(library)
        reports = list(_documents(library, given.documents)) if given.documents else [_report(library, given, profile)]
    _table(reports)
    found = [(pair, each) for report in reports for pair in report.pairs for each in pair.found]
    for pair, each in random.Random(given.seed).sample(found, min(given.sample, len(found))):
        print("\n".join(_shown(pair, each)))


def _arguments() -> Namespace:
    parser = ArgumentParser(prog="python -m bench.checks", description=__doc__)
    parser.add_argument("--pairs", type=int, default=2000, help="pairs, every k-th of all (default: %(default)s)")
    parser.add_argument("--check", action="append", help="only this check, on or off; may be given again")
    parser.add_argument("--all", action="store_true", help="also the checks that are off")
    parser.add_argument("--into-english", action="store_true", help="take the Chinese for the source")
    parser.add_argument("--documents", type=int, default=0, help="instead as many documents, their English side alone")
    parser.add_argument("--sample", type=int, default=0, help="print as many findings")
    parser.add_argument("--seed", type=int, default=5)
    return parser.parse_args()


def _report(library: Library, given: Namespace, profile: Profile | None) -> CheckReport:
    """The pairs as a file, checked."""
    lines = io.StringIO()
    writer = csv.writer(lines, delimiter="\t", lineterminator="\n")
    writer.writerow(LANGUAGES)
    writer.writerows(human_pairs(max(1, HUMAN_PAIRS // given.pairs)))
    source, target = reversed(LANGUAGES) if given.into_english else LANGUAGES
    stream = io.BytesIO(lines.getvalue().encode())
    return library.check_file(stream, "pairs.tsv", source=source, target=target, format="tsv", profile=profile)


def _documents(library: Library, count: int) -> Iterator[CheckReport]:
    """Texts of one origin each, by what only a document shows: every k-th origin of some size, its first pairs."""
    texts: dict[str, list[str]] = {}
    with lzma.open(corpus(), "rt", encoding="utf-8", newline="\n") as lines:
        for line in lines:
            english, _, origin = line.rstrip("\n").split("\t")
            if not origin.endswith("-MT"):
                texts.setdefault(origin, []).append(english)
    origins = sorted(origin for origin, some in texts.items() if len(some) >= FEWEST)
    for origin in origins[:: max(1, len(origins) // count)]:
        profile = Profile.default().only("acronym", "spelling_variants")
        data = io.BytesIO("\n".join(texts[origin][:MOST]).encode())
        yield library.check_file(data, f"{origin}.txt", target="en", profile=profile)


def glossaries(library: Library) -> None:
    """Brings the two termbases in."""
    folder = Path(os.environ.get("YIKU_CORPUS", corpus().parent)) / "glossary"
    _bring(library, "cldr", [("en", "zh-Hans", "zh-Hant", "domain"), *_cldr(folder / "cldr/cldr_en_zh.tsv")])
    medical = _medical(folder / "docmcp-meddev/_shared/glossary/general.json")
    _bring(library, "medical", [("zh-CN", "en", "en"), *medical])


def _cldr(path: Path) -> Iterator[tuple[str, ...]]:
    for line in path.read_text("utf-8").splitlines():
        category, _, english, simplified, traditional = line.split("\t")
        yield english, simplified, traditional, category


def _medical(path: Path) -> Iterator[tuple[str, ...]]:
    for term in json.loads(path.read_text("utf-8"))["terms"]:
        yield term["zh"], term["en"], term.get("abbr", "")


def _bring(library: Library, name: str, rows: list[tuple[str, ...]]) -> None:
    lines = io.StringIO()
    csv.writer(lines).writerows(rows)
    library.import_file(io.BytesIO(lines.getvalue().encode()), f"{name}.csv", termbase=name)


def _table(reports: list[CheckReport]) -> None:
    """Findings, and pairs with one, by check."""
    counts, pairs = Counter[str](), Counter[str]()
    for report in reports:
        counts.update(dict(report.by_check()))
        for each in report.pairs:
            pairs.update({one.check for one in each.found} | ({"all"} if each.found else set()))
    total = sum(len(report.pairs) for report in reports)
    print(f"{len(reports):,} documents, {total:,} pairs; {sum(report.skipped_count for report in reports)} not read")
    print(f"{'check':20} {'findings':>9} {'pairs with one':>15}")
    for name in (*reports[0].checks, "all"):
        count = counts.total() if name == "all" else counts[name]
        print(f"  {name:18} {count:9,} {pairs[name]:8,} {pairs[name] / total:6.1%}")


def _shown(pair: CheckedPair, each: Reported) -> Iterator[str]:
    finding = each.finding
    yield f"\n[{each.check}] {finding.message}" + (
        f"  → {finding.suggestion!r}" if finding.suggestion is not None else ""
    )
    for side in Side:
        text = pair.pair.side(side)
        if text is not None:
            yield f"    {_marked(text.text, finding.start, finding.end) if finding.side is side else text.text[:400]}"


def _marked(text: str, start: int | None, end: int | None) -> str:
    if start is None or end is None:
        return text[:400]
    return f"{text[max(0, start - 200) : start]}⟦{text[start:end][:400]}⟧{text[end : end + 200]}"


if __name__ == "__main__":
    main()
