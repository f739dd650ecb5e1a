"""The pairs that are measured with: every k-th of the shared corpus, as TMX written by bare lxml."""

from __future__ import annotations

import lzma
import os
import random
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from tmx.safexml import XML_LANG, legal

LANGUAGES = ("en", "zh-CN")
_EDIT_ONE_IN = 8


def corpus() -> Path:
    """The corpus that `YIKU_CORPUS` names. Ends the run with a reason where it is not there."""
    folder = Path(os.environ.get("YIKU_CORPUS", "../shared/data"))
    if not (folder / "enzh.tsv.xz").exists():
        raise SystemExit(f"bench: {folder} has no enzh.tsv.xz; name the folder of shared data in YIKU_CORPUS")
    return folder / "enzh.tsv.xz"


def pairs(every: float) -> Iterator[tuple[str, str]]:
    """Every k-th pair (k need not be whole), so that each origin has its share. Control characters are left out."""
    wanted = 0.0
    with lzma.open(corpus(), "rt", encoding="utf-8", newline="\n") as lines:
        for number, line in enumerate(lines):
            if number >= wanted:
                wanted += every
                english, chinese, _ = line.rstrip("\n").split("\t")
                yield legal(english)[0], legal(chinese)[0]


def write_bare(path: Path, every: float) -> int:
    """Writes pairs as TMX with `lxml.etree.xmlfile` alone; returns how many."""
    written = 0
    with path.open("wb") as stream, etree.xmlfile(stream, encoding="UTF-8") as file:
        file.write_declaration()
        with file.element("tmx", version="1.4"):
            file.write(etree.Element("header", srclang="en"))
            with file.element("body"):
                for pair in pairs(every):
                    tu = etree.Element("tu")
                    for language, text in zip(LANGUAGES, pair, strict=True):
                        tuv = etree.SubElement(tu, "tuv")
                        tuv.set(XML_LANG, language)
                        etree.SubElement(tuv, "seg").text = text
                    tu.tail = "\n"
                    file.write(tu)
                    written += 1
    return written


def perturbed(every: float, side: int, count: int, seed: int = 4) -> list[str]:
    """Queries: texts of the corpus in which one word (or Han character) in eight is another's, at least one."""
    texts = [pair[side] for pair in pairs(every * 7)]
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
