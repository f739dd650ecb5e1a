"""Files to translate, made of the corpus: how long pretranslation takes in one process and in all, and analysis."""

from __future__ import annotations

import io
import os
import time
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import Any

import polib
from lxml import etree

from glossary.library import Library
from glossary.library.processes import cores

from .pairs import LANGUAGES, pairs, perturbed

SEGMENTS = 10_000
"""In both files together."""
_FILES = ("in.po", "in.xlf")
_XLIFF = "urn:oasis:names:tc:xliff:document:1.2"


def one_process(folder: Path) -> dict[str, Any]:
    """Both files, looked up in one process."""
    return _pretranslated(folder, 1)


def all_cores(folder: Path) -> dict[str, Any]:
    """The same with a process for each core."""
    return _pretranslated(folder, cores())


def analysis(folder: Path) -> dict[str, Any]:
    """The analysis of both files, with a process for each core."""
    with Library.open(folder / "bench.db") as library:
        start, units = time.perf_counter(), 0
        for side, file in enumerate(_written(folder)):
            with file.open("rb") as stream:
                source, target = LANGUAGES[side], LANGUAGES[1 - side]
                found = library.analyse_files([(file.name, stream)], source=source, target=target)
                units += found.total.total.segments
        return {"units": units, "seconds": time.perf_counter() - start}


def _pretranslated(folder: Path, processes: int) -> dict[str, Any]:
    files, reports = _written(folder), []
    before, start = _cpu_seconds(), time.perf_counter()
    with Library.open(folder / "bench.db", processes=processes) as library:
        for side, file in enumerate(files):
            source, target = LANGUAGES[side], LANGUAGES[1 - side]
            with file.open("rb") as stream:
                reports.append(library.pretranslate(stream, io.BytesIO(), file.name, source=source, target=target))
    return {
        "units": sum(report.units for report in reports),
        "filled": sum(report.exact + report.fuzzy for report in reports),
        "processes": processes,
        "seconds": time.perf_counter() - start,
        "cpu": _cpu_seconds() - before,
    }


def _cpu_seconds() -> float:
    """What this process and its ended children had of the processor, which says more where others use it too."""
    return sum(os.times()[:4])


def _written(folder: Path) -> list[Path]:
    """A PO file from English and an XLIFF file from Chinese, of which every other segment has words changed."""
    found = [folder / name for name in _FILES]
    for side, (path, write) in enumerate(zip(found, (_write_po, _write_xliff), strict=True)):
        if not path.exists():
            write(path, _texts(folder, side, SEGMENTS // 2))
    return found


def _texts(folder: Path, side: int, count: int) -> list[str]:
    """Different ones, in the order in which a document might have them."""
    plain = (pair[side] for number, pair in enumerate(pairs(folder)) if number % 7 == 3)
    changed = perturbed(folder, side, count, seed=7)
    mixed = (text for two in zip(plain, changed, strict=False) for text in two if text.strip())
    return list(islice(dict.fromkeys(mixed), count))


def _write_po(path: Path, texts: Iterable[str]) -> None:
    file = polib.POFile()
    file.metadata = {"Language": LANGUAGES[1], "Content-Type": "text/plain; charset=UTF-8"}
    file.extend(polib.POEntry(msgid=text) for text in texts)
    file.save(str(path))


def _write_xliff(path: Path, texts: Iterable[str]) -> None:
    root = etree.Element("xliff", version="1.2", nsmap={None: _XLIFF})
    languages = {"source-language": LANGUAGES[1], "target-language": LANGUAGES[0]}
    file = etree.SubElement(root, "file", {"original": "f", "datatype": "plaintext", **languages})
    body = etree.SubElement(file, "body")
    for number, text in enumerate(texts):
        unit = etree.SubElement(body, "trans-unit", id=str(number))
        etree.SubElement(unit, "source").text = text
    etree.ElementTree(root).write(str(path), encoding="UTF-8", xml_declaration=True)
