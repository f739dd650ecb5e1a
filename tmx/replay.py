"""Streams whose beginning has been looked at, so that standard input can be recognised and then read whole."""

from __future__ import annotations

import io
from typing import BinaryIO, cast


class _Replay(io.RawIOBase):
    """What was taken from a stream, then the stream. Seeking back works while only what was taken has been read."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head, self._rest, self._at = head, rest, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._head[self._at : self._at + len(buffer)] or self._rest.read(len(buffer))
        self._at += len(data)
        buffer[: len(data)] = data
        return len(data)


def replay(head: bytes, rest: BinaryIO) -> BinaryIO:
    """`head` and then what is left of `rest`."""
    return cast(BinaryIO, io.BufferedReader(_Replay(head, rest), 256 * 1024))


def peek(stream: BinaryIO, size: int) -> tuple[bytes, BinaryIO]:
    """Up to `size` bytes of a stream's beginning, and a stream that still has them.

    That is the stream itself where it can seek.
    """
    start = stream.tell() if stream.seekable() else -1
    head = read_fully(stream, size)
    if start < 0:
        return head, replay(head, stream)
    stream.seek(start)
    return head, stream


def read_fully(stream: BinaryIO, size: int) -> bytes:
    """`size` bytes, fewer only at the end; a pipe gives less at a time."""
    found = bytearray()
    while len(found) < size and (data := stream.read(size - len(found))):
        found += data
    return bytes(found)
