"""The library recognises what its termbases hold at the moment, from a saved automaton and what changed since."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.errors import BadRequest, NotFound
from glossary.library import Library, recognition
from glossary.store.values import SavedAutomaton
from glossary.terms import recognise
from tmx.errors import BadLanguage

CUSTOMS = "zh-CN,en,status\n保税区,bonded area,\n保税区,bonded zone,deprecated\n综合保税区,comprehensive bonded area,\n"
STAFF = "zh-Hans,zh-Hant,en\n总裁,總裁,president\n"


def bring(library: Library, table: str, termbase: str = "customs") -> int | None:
    return library.import_file(io.BytesIO(table.encode()), "terms.csv", termbase=termbase).batch


def found(library: Library, text: str, source: str = "zh", **more: object) -> list[str]:
    return [each.text for each in library.recognise(text, source, **more) if each.enforced]  # type: ignore[arg-type]


@pytest.fixture
def customs(library: Library) -> Library:
    bring(library, CUSTOMS)
    return library


def test_a_hit_says_where_it_is_what_it_means_and_what_to_write(customs: Library) -> None:
    (hit,) = customs.recognise("in the bonded zones", "en", "zh")
    assert (hit.start, hit.end, hit.text, hit.term.text, hit.why) == (7, 19, "bonded zones", "bonded zone", "inflected")
    assert hit.as_json() | {"concept": 0} == {
        "start": 7,
        "end": 19,
        "text": "bonded zones",
        "concept": 0,
        "status": "deprecated",
        "preferred": ["bonded area"],
        "translations": [{"text": "保税区", "language": "zh-CN", "status": "preferred"}],
        "term": "bonded zone",
        "language": "en",
        "why": "inflected",
        "enforced": True,
        "termbase": "customs",
    }


def test_hits_come_by_place_the_longest_first_and_parts_are_not_enforced(customs: Library) -> None:
    hits = customs.recognise("保税区与综合保税区", "zh")
    assert [(hit.text, hit.start, hit.enforced) for hit in hits] == [
        ("保税区", 0, True),
        ("综合保税区", 4, True),
        ("保税区", 6, False),
    ]


def test_a_concept_in_both_scripts_is_named_once_as_it_is_written(library: Library) -> None:
    bring(library, STAFF)
    assert [(hit.term.text, hit.why) for hit in library.recognise("總裁、总裁、總裁", "zh")] == [
        *[("總裁", "exact"), ("总裁", "exact"), ("總裁", "exact")],
    ]


def test_the_other_script_is_labelled(customs: Library) -> None:
    (hit,) = customs.recognise("保稅區", "zh-TW", "en")
    assert (hit.term.text, hit.why) == ("保税区", "other script")


@pytest.mark.parametrize(
    ("text", "why"), [("Bonded Area", "exact"), ("bonded-area", "spelling"), ("bonded areas", "inflected")]
)
def test_the_way_a_term_was_found_is_named(customs: Library, text: str, why: str) -> None:
    assert [hit.why for hit in customs.recognise(text, "en")] == [why]


def test_only_the_named_termbases_are_looked_in_and_shadow(customs: Library) -> None:
    bring(customs, "zh-CN,en\n副总裁,vice president\n", "staff")
    bring(customs, STAFF, "board")
    assert found(customs, "副总裁在保税区") == ["副总裁", "保税区"]
    assert found(customs, "副总裁在保税区", termbases=["board"]) == ["总裁"]
    assert found(customs, "副总裁在保税区", termbases=["board", "staff"]) == ["副总裁"]


def test_translations_are_of_the_target_or_of_all_other_languages(library: Library) -> None:
    bring(library, "zh-CN,en,de\n保税区,bonded area,Zollfreigebiet\n")
    texts = {
        target: [term.text for term in library.recognise("保税区", "zh", target)[0].translations]
        for target in ("", "en-GB", "de", "fr")
    }
    assert texts == {
        "": ["bonded area", "Zollfreigebiet"],
        "en-GB": ["bonded area"],
        "de": ["Zollfreigebiet"],
        "fr": [],
    }


def test_bad_orders_are_refused(customs: Library) -> None:
    with pytest.raises(NotFound, match="customs"):
        customs.recognise("x", "zh", termbases=["nowhere"])
    with pytest.raises(BadRequest, match="language"):
        customs.recognise("x", "")
    with pytest.raises(BadLanguage):
        customs.recognise("x", "!!")
    with pytest.raises(BadRequest, match="Unicode"):
        customs.recognise("\ud800", "zh")


def test_a_language_or_library_without_terms_finds_nothing(library: Library) -> None:
    assert library.recognise("保税区", "zh") == ()
    bring(library, CUSTOMS)
    assert library.recognise("bonded area", "fr") == ()


# What is saved, and what has changed since


def test_an_added_changed_and_undone_term_is_seen_by_the_next_call(customs: Library) -> None:
    assert found(customs, "关税与配额") == []
    batch = bring(customs, "zh-CN,en\n关税,customs duty\n配额,quota\n")
    assert found(customs, "关税与配额") == ["关税", "配额"]
    assert batch
    customs.undo(batch)
    assert found(customs, "关税与配额") == []


def test_a_changed_concept_is_found_by_its_new_terms_alone(library: Library) -> None:
    bring(library, "id,zh-CN,en\n1,关税,customs duty\n")
    assert found(library, "tariff, customs duty", "en") == ["customs duty"]
    bring(library, "id,zh-CN,en\n1,关税,tariff\n")
    assert found(library, "tariff, customs duty", "en") == ["tariff"]


def test_a_new_process_reads_the_saved_automaton_and_adds_what_changed(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library.db") as library:
        bring(library, CUSTOMS)
        assert found(library, "保税区") == ["保税区"]
        bring(library, "zh-CN,en\n关税,customs duty\n")
        saved = library.store.automaton("zh")
    assert saved is not None
    with Library.open(tmp_path / "library.db") as library:
        assert saved.change < library.store.latest_change()
        assert found(library, "保税区与关税") == ["保税区", "关税"]
        assert library.store.automaton("zh") == saved


def test_an_automaton_of_other_rules_is_made_anew(customs: Library) -> None:
    with customs.store.writing():
        customs.store.save_automaton("zh", SavedAutomaton("other", customs.store.latest_change(), b"not an automaton"))
    assert found(customs, "保税区") == ["保税区"]
    saved = customs.store.automaton("zh")
    assert saved is not None
    assert saved.version == recognise.VERSION


def test_many_changes_make_a_new_automaton(customs: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recognition, "MOST_FRESH", 2)
    assert found(customs, "保税区") == ["保税区"]
    bring(customs, "zh-CN,en\n甲,a\n乙,b\n丙,c\n")
    assert found(customs, "甲乙丙保税区") == ["甲", "乙", "丙", "保税区"]
    saved = customs.store.automaton("zh")
    assert saved is not None
    assert saved.change == customs.store.latest_change()


# Shadow lists


def test_a_word_of_the_shadow_list_hides_a_term_and_is_no_hit(library: Library) -> None:
    bring(library, STAFF, "staff")
    library.change_shadows("staff", "zh", ["副总裁", " 总裁班 ", ""])
    assert library.shadows("staff", "zh") == ("副总裁", "总裁班")
    assert [(hit.text, hit.enforced) for hit in library.recognise("副总裁、总裁班、总裁", "zh")] == [
        *[("总裁", False), ("总裁", False), ("总裁", True)],
    ]
    library.change_shadows("staff", "zh", ["副总裁"], remove=True)
    assert found(library, "副总裁、总裁班") == ["总裁"]
    with pytest.raises(NotFound):
        library.change_shadows("nowhere", "zh", ["副总裁"])


def test_shadow_lists_are_set_whole_and_listed_by_language(library: Library) -> None:
    bring(library, STAFF, "staff")
    assert library.set_shadows("staff", "zh_cn", ["副总裁", " 总裁班 ", "副总裁"]) == ("副总裁", "总裁班")
    library.set_shadows("staff", "en", ["vice chair"])
    assert library.shadow_lists("staff") == {"en": ("vice chair",), "zh-CN": ("副总裁", "总裁班")}
    library.set_shadows("staff", "zh-CN", [])
    assert list(library.shadow_lists("staff")) == ["en"]
    with pytest.raises(BadRequest, match="language"):
        library.set_shadows("staff", "", ["x"])


def test_concepts_are_listed_in_stretches(library: Library) -> None:
    bring(library, "zh-CN,en\n丙,c\n甲,a\n乙,b\n", "letters")
    page = library.concepts("letters", language="en", limit=2)
    assert (page.total, [each.term.text for each in page.concepts]) == (3, ["a", "b"])
    assert [term.text for term in page.concepts[0].translations()] == ["甲"]
    assert [each.term.text for each in library.concepts("letters", language="en", limit=2, skip=2).concepts] == ["c"]
    assert library.concepts("letters", status="forbidden").total == 0
    with pytest.raises(BadRequest, match="no status"):
        library.concepts("letters", status="good")
    with pytest.raises(NotFound):
        library.concepts("nowhere")


# Long and many texts


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A library that is not to be changed."""
    with Library.open(tmp_path_factory.mktemp("recognition") / "library.db") as opened:
        bring(opened, CUSTOMS)
        yield opened


@given(
    st.lists(st.sampled_from(["保税区", "综合保税区", "综合", "", "x", "\n\n", "。"]), max_size=8), st.integers(12, 40)
)
def test_many_texts_give_what_each_gives_by_itself(shared: Library, texts: list[str], block: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(recognition, "BLOCK", block)
        together = list(shared.recognise_all(texts, "zh"))
    assert together == [shared.recognise(text, "zh") for text in texts]


@given(st.lists(st.sampled_from(["保税区。", "综合保税区，又见\n保税区。\n", "\n\n"]), max_size=20))
def test_a_text_in_blocks_gives_what_it_gives_whole(shared: Library, parts: list[str]) -> None:
    text = "".join(parts)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(recognition, "BLOCK", 24)
        in_blocks = shared.recognise(text, "zh")
    assert in_blocks == shared.recognise(text, "zh")
    assert all(text[hit.start : hit.end] == hit.text for hit in in_blocks)
