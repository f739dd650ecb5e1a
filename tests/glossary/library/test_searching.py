"""The ways of the search box, beside naive scans of all terms, before and after writes."""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from glossary.answers import SearchAnswer, TermHit
from glossary.errors import BadRequest, NotFound
from glossary.library import Library
from glossary.library.searching import lexicons, patterned
from glossary.matching.patterns import Mode
from glossary.terms import expressions
from glossary.terms.forms import text_key
from glossary.terms.wildcards import Glob
from tests.glossary.library.contents import bring, file_of
from tests.glossary.library.search_base import concepts
from tests.glossary.texts import anything
from tmx.model import Concept, Term, TermStatus

CONCEPTS = concepts()
TERMS = [(number, term) for number, concept in enumerate(CONCEPTS, 1) for term in concept.terms]
LONG = sorted({term.text for _, term in TERMS if term.language == "en" and len(term.text) >= 8})
MISTAKEN = ("typing error", "same sound")


@pytest.fixture(scope="module")
def termbase(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library.open(tmp_path_factory.mktemp("search") / "library.db") as opened:
        bring(opened, file_of(CONCEPTS, "jsonl"), "a.jsonl", termbase="t")
        yield opened


def texts(answer: SearchAnswer) -> list[str]:
    return [hit.term.text for hit in answer.terms]


def marked(hit: TermHit) -> list[str]:
    return [piece.text for piece in hit.pieces if piece.mark == "hit"]


@pytest.mark.parametrize("text", sorted({term.text for _, term in TERMS}))
def test_every_term_is_found_by_itself_first(termbase: Library, text: str) -> None:
    first = termbase.search(text).terms[0]
    assert (first.term.text, first.why, marked(first)) == (text, "exact", [text])


@settings(max_examples=200)
@given(
    st.one_of(
        anything, st.text("-– ab*?/:'保税", max_size=8), st.sampled_from(["-bonded area", "/", "* -", "a -b", "保 税"])
    ),
    st.sampled_from(Mode),
    st.sampled_from([(), ("deprecated",)]),
)
def test_whatever_is_asked_there_is_an_answer_or_a_reason(
    termbase: Library, query: str, mode: Mode, statuses: tuple[str, ...]
) -> None:
    with suppress(BadRequest):
        answer = termbase.search(query, mode=mode, statuses=statuses)
        assert all("".join(piece.text for piece in hit.pieces) == hit.term.text for hit in answer.terms)


@settings(max_examples=150)
@given(st.sampled_from(LONG), st.data())
def test_any_one_edit_of_a_long_term_finds_it(termbase: Library, text: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(text) - 1))
    letter = data.draw(st.sampled_from("abcdefghijklmnopqrstuvwxyz"))
    exchanged = text[:at] + text[at + 1 : at + 2] + text[at] + text[at + 2 :]
    query = data.draw(
        st.sampled_from(
            [text[:at] + letter + text[at + 1 :], text[:at] + letter + text[at:], text[:at] + text[at + 1 :], exchanged]
        )
    )
    assume(query == " ".join(query.split()))  # or else another one is left out
    answer = termbase.search(query, limit=100)
    assume(all(hit.why in MISTAKEN for hit in answer.terms))
    meant = {number for number, term in TERMS if term.text == text}
    assert meant <= {hit.concept.number for hit in answer.terms}


@settings(max_examples=60)
@given(st.sampled_from(LONG), st.integers(0, 1000), st.integers(0, 1000))
def test_two_letters_left_out_of_a_long_term_still_find_it(termbase: Library, text: str, one: int, other: int) -> None:
    query = "".join(char for at, char in enumerate(text) if at not in (one % len(text), other % len(text)))
    assume(query == " ".join(query.split()))  # or else a third one is left out
    answer = termbase.search(query, limit=100)
    assume(all(hit.why in MISTAKEN for hit in answer.terms))
    assert text in texts(answer) or answer.terms  # another may be nearer


@settings(max_examples=100)
@given(st.sampled_from(TERMS), st.data())
def test_wildcards_find_what_a_scan_finds(termbase: Library, chosen: tuple[int, Term], data: st.DataObject) -> None:
    text = chosen[1].text
    first, last = sorted(data.draw(st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))))
    pattern = text[:first] + data.draw(st.sampled_from("*?")) + text[last:] + data.draw(st.sampled_from(["", "*"]))
    whole = re.compile(fnmatch.translate(Glob(pattern).key.replace("[", "[[]")))
    wanted = {number for number, term in TERMS if whole.match(text_key(term.text))}
    found = termbase.search(pattern, limit=1000, mode="wildcard")
    assert {hit.concept.number for hit in found.terms if hit.why in ("wildcard", "exact")} == wanted


EXPRESSIONS = [
    *["^b", "区$", "^.{2}$", "(area|zone)", "[aeiou]{2}", "^[A-Z]{2,3}$", "bonded .*e$", "保.区", "B/L", r"\bof\b"],
    *["^bonded area$", "c.*c.*c", "[^a-z]", "Food|World", "税", "(?:保税|医疗).", "ss", r"^\w+ \w+ \w+$", "x*"],
]


@pytest.mark.parametrize("pattern", EXPRESSIONS)
def test_regular_expressions_find_what_a_scan_finds(termbase: Library, pattern: str) -> None:
    sought = re.compile(pattern, 0 if re.search("[A-Z]", pattern) else re.IGNORECASE)
    wanted = {number for number, term in TERMS if sought.search(term.text)}
    for query, mode in ((f"/{pattern}/", "exact"), (pattern, "regex")):
        found = termbase.search(query, limit=1000, mode=mode)
        assert {hit.concept.number for hit in found.terms} == wanted
        assert {hit.why for hit in found.terms} <= {"regular expression"}
        for hit in found.terms:
            match = sought.search(hit.term.text)
            assert match
            assert marked(hit) == [part for part in [match[0]] if part]
        assert texts(found)[:3] == texts(termbase.search(query, limit=3, mode=mode))


QUERIES = [
    "保",
    "bonded",
    "b*",
    "*区",
    "/a/",
    "bsq",
    "medical devices",
    "MAH",
    "baoshui",
    "area",
    "bonded aera",
    "保税曲",
]
STATUSES = st.lists(st.sampled_from([status.value for status in TermStatus]), unique=True, max_size=3)


@settings(max_examples=150)
@given(
    st.sampled_from([*QUERIES, ""]),
    STATUSES,
    st.sampled_from(["", "海关", "软件", "没有"]),
    st.sampled_from(["", "en", "zh"]),
)
def test_filters_leave_out_what_they_say_and_nothing_else(
    termbase: Library, query: str, statuses: list[str], domain: str, language: str
) -> None:
    every = termbase.search(query, limit=1000)
    some = termbase.search(query, limit=1000, statuses=statuses, domain=domain, language=language)

    def passes(hit: TermHit) -> bool:
        return (
            (not statuses or hit.term.status in statuses)
            and domain in ("", hit.concept.concept.domain)
            and hit.term.language.startswith(language)
        )

    assert all(map(passes, some.terms))
    found = {(hit.term, hit.why, hit.concept.number) for hit in some.terms}
    assert {(hit.term, hit.why, hit.concept.number) for hit in every.terms if passes(hit)} <= found
    assert {hit.concept.number for hit in some.terms} <= {hit.concept.number for hit in every.terms} or not (
        query and all(hit.why in MISTAKEN or hit.why != "exact" for hit in every.terms)
    )


def test_typed_filters_are_those_of_the_call(termbase: Library) -> None:
    typed = termbase.search('bonded status:deprecated lang:en domain:海关 termbase:"t"')
    called = termbase.search("bonded", statuses=["deprecated"], language="en", domain="海关", termbases=["t"])
    assert typed.terms == called.terms != ()
    assert termbase.search("status:dep bonded").terms == called.terms
    assert termbase.search("Status：deprecated  bonded").terms == called.terms
    assert termbase.search("domain:海 area").terms == termbase.search("area", domain="海关").terms != ()
    assert termbase.search("area termbase:nowhere").terms == ()
    assert termbase.search("area domain:nowhere").terms == ()


def test_what_only_looks_like_a_filter_is_searched(library: Library) -> None:
    bring(library, file_of([Concept((Term("en", "status: open"), Term("en", "see http://x")))], "jsonl"), "a.jsonl")
    assert texts(library.search("status: open")) == ["status: open"]
    assert texts(library.search("see http://x")) == ["see http://x"]


def test_filters_of_terms_leave_out_sentences(sample: Library) -> None:
    assert sample.search("保税区").segments
    assert not sample.search("保税区", statuses=["preferred"]).segments
    assert not sample.search("/保税区/").segments
    assert sample.search("lang:zh 保税区").segments


@pytest.mark.parametrize(
    ("error", "query", "more", "says"),
    [
        (BadRequest, "x", {"statuses": ["bad"]}, "there is no status 'bad'; there are: preferred, admitted"),
        (BadRequest, "status:bad x", {}, "there is no status 'bad'"),
        (NotFound, "x", {"termbases": ["no"]}, "there is no termbase 'no'; there are: t"),
        (BadRequest, "/(/", {}, "is no regular expression: missing"),
        (BadRequest, f"/{'a' * 1001}/", {}, "shorten it to 1,000"),
        (BadRequest, "/(a{999}){999}/", {}, "repeats something more than 1,000 times"),
        (BadRequest, "x", {"mode": "no"}, "there is no mode 'no'"),
    ],
)
def test_what_is_wrong_with_a_question_is_said(
    termbase: Library, error: type[Exception], query: str, more: dict[str, object], says: str
) -> None:
    with pytest.raises(error, match=re.escape(says)):
        termbase.search(query, **more)  # type: ignore[arg-type]


def test_an_expression_that_takes_too_long_is_stopped(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(expressions, "ALL_TERMS", 0.05)
    bring(library, file_of([Concept((Term("en", "a" * 60 + "b"),))], "jsonl"), "a.jsonl")
    with pytest.raises(BadRequest, match="takes too long"):
        library.search("/(a|aa)+$/")


@pytest.mark.parametrize(
    ("query", "pieces"),
    [
        ("bonded areas", ["bonded area"]),
        ("areas", ["area"]),
        ("bonded aera", ["bonded area"]),
        ("medcial dev", ["medical dev"]),
        ("FTZ", ["f", "t", "z"]),
        ("bonded *", ["bonded area"]),
        ("/d ar/", ["d ar"]),
        ("保税曲", ["保税区"]),
        ("baoshuiqy", ["保税区"]),
        ("保税物留", ["保税物流"]),
    ],
)
def test_what_was_hit_is_marked(termbase: Library, query: str, pieces: list[str]) -> None:
    assert marked(termbase.search(query).terms[0]) == pieces


@pytest.mark.parametrize(
    ("query", "detail"),
    [
        ("bonded aera", "“aera” → “area”"),
        ("bonded areas", "“areas” → “area”"),
        ("bondedarea", "“bondedarea” → “bonded area”"),
        ("UDI", "acronym of unique device identification"),
        ("unique device identification", "full form of UDI"),
        ("baoshuiqy", "“baoshuiqy” → “baoshuiqu”"),
        ("bonded area", ""),
        ("bonded", ""),
    ],
)
def test_a_hit_says_what_the_query_was_taken_for(termbase: Library, query: str, detail: str) -> None:
    assert termbase.search(query).terms[0].detail == detail


def test_what_the_termbase_calls_an_acronym_is_explained(library: Library) -> None:
    terms = (Term("en", "laser", type="acronym"), Term("en", "light amplification", type="fullForm"))
    bring(library, file_of([Concept(terms)], "jsonl"), "a.jsonl")
    assert library.search("laser").terms[0].detail == "acronym of light amplification"


def test_typing_errors_are_not_looked_for_where_the_query_is_a_term(termbase: Library) -> None:
    assert {hit.why for hit in termbase.search("medical device").terms} == {"exact"}


def test_errors_that_are_asked_for_are_looked_for_behind_the_term_itself(library: Library) -> None:
    bring(library, file_of([Concept((Term("en", text),)) for text in ("cash", "cast")], "jsonl"), "a.jsonl")
    assert texts(library.search("cash")) == ["cash"]
    assert texts(library.search("cash", mode="fuzzy")) == ["cash", "cast"]


def test_few_typing_errors_stand_behind_better_hits(library: Library) -> None:
    bring(
        library,
        file_of([Concept((Term("en", text),)) for text in ("wordy", *(f"w{char}rd" for char in "aeiuyb"))], "jsonl"),
        "a.jsonl",
    )
    answer = library.search("word")
    assert [hit.why for hit in answer.terms] == ["beginning", *["typing error"] * 5]


# Freshness


def test_what_is_written_is_found_at_once_and_what_is_undone_no_more(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lexicons, "MOST_FRESH", 3)
    queries = ["quarantene certificate", "quarantine cert*", "/^quarantine c/", "jianyizhengshy", "检疫征书"]
    bring(library, file_of(CONCEPTS[:3], "jsonl"), "a.jsonl", termbase="t")
    other = Library.open(Path(library.store.connections.path))  # type: ignore[attr-defined]  # as another process would
    term = Concept((Term("en", "quarantine certificate"), Term("zh-CN", "检疫证书")))
    with other:
        for _ in range(3):
            assert not any(one.search(query).terms for one in (library, other) for query in queries)
            written = library.add_concept("t", term)
            for one in (library, other):
                assert [len(one.search(query).terms) for query in queries] == [1] * 5
            library.delete_concept(written.concept)
        report = bring(library, file_of([term, *CONCEPTS[3:9]], "jsonl"), "b.jsonl", termbase="t")
        for one in (library, other):
            assert [len(one.search(query).terms) for query in queries] == [1] * 5
        library.undo(report.batch or 0)
        assert not any(one.search(query).terms for one in (library, other) for query in queries)


def test_a_changed_concept_is_found_by_its_new_terms_alone(library: Library) -> None:
    written = library.add_concept("t", Concept((Term("en", "pharmacovigilance"),)))
    assert texts(library.search("pharmacovigilence")) == ["pharmacovigilance"]
    library.change_concept(
        written.concept,
        Concept((Term("en", "stethoscope"),)),
        seen=library.concept_history(written.concept)[0].step,
    )
    assert texts(library.search("pharmacovigilence")) == []
    assert texts(library.search("stethescope")) == ["stethoscope"]


def test_a_name_that_is_one_by_itself_stands_for_no_longer_ones(library: Library) -> None:
    for name in ("Law", "law of the sea", "lawn"):
        library.add_concept(name, Concept((Term("en", f"term of {name}"),), domains=(name,)))
    for query in ("domain:LAW term", "termbase:law term", "termbase:Law term"):
        assert texts(library.search(query)) == ["term of Law"]
    assert len(library.search("domain:la term").terms) == len(library.search("term", domain="la").terms) == 3


@pytest.mark.parametrize("query", ["*e*", "/e/", "?*区", "/区/"])
def test_a_limit_gives_the_first_of_what_patterns_find(
    termbase: Library, query: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = termbase.search(query, limit=1000).terms
    monkeypatch.setattr(patterned, "_AT_ONCE", 2)
    for limit in range(1, len(every) + 1):
        answer = termbase.search(query, limit=limit)
        assert (answer.terms, answer.more_terms) == (every[:limit], limit < len(every))


def test_a_lexicon_is_made_anew_when_much_has_changed(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lexicons, "MOST_FRESH", 3)
    asked: list[int | None] = []
    keys = library.store.form_keys

    def form_keys(way: int, concepts: list[int] | None = None) -> list[str]:
        asked.append(None if concepts is None else len(concepts))
        return keys(way, concepts)

    monkeypatch.setattr(library.store, "form_keys", form_keys)
    for number in range(9):
        library.add_concept("t", Concept((Term("en", f"word number {number}"),)))
        assert len(library.search("word num*").terms) == number + 1
    assert asked == [None, 1, 2, 3, None, 1, 2, 3, None]
