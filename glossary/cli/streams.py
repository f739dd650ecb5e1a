"""Files and standard streams: opened for a command, named for its messages, and written so that none is left half."""

from __future__ import annotations

import io
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

import click

STANDARD_STREAM = "-"


def speak_utf8() -> None:
    """Makes standard output and error UTF-8 whatever the console's code page; what is no text is spelled out."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def shown(file: str) -> str:
    """A file's name as text: bytes in it that the system could not read become U+FFFD."""
    return os.fsencode(file).decode("utf-8", "replace")


@contextmanager
def input_stream(file: str) -> Iterator[BinaryIO]:
    """A file to read, or standard input for ``-``."""
    if file == STANDARD_STREAM:
        yield sys.stdin.buffer
        return
    with Path(file).open("rb") as stream:
        yield stream


def text_of(file: str) -> str:
    """A UTF-8 file, with or without BOM, its line ends as they are."""
    with input_stream(file) as stream:
        data = stream.read()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise click.UsageError(f"{shown(file)} is not UTF-8 at byte {error.start}; save it as UTF-8") from error


@contextmanager
def output_stream(file: str) -> Iterator[BinaryIO]:
    """Standard output for ``-``; else a new file beside the old one, which takes its place when it is complete.

    A device or pipe is written to as it is.
    """
    path = Path(file).resolve()  # a link stays one, and what it leads to is replaced
    if file == STANDARD_STREAM:
        yield sys.stdout.buffer
    elif path.exists() and not path.is_file():
        with path.open("wb") as stream:
            yield stream
    else:
        with _replacing(path) as stream:
            yield stream


@contextmanager
def _replacing(path: Path) -> Iterator[BinaryIO]:
    if path.exists() and not os.access(path, os.W_OK):
        raise PermissionError(13, "Permission denied", str(path))
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
        Path(name).chmod(_mode(path))
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _mode(path: Path) -> int:
    """The permissions of the file that is replaced, else those that a new file gets."""
    with suppress(FileNotFoundError):
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
