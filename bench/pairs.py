"""The pairs that are measured with: every k-th of the shared corpus, as plain lines and as TMX written by bare lxml."""

from __future__ import annotations

import lzma
import os
import random
from collections.abc import Iterable, Iterator
from pathlib import Path

from lxml import etree

from tmx.safexml import XML_LANG, legal

PAIRS = 871_879
LANGUAGES = ("en", "zh-CN")
_EDIT_ONE_IN = 8


def corpus() -> Path:
    """The corpus that `YIKU_CORPUS` names. Ends the run with a reason where it is not there."""
    folder = Path(os.environ.get("YIKU_CORPUS", "../shared/data"))
    if not (folder / "enzh.tsv.xz").exists():
        raise SystemExit(f"bench: {folder} has no enzh.tsv.xz; name the folder of shared data in YIKU_CORPUS")
    return folder / "enzh.tsv.xz"


def unpack(folder: Path, size: int) -> None:
    """Writes about `size` pairs, every k-th of all (k need not be whole), so that each origin has its share."""
    every, wanted = PAIRS / size, 0.0
    with (
        lzma.open(corpus(), "rt", encoding="utf-8", newline="\n") as lines,
        (folder / "pairs.tsv").open("w", encoding="utf-8", newline="\n") as out,
    ):
        for number, line in enumerate(lines):
            if number >= wanted:
                wanted += every
                english, chinese, _ = line.rstrip("\n").split("\t")
                out.write(f"{legal(english)[0]}\t{legal(chinese)[0]}\n")


def pairs(folder: Path) -> Iterator[tuple[str, str]]:
    """The pairs that `unpack` wrote."""
    with (folder / "pairs.tsv").open(encoding="utf-8", newline="\n") as lines:
        for line in lines:
            english, _, chinese = line.rstrip("\n").partition("\t")
            yield english, chinese


def write_bare(path: Path, folder: Path) -> int:
    """Writes the pairs as TMX with `lxml.etree.xmlfile` alone; returns how many."""
    return write_pairs(path, pairs(folder))


def write_pairs(path: Path, texts: Iterable[tuple[str, str]]) -> int:
    """Writes these texts as `write_bare` does."""
    written = 0
    with path.open("wb") as stream, etree.xmlfile(stream, encoding="UTF-8") as file:
        file.write_declaration()
        with file.element("tmx", version="1.4"):
            file.write(etree.Element("header", srclang="en"))
            with file.element("body"):
                for pair in texts:
                    tu = etree.Element("tu")
                    for language, text in zip(LANGUAGES, pair, strict=True):
                        tuv = etree.SubElement(tu, "tuv")
                        tuv.set(XML_LANG, language)
                        etree.SubElement(tuv, "seg").text = text
                    tu.tail = "\n"
                    file.write(tu)
                    written += 1
    return written


def perturbed(folder: Path, side: int, count: int, seed: int = 4) -> list[str]:
    """Queries: texts of the pairs in which one word (or Han character) in eight is another's, at least one."""
    texts = [pair[side] for number, pair in enumerate(pairs(folder)) if number % 7 == 0]
    choose = random.Random(seed)
    glue = " " if side == 0 else ""
    queries = []
    while len(queries) < count:
        words = _words(choose.choice(texts), side)
        for _ in range(max(1, len(words) // _EDIT_ONE_IN)):
            others = _words(choose.choice(texts), side)
            if words and others:
                words[choose.randrange(len(words))] = choose.choice(others)
        queries.append(glue.join(words))
    return queries


def _words(text: str, side: int) -> list[str]:
    return text.split() if side == 0 else list(text)
