from __future__ import annotations

from pathlib import Path

import pytest

from glossary.library import Library, indexing, reindexing
from glossary.terms import forms
from glossary.text import keys
from tests.glossary.library.contents import bring, contents, file_of
from tests.glossary.library.test_indexing import check_index
from tmx.model import Concept, Segment, Term, Unit

UNITS = [
    Unit((Segment("en", f"One more sentence {number}"), Segment("zh-CN", f"又一句{number}"))) for number in range(30)
]


@pytest.fixture
def old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library that was filled when other text rules held: every key another, terms found by their ends alone."""
    with monkeypatch.context() as before:
        before.setattr(indexing, "MOST_FRESH", 5)
        before.setattr(forms, "text_keys", lambda text: (text[-1:],))
        before.setattr("glossary.library.entries.key_text", lambda text, language: "\u0100" * len(text.split()))
        with Library.open(tmp_path / "library.db") as library:
            bring(library, file_of(UNITS), memory="m")
            bring(library, file_of([Concept((Term("zh-CN", "保税区"), Term("en", "bonded area")))], "csv"), "a.csv")
            with library.store.writing():
                library.store.set_text_version(keys.TEXT_VERSION - 1)
    return tmp_path / "library.db"


def test_a_raised_text_version_makes_keys_forms_and_blocks_anew(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(indexing, "MOST_FRESH", 5)
    monkeypatch.setattr(reindexing, "_AT_ONCE", 7)
    with Library.open(old) as library:
        assert library.store.text_version() == keys.TEXT_VERSION
        check_index(library)
        (best, *_) = library.match("One more sentence 17", source="en", target="zh").matches
        assert (best.score, best.target) == (100, "又一句17")
        assert [hit.term.text for hit in library.search("保税").terms] == ["保税区"]
        assert len(library.search("又一", language="zh", limit=100).segments) == 30


def test_it_is_done_once_and_changes_nothing_else(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Library.open(old) as library:
        before = contents(library)
        batches = library.batches()
    monkeypatch.setattr(reindexing, "run", lambda store: pytest.fail("it was done already"))
    with Library.open(old) as library:
        assert contents(library) == before
        assert library.batches() == batches


def test_an_interrupted_reindexing_leaves_the_library_as_it_was(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(reindexing, "new_concept", lambda concept: pytest.fail("interrupted"))
        with pytest.raises(pytest.fail.Exception, match="interrupted"):
            Library.open(old)
    with Library.open(old) as library:
        check_index(library)
        assert [hit.term.text for hit in library.search("保税").terms] == ["保税区"]


def test_a_new_and_empty_library_is_not_reindexed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reindexing, "run", lambda store: pytest.fail("there is nothing to do"))
    Library.open(tmp_path / "library.db").close()
    Library.open(tmp_path / "library.db").close()
