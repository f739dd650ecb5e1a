"""Concepts through CSV and TSV: what the columns do not hold is in the column extra."""

from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tmx.values import concepts
from tmx import registry
from tmx.model import Concept, Languages, Losses, Note, Term


def round_trip(values: list[Concept], format: str) -> tuple[list[object], Losses]:
    stream, losses = io.BytesIO(), Losses()
    written = registry.by_name(format).write
    assert written is not None
    assert written(stream, values, Languages(), registry.NOTHING, losses) == len(values)
    stream.seek(0)
    return list(registry.read(stream, f"a.{format}", format=format).entries), losses


@settings(max_examples=50)
@given(st.lists(concepts, max_size=3))
def test_csv_reads_back_whole_concepts(values: list[Concept]) -> None:
    found, losses = round_trip(values, "csv")
    assert found == values
    assert losses.counts == {}


@settings(max_examples=50)
@given(st.lists(concepts, max_size=3))
def test_tsv_reads_back_whole_concepts_but_for_tabs(values: list[Concept]) -> None:
    found, losses = round_trip(values, "tsv")
    if not losses.counts:
        assert found == values
    assert len(found) == len(values)
    assert set(losses.counts) <= {"tabs, which became spaces"}


@pytest.mark.parametrize("format", ["csv", "tsv"])
def test_texts_that_cells_would_trim_are_kept(format: str) -> None:
    concept = Concept((Term("en", " a ", type=" t", notes=(Note(" n"),), sources=("s ",)),), id=" i", domains=(" d",))
    assert round_trip([concept], format)[0] == [concept]
