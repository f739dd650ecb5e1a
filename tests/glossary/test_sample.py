"""The sample as a terminologist would have it: every concept whole, every pair clean, every known fact in place."""

from __future__ import annotations

import csv
import unicodedata
from collections import Counter, defaultdict
from importlib.resources import files
from pathlib import Path

import pytest

from glossary import sample
from glossary.library import Library
from tmx.model import Concept, TermStatus

LANGUAGES = {"zh-CN", "en"}
FULL_STOPS = ("。", "？", "！", "。”", "？”", "！”")
HALF_WIDTH = set(",;:!?()")
STATUSES = {
    "保税区": {"bonded area": "preferred", "bonded zone": "deprecated"},
    "医疗器械注册人制度": {"medical device registrant system": "preferred", "MAH system": "admitted"},
    "自由贸易试验区": {"pilot free trade zone": "preferred", "pilot FTZ": "admitted", "free trade area": "deprecated"},
    "制度创新": {"institutional innovation": "preferred"},
    "转型升级": {"transformation and upgrading": "preferred"},
    "委托生产": {"entrusted production": "preferred", "contract manufacturing": "admitted"},
    "特殊物品": {"special articles": "preferred", "special goods": "deprecated"},
    "体外细胞模型": {"in vitro cell model": "preferred"},
    "重组病毒载体": {"recombinant viral vector": "preferred"},
}
SHORT_FORMS = {"自由贸易试验区": {"自贸试验区", "自贸区"}, "医疗器械注册人制度": {"注册人制度"}}


@pytest.fixture(scope="module")
def concepts(sample: Library) -> dict[str, Concept]:
    """Every concept, by its first term, which is Chinese."""
    numbers = range(1, sample.stats().termbases[0].concepts + 1)
    found = [sample.concept(number).concept for number in numbers]
    return {concept.terms[0].text: concept for concept in found}


@pytest.fixture(scope="module")
def pairs() -> list[tuple[str, str]]:
    """The sentences as they stand in the file."""
    lines = files(sample).joinpath("sentences.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return [(chinese, english) for chinese, english, _ in (line.split("\t") for line in lines)]


def test_it_imports_without_a_skip_or_a_loss(tmp_path: Path) -> None:
    with Library.open(tmp_path / "fresh.db") as library:
        for report in library.fill_with_sample():
            assert report.added == report.read
            assert not report.skipped_count
            assert not report.lost


def test_it_is_large_enough(concepts: dict[str, Concept], pairs: list[tuple[str, str]]) -> None:
    assert len(concepts) >= 80
    assert len(pairs) >= 150


def test_every_concept_has_terms_definitions_and_sources_in_both_languages(concepts: dict[str, Concept]) -> None:
    for concept in concepts.values():
        assert concept.id
        assert concept.domains, concept.id
        assert {term.language for term in concept.terms} == LANGUAGES, concept.id
        assert {definition.language for definition in concept.definitions} == LANGUAGES, concept.id
        assert all(definition.text and definition.source for definition in concept.definitions), concept.id


def test_every_concept_has_one_preferred_term_a_language(concepts: dict[str, Concept]) -> None:
    for concept in concepts.values():
        preferred = [term.language for term in concept.terms if term.status is TermStatus.PREFERRED]
        assert sorted(preferred) == sorted(LANGUAGES), concept.id


def test_no_term_or_identifier_stands_twice(concepts: dict[str, Concept]) -> None:
    assert max(Counter(concept.id for concept in concepts.values()).values()) == 1
    for concept in concepts.values():
        assert max(Counter((term.language, term.text.casefold()) for term in concept.terms).values()) == 1, concept.id


def test_every_wrong_term_says_what_is_wrong_with_it(concepts: dict[str, Concept]) -> None:
    for concept in concepts.values():
        assert all(term.notes for term in concept.terms if not term.status.usable), concept.id


@pytest.mark.parametrize("chinese", STATUSES)
def test_known_terms_have_their_statuses(concepts: dict[str, Concept], chinese: str) -> None:
    found = {term.text: term.status.value for term in concepts[chinese].terms if term.language == "en"}
    assert found.items() >= STATUSES[chinese].items()


@pytest.mark.parametrize("chinese", SHORT_FORMS)
def test_known_terms_have_their_short_forms(concepts: dict[str, Concept], chinese: str) -> None:
    found = {term.text for term in concepts[chinese].terms if term.type == "short form"}
    assert found >= SHORT_FORMS[chinese]


def test_no_sentence_stands_twice(pairs: list[tuple[str, str]]) -> None:
    assert max(Counter(pairs).values()) == 1


def test_every_pair_is_clean(pairs: list[tuple[str, str]]) -> None:
    for chinese, english in pairs:
        for text in (chinese, english):
            assert text == text.strip(), text
            assert "  " not in text, text
            assert not [letter for letter in text if unicodedata.category(letter) in ("Cc", "Cf", "Co", "Cn")], text
        assert any(is_han(letter) for letter in chinese), chinese
        assert not any(is_han(letter) for letter in english), english
        assert not HALF_WIDTH.intersection(chinese), chinese
        assert chinese.endswith(FULL_STOPS) == english.endswith((".", "?", "!", ".”")), chinese


def is_han(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith("CJK")


def test_sentences_use_the_terms(concepts: dict[str, Concept], pairs: list[tuple[str, str]]) -> None:
    for chinese, statuses in STATUSES.items():
        preferred = next(text for text, status in statuses.items() if status == "preferred")
        both = [1 for left, right in pairs if chinese in left and preferred.casefold() in right.casefold()]
        assert len(both) >= 2, chinese


def test_table_keeps_the_rows_of_a_concept_together() -> None:
    """A concept whose rows are scattered would be read as several."""
    with files(sample).joinpath("terms.csv").open(encoding="utf-8", newline="") as stream:
        ids = [row["concept"] for row in csv.DictReader(stream)]
    runs: dict[str, int] = defaultdict(int)
    for before, after in zip(["", *ids], ids, strict=False):
        runs[after] += before != after
    assert set(runs.values()) == {1}
