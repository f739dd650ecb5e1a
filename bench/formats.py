"""TMX read and written beside bare lxml, translate-toolkit and tmxutil: `python -m bench.formats`.

Each way runs in a process of its own, several times, and its best time counts: the machine's other work only adds to
it. Values are in memory before writing is timed, so that it is the writing that is timed.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any

from lxml import etree
from tmxutil.formats.tmx import TMXReader, TMXWriter
from tmxutil.types import TranslationUnit, TranslationUnitVariant
from translate.storage.tmx import tmxfile

from tmx import registry
from tmx.model import Languages, Segment, Unit

from .pairs import LANGUAGES, PAIRS, pairs, unpack, write_bare, write_pairs
from .watch import peak_memory

SIZES = (100_000, PAIRS)
SLOW = 100_000
"""Units beyond which the slow ways, some of which hold the whole file, are not measured."""
LEAST = 0.5
"""Of the speed of bare lxml, which is what reading and writing shall have."""
_ROUNDS = 3

Way = Callable[[Path], Callable[[], int]]
"""Prepares one way of reading or writing in a folder; the call it gives is timed and returns how many units it saw."""


def read_bare(folder: Path) -> Callable[[], int]:
    """A bare `lxml.etree.iterparse` walk that frees each unit."""

    def walk() -> int:
        units = 0
        for _, element in etree.iterparse(folder / "in.tmx", tag="tu"):
            units += 1
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]  # type: ignore[union-attr]
        return units

    return walk


def read_yiku(folder: Path) -> Callable[[], int]:
    """`tmx.registry.read`, the format told by the content."""

    def read() -> int:
        with (folder / "in.tmx").open("rb") as stream:
            return sum(1 for _ in registry.read(stream, "in.tmx").entries)

    return read


def read_translate_toolkit(folder: Path) -> Callable[[], int]:
    """`translate.storage.tmx`, which holds the whole file; source and target of each unit are asked for."""

    def read() -> int:
        with (folder / "in.tmx").open("rb") as stream:
            store = tmxfile(stream, *LANGUAGES)
        return sum(1 for unit in store.units if unit.source and unit.target)

    return read


def read_tmxutil(folder: Path) -> Callable[[], int]:
    """`tmxutil.formats.tmx.TMXReader`, over the standard library's ElementTree."""

    def read() -> int:
        with (folder / "in.tmx").open("rb") as stream:
            return sum(1 for _ in TMXReader(stream))

    return read


def write_lxml(folder: Path) -> Callable[[], int]:
    """`lxml.etree.xmlfile` alone, with the least that is TMX."""
    held = list(pairs(folder))
    return lambda: write_pairs(folder / "out.tmx", held)


def write_yiku(folder: Path) -> Callable[[], int]:
    """`tmx.registry.write` of all languages."""
    return _yiku(folder, Languages())


def write_yiku_pair(folder: Path) -> Callable[[], int]:
    """`tmx.registry.write` of two languages, which are looked for in each unit."""
    return _yiku(folder, Languages(*LANGUAGES))


def _yiku(folder: Path, languages: Languages) -> Callable[[], int]:
    units = [Unit(tuple(map(Segment, LANGUAGES, pair))) for pair in pairs(folder)]

    def write() -> int:
        with (folder / "out.tmx").open("wb") as stream:
            return registry.write(stream, units, format="tmx", languages=languages).written

    return write


def write_translate_toolkit(folder: Path) -> Callable[[], int]:
    """`translate.storage.tmx`, which builds the whole file in memory."""
    held = list(pairs(folder))

    def write() -> int:
        store = tmxfile(sourcelanguage=LANGUAGES[0], targetlanguage=LANGUAGES[1])
        for english, chinese in held:
            store.addtranslation(english, LANGUAGES[0], chinese, LANGUAGES[1])
        with (folder / "out.tmx").open("wb") as stream:
            store.serialize(stream)
        return len(held)

    return write


def write_tmxutil(folder: Path) -> Callable[[], int]:
    """`tmxutil.formats.tmx.TMXWriter`, which puts strings together."""
    units = [
        TranslationUnit(
            id={str(number)},
            translations={tag: TranslationUnitVariant(text=text) for tag, text in zip(LANGUAGES, pair, strict=True)},
        )
        for number, pair in enumerate(pairs(folder))
    ]

    def write() -> int:
        with (folder / "out.tmx").open("w", encoding="utf-8") as stream, TMXWriter(stream) as writer:
            for unit in units:
                writer.write(unit)
        return len(units)

    return write


READING: tuple[Way, ...] = (read_bare, read_yiku, read_translate_toolkit, read_tmxutil)
WRITING: tuple[Way, ...] = (write_lxml, write_yiku, write_yiku_pair, write_translate_toolkit, write_tmxutil)
QUICK = frozenset({read_bare, read_yiku, write_lxml, write_yiku, write_yiku_pair})


def main() -> None:
    """Both directions at all sizes, or at those named on the command line."""
    parser = ArgumentParser(prog="python -m bench.formats", description=__doc__)
    parser.add_argument("--size", type=int, action="append", help=f"number of units (default: {SIZES})")
    parser.add_argument("--way", nargs=2, metavar=("WAY", "FOLDER"), help="one way alone, its figures as JSON")
    given = parser.parse_args()
    if given.way:
        print(json.dumps(_measured(given.way[0], Path(given.way[1]))))
        return
    for size in given.size or SIZES:
        with tempfile.TemporaryDirectory() as name:
            unpack(Path(name), size)
            _compare(Path(name), size)


def _compare(folder: Path, size: int) -> None:
    units = write_bare(folder / "in.tmx", folder)
    print(f"\n{units:,} units, TMX of {(folder / 'in.tmx').stat().st_size / 1e6:.0f} MB", flush=True)
    for ways in (READING, WRITING):
        bare = 0.0
        for way in ways:
            if size > SLOW and way not in QUICK:
                continue
            figures = _apart(way.__name__, folder)
            assert figures["units"] == units, (way.__name__, figures["units"])
            bare = bare or figures["cpu"]
            share = bare / figures["cpu"]
            verdict = f"{share:6.2f} of the bare speed" if way is not ways[0] else ""
            if way in QUICK and verdict:
                verdict += f", {'no less' if share >= LEAST else 'LESS'} than {LEAST}"
            print(
                f"  {way.__name__:24} {figures['cpu']:7.2f} s CPU {figures['wall']:7.2f} s"
                f" {figures['memory']:6.0f} MB {verdict}",
                flush=True,
            )


def _apart(way: str, folder: Path) -> dict[str, Any]:
    """One way's figures, measured in a process of its own, with its peak memory in MB."""
    command = [sys.executable, "-m", "bench.formats", "--way", way, str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=os.environ) as process:
        memory = peak_memory(process)
        assert process.stdout is not None
        figures: dict[str, Any] = json.loads(process.stdout.read())
    return {**figures, "memory": memory()}


def _measured(name: str, folder: Path) -> dict[str, Any]:
    """Units, and the least seconds of several rounds: by the wall clock, and of this process's CPU time."""
    run = next(way for way in (*READING, *WRITING) if way.__name__ == name)(folder)
    wall, cpu, units = [], [], 0
    for _ in range(_ROUNDS):
        begun = time.perf_counter(), time.process_time()
        units = run()
        wall.append(time.perf_counter() - begun[0])
        cpu.append(time.process_time() - begun[1])
    return {"units": units, "wall": min(wall), "cpu": min(cpu)}


if __name__ == "__main__":
    main()
