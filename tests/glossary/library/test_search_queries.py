"""Queries of every kind over a termbase written for them, with the first hit that each must have."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from glossary.library import Library
from tests.glossary.library.contents import bring, file_of
from tests.glossary.library.search_base import concepts

QUERIES = [
    tuple(line.split("\t")) for line in Path(__file__).with_name("search_queries.tsv").read_text("utf-8").splitlines()
]


@pytest.fixture(scope="module")
def termbase(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library.open(tmp_path_factory.mktemp("search") / "library.db") as opened:
        bring(opened, file_of(concepts(), "jsonl"), "a.jsonl", termbase="t")
        yield opened


def test_there_are_two_hundred_queries_and_more_each_once() -> None:
    assert len(QUERIES) == len({query for query, *_ in QUERIES}) >= 200


@pytest.mark.parametrize(("query", "first", "why"), QUERIES)
def test_the_first_hit_and_why(termbase: Library, query: str, first: str, why: str) -> None:
    found = [(hit.term.text, hit.why) for hit in termbase.search(query).terms]
    assert found[:1] == ([] if why == "none" else [(first, why)])
