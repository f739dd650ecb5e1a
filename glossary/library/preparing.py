"""Makes a file's entries ready to be stored: in this process, or in a second one where the file is large.

Reading and cutting into keys takes as long as storing, and neither can share a Python process with the other.
"""

from __future__ import annotations

import marshal
import pickle
import shutil
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any, BinaryIO, Protocol, cast

from glossary.errors import YikuError
from glossary.store.values import NewConcept, UnitRow
from glossary.text.keys import Keys
from tmx import registry
from tmx.codec import Kind, Table
from tmx.model import Details, Languages, Skipped, Unit
from tmx.replay import peek

from . import processes
from .entries import new_concept, unit_row

AT_ONCE = 1000
"""Entries in a chunk."""
LARGE = 4 << 20
"""Bytes from which on a file is worth a second process."""


@dataclass(frozen=True, slots=True)
class What:
    """The file to read, as `tmx.registry.read` takes it."""

    file: str
    languages: Languages
    format: str | None
    kind: Kind | None
    table: Table = field(default_factory=Table)


@dataclass(frozen=True, slots=True)
class Chunk:
    """Up to `AT_ONCE` entries, those of the wanted kind ready and the others with the reason why not."""

    units: list[UnitRow] = field(default_factory=list)
    concepts: list[NewConcept] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    words: dict[str, list[str]] = field(default_factory=dict)
    """Those of its units, by family, that no chunk before it had."""

    def __len__(self) -> int:
        return len(self.units) + len(self.concepts) + len(self.skipped)

    def packed(self) -> bytes:
        """The chunk for a process of the same Python; `marshal` is quickest with plain values, which most of it is."""
        return pickle.dumps(
            (marshal.dumps(self.units), self.concepts, self.skipped, self.words), pickle.HIGHEST_PROTOCOL
        )

    @classmethod
    def unpacked(cls, data: bytes) -> Chunk:
        units, *more = pickle.loads(data)  # noqa: S301 - from our own process
        return cls(marshal.loads(units), *more)  # noqa: S302 - likewise


class Preparation(Protocol):
    """A file that has been opened: what it is, then its chunks, then what its reader could not keep."""

    format: str
    kind: Kind
    header: Details
    lost: tuple[str, ...]

    def chunks(self) -> Iterator[Chunk]: ...

    def close(self) -> None: ...


def prepare(stream: BinaryIO, what: What) -> Preparation:
    """Opens a file. Raises `tmx.errors.ExchangeError`, here or while chunks are drawn."""
    head, stream = peek(stream, LARGE)
    if len(head) < LARGE or processes.cores() < 2:
        return Here(stream, what)
    return Elsewhere(stream, what)


class Here:
    """Prepares in this process."""

    def __init__(self, stream: BinaryIO, what: What) -> None:
        self._reading = registry.read(
            stream, what.file, format=what.format, languages=what.languages, kind=what.kind, table=what.table
        )
        self.format, self.kind, self.header = self._reading.format, self._reading.kind, self._reading.header
        self.lost: tuple[str, ...] = ()

    def chunks(self) -> Iterator[Chunk]:
        chunk, keys = Chunk(), Keys()
        for entry in self._reading.entries:
            if isinstance(entry, Unit):
                chunk.units.append(unit_row(entry, keys.of))
            elif isinstance(entry, Skipped):
                chunk.skipped.append(Skipped(entry.at, entry.why))
            else:
                chunk.concepts.append(new_concept(entry))
            if len(chunk) >= AT_ONCE:
                yield replace(chunk, words=keys.take_words())
                chunk = Chunk()
        yield replace(chunk, words=keys.take_words())
        self.lost = self._reading.lost.lines()

    def close(self) -> None:
        """Nothing is held."""


class Elsewhere:
    """Prepares in a process of its own (`preparing_process`), which gets the file by a pipe and answers by another."""

    def __init__(self, stream: BinaryIO, what: What) -> None:
        self._process = processes.start("glossary.library.preparing_process")
        self._answers = cast(BinaryIO, self._process.stdout)
        self._file = cast(BinaryIO, self._process.stdin)
        pickle.dump(what, self._file)
        self._feeder = threading.Thread(target=self._feed, args=(stream,), daemon=True)
        self._failure: BaseException | None = None
        self._feeder.start()
        self.lost: tuple[str, ...] = ()
        try:
            self.format, self.kind, self.header = self._next()
        except BaseException:
            self.close()
            raise

    def chunks(self) -> Iterator[Chunk]:
        while isinstance(answer := self._next(), bytes):
            yield Chunk.unpacked(answer)
        self.lost = answer

    def close(self) -> None:
        """Ends the process, whatever it is at."""
        self._process.kill()
        self._answers.close()
        self._process.wait()
        self._feeder.join()
        with suppress(OSError):
            self._file.close()

    def _feed(self, stream: BinaryIO) -> None:
        """Copies the file; a reader that has seen enough closes the pipe early."""
        try:
            shutil.copyfileobj(stream, self._file, 1 << 18)
            self._file.close()
        except BrokenPipeError:
            pass
        except (OSError, ValueError) as error:
            self._failure = error
            self._process.kill()

    def _next(self) -> Any:
        try:
            answer = pickle.load(self._answers)  # noqa: S301 - from our own process
        except (EOFError, pickle.UnpicklingError) as error:
            if self._failure:
                raise self._failure from error
            raise YikuError("the process that reads the file was ended; nothing was changed, try again") from error
        if isinstance(answer, Exception):
            raise answer
        return answer
