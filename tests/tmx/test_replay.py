from __future__ import annotations

import io
import os
import threading
from typing import BinaryIO, cast

from hypothesis import given
from hypothesis import strategies as st

from tmx.replay import peek, read_fully, replay


class Dripping(io.RawIOBase):
    """A stream that cannot seek and gives a few bytes at a time, as pipes do."""

    def __init__(self, data: bytes, step: int) -> None:
        self._data, self._step = io.BytesIO(data), step

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        return self._data.read(min(size, self._step) if size >= 0 else self._step)


def dripping(data: bytes, step: int) -> BinaryIO:
    return cast(BinaryIO, Dripping(data, step))


steps = st.integers(1, 7)


@given(st.binary(max_size=64), st.binary(max_size=64), steps)
def test_a_replay_is_its_head_and_then_the_rest(head: bytes, rest: bytes, step: int) -> None:
    assert replay(head, dripping(rest, step)).read() == head + rest


@given(st.binary(max_size=64), st.integers(0, 80), steps)
def test_looking_at_the_beginning_takes_nothing_away(data: bytes, size: int, step: int) -> None:
    head, stream = peek(dripping(data, step), size)
    assert head == data[:size]
    assert stream.read() == data


@given(st.binary(max_size=64), st.integers(0, 80), st.integers(0, 64))
def test_a_stream_that_can_seek_is_left_where_it_was(data: bytes, size: int, start: int) -> None:
    given_stream = io.BytesIO(data)
    given_stream.seek(start)
    head, stream = peek(given_stream, size)
    assert stream is given_stream
    assert head == data[start : start + size]
    assert stream.read() == data[start:]


@given(st.binary(max_size=64), st.integers(0, 80), steps)
def test_reading_fully_gives_less_only_at_the_end(data: bytes, size: int, step: int) -> None:
    assert read_fully(dripping(data, step), size) == data[:size]


@given(st.binary(max_size=64), st.lists(st.integers(1, 9), max_size=20))
def test_a_replay_is_read_in_any_portions(data: bytes, sizes: list[int]) -> None:
    stream = replay(data[:20], dripping(data[20:], 3))
    assert b"".join(stream.read(size) for size in sizes) == data[: sum(sizes)]


def test_a_real_pipe_is_looked_at_and_then_read_whole() -> None:
    data = os.urandom(300_000)
    reading, writing = os.pipe()

    def feed() -> None:
        with os.fdopen(writing, "wb") as out:
            out.write(data)

    feeder = threading.Thread(target=feed)
    feeder.start()
    with os.fdopen(reading, "rb") as pipe:
        head, stream = peek(pipe, 100_000)
        assert head == data[:100_000]
        assert stream.read() == data
    feeder.join()
