"""memoQ, MultiTerm, UTX and Weblate: what they carry reads back as it was, and what is lost is always said."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.tmx.values import LETTERS, concepts, pairs
from tmx import registry
from tmx.codec import Wanted
from tmx.formats import memoq, multiterm, utx, weblate
from tmx.language_names import name_of, tag_of
from tmx.model import (
    NOTHING,
    Concept,
    Context,
    Definition,
    Details,
    Field,
    LanguageLevel,
    Languages,
    Note,
    Prop,
    Segment,
    Skipped,
    Term,
    TermStatus,
    Transaction,
    Unit,
    UnitStatus,
)

PREFERRED, ADMITTED, DEPRECATED, FORBIDDEN, PROPOSED = TermStatus
EN_ZH = Languages("en", "zh-CN")
word = (
    st.text(LETTERS, min_size=1, max_size=6).map(str.strip).filter(lambda text: text.strip(" -#\ufeff") == text != "")
)
some = st.one_of(st.just(""), word)


def one_or_none(text: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(text, max_size=1).map(tuple)


@st.composite
def of_language(
    draw: st.DrawFn, tag: str, statuses: list[TermStatus], more: Callable[[], st.SearchStrategy]
) -> list[Term]:
    """Terms as a file tells their ranks apart: a preferred one, then others."""
    texts = draw(st.lists(word, min_size=1, max_size=3, unique=True))
    ranks = [PREFERRED, *(draw(st.sampled_from(statuses)) for _ in texts[1:])]
    return [
        replace(draw(more()), language=tag, text=text, status=rank) for text, rank in zip(texts, ranks, strict=True)
    ]


def written(entries: list, format: str, languages: Languages = EN_ZH) -> tuple[bytes, registry.Written]:
    stream = io.BytesIO()
    report = registry.write(stream, entries, format=format, languages=languages)
    return stream.getvalue(), report


def read_back(data: bytes, languages: Languages = Languages()) -> list:  # noqa: B008
    return list(registry.read(io.BytesIO(data), "a.bin", languages=languages).entries)


@st.composite
def in_utx(draw: st.DrawFn) -> Concept:
    def more() -> st.SearchStrategy[Term]:
        notes = one_or_none(word).map(lambda texts: tuple(map(Note, texts)))
        return st.builds(lambda pos, notes: Term("", "", part_of_speech=pos, notes=notes), some, notes)

    source = draw(of_language("en", [ADMITTED, DEPRECATED, FORBIDDEN, PROPOSED], more))
    target = draw(of_language("zh-CN", [ADMITTED, DEPRECATED, FORBIDDEN, PROPOSED], more))
    # A row holds a source and a target, so that further terms come after those of the first row.
    first = [source[0], *target, *source[1:]]
    return Concept(tuple(first), id=draw(word), customers=draw(one_or_none(word)))


@settings(max_examples=60)
@given(st.lists(in_utx(), max_size=3, unique_by=lambda concept: concept.id))
def test_utx_reads_back_as_it_was(values: list[Concept]) -> None:
    data, report = written([*values], "utx")
    assert report.lost == ()
    assert read_back(data) == values
    assert data.startswith(b"\xef\xbb\xbf#UTX 1.20; en/zh-CN")


@settings(max_examples=30)
@given(in_utx())
def test_utx_1_11_has_the_statuses_of_targets_alone(value: Concept) -> None:
    data, report = written([value], "utx-1.11")
    assert data.startswith(b"#UTX 1.11; en/zh-CN\r\n#src\ttgt\tsrc:pos\ttgt:pos\tterm status")
    [back] = read_back(data)
    assert back.terms_in("zh-CN") == value.terms_in("zh-CN")
    assert (back == value) == (report.lost == ())


def test_the_header_of_a_utx_file_reads_back() -> None:
    details = Details(
        props=(Prop("copyright", "Someone"), Prop("date", "2024-02-29"), Prop("bidirectional", "yes")),
        notes=(Note("a sample"),),
    )
    stream = io.BytesIO()
    registry.write(stream, [], format="utx", languages=EN_ZH, header=details)
    reading = utx.read(io.BytesIO(stream.getvalue()), Wanted("a.utx"))
    assert reading.header == details
    assert list(reading.entries) == []


@st.composite
def in_memoq(draw: st.DrawFn) -> Concept:
    def more() -> st.SearchStrategy[Term]:
        contexts = one_or_none(word).map(lambda texts: tuple(map(Context, texts)))
        rules = one_or_none(st.sampled_from(["CaseSense;NoPrefix", "CaseInsense;Fuzzy"]))
        fields = rules.map(lambda texts: tuple(Field("Term_Info", text) for text in texts))
        return st.builds(lambda contexts, fields: Term("", "", contexts=contexts, fields=fields), contexts, fields)

    tags = draw(st.lists(st.sampled_from(["en-US", "zh-CN", "fr", "sr-Latn", "x-klingon"]), unique=True, min_size=1))
    dates = st.sampled_from(["", "2024-02-29T13:05:09Z", "2024-03-01T00:00:00Z"])
    made = [Transaction("origination", draw(dates), draw(word))] if draw(st.booleans()) else []
    return Concept(
        tuple(term for tag in tags for term in draw(of_language(tag, [ADMITTED, FORBIDDEN], more))),
        id=draw(some),
        domains=draw(one_or_none(word)),
        definitions=tuple(Definition(draw(word), tag) for tag in tags if draw(st.booleans())),
        notes=tuple(map(Note, draw(one_or_none(word)))),
        customers=draw(one_or_none(word)),
        projects=draw(one_or_none(word)),
        transactions=tuple(made),
        fields=tuple(Field("Entry_Subject", text) for text in draw(one_or_none(word))),
    )


def by_language(concept: Concept) -> Concept:
    terms = tuple(sorted(concept.terms, key=lambda term: (term.language, term.status is not PREFERRED)))
    definitions = tuple(sorted(concept.definitions, key=lambda each: each.language))
    return replace(concept, terms=terms, definitions=definitions)


@settings(max_examples=60)
@given(st.lists(in_memoq(), max_size=3))
def test_memoq_reads_back_as_it_was(values: list[Concept]) -> None:
    data, report = written([*values], "memoq", Languages())
    if not values:
        return
    assert [by_language(each) for each in read_back(data)] == [by_language(each) for each in values]
    assert report.lost == ()


def test_the_names_of_memoq_come_again_for_each_term() -> None:
    concept = Concept(
        (Term("en-US", "car", PREFERRED), Term("en-US", "auto", FORBIDDEN), Term("zh-CN", "汽车", PREFERRED))
    )
    data, _ = written([concept], "memoq", Languages())
    header, row = csv.reader(io.StringIO(data.decode("utf-8-sig")))
    assert header[10:17] == ["English_United_States_Def", *["English_United_States", "Term_Info", "Term_Example"] * 2]
    assert row[11:17] == ["car", "CasePermissive;HalfPrefix", "", "auto", "CasePermissive;HalfPrefix;NonTerm", ""]
    assert header[17:] == ["Chinese_PRC_Def", "Chinese_PRC", "Term_Info", "Term_Example"]


def test_memoq_does_not_let_a_deprecated_term_be_used_or_a_proposed_one_be_taken_for_approved() -> None:
    concept = Concept((Term("en", "old", DEPRECATED), Term("en", "new", PROPOSED), Term("en", "good", PREFERRED)))
    data, report = written([concept], "memoq", Languages())
    [back] = read_back(data)
    assert {term.text: term.status for term in back.terms} == {"good": PREFERRED, "old": FORBIDDEN}
    assert report.lost == (
        "proposed terms, and terms without text (1)",
        "entries of which more is known, or whose deprecated terms became forbidden (1)",
    )


FORMATS = {"memoq": memoq, "multiterm": multiterm, "utx": utx}


@pytest.mark.parametrize("format", FORMATS)
@settings(max_examples=40)
@given(value=concepts)
def test_what_is_not_read_back_has_been_counted(format: str, value: Concept) -> None:
    languages = Languages("en", "zh-CN") if format == "utx" else Languages()
    data, report = written([value], format, languages)
    back = list(FORMATS[format].CODECS[0].read(io.BytesIO(data), Wanted("a")).entries) if report.written else []
    assert not any(isinstance(each, Skipped) for each in back)
    same = len(back) == 1 and by_language(replace(back[0], id=value.id or "")) == by_language(value)
    assert same or report.lost


@st.composite
def in_multiterm(draw: st.DrawFn) -> Concept:
    def more() -> st.SearchStrategy[Term]:
        return st.builds(
            lambda kind, pos, gender, where, contexts, notes, sources, others: Term(
                *("", ""),
                type=kind,
                part_of_speech=pos,
                gender=gender,
                geographical_usage=where,
                contexts=contexts,
                notes=notes,
                sources=sources,
                customers=others,
                projects=others,
                fields=tuple(Field("Reviewed by", text) for text in others),
            ),
            *(some,) * 4,
            st.lists(st.builds(Context, word, some), max_size=2).map(tuple),
            st.lists(st.builds(Note, word), max_size=2).map(tuple),
            st.lists(word, max_size=2).map(tuple),
            one_or_none(word),
        )

    tags = draw(st.lists(st.sampled_from(["en-US", "zh-CN", "fr", "x-klingon"]), unique=True, min_size=1, max_size=2))
    statuses = [PREFERRED, ADMITTED, DEPRECATED, FORBIDDEN, PROPOSED]
    definitions = [Definition(draw(word), tag, draw(some)) for tag in ("", *tags) if draw(st.booleans())]
    levels = [
        LanguageLevel(tag, notes=(Note(draw(word)),), sources=(draw(word),)) for tag in tags if draw(st.booleans())
    ]
    return Concept(
        tuple(term for tag in tags for term in draw(of_language(tag, statuses, more))),
        id=draw(st.one_of(st.just("12"), word)),
        domains=draw(st.lists(word, max_size=2).map(tuple)),
        definitions=tuple(definitions),
        notes=tuple(map(Note, draw(one_or_none(word)))),
        sources=draw(one_or_none(word)),
        customers=draw(one_or_none(word)),
        projects=draw(one_or_none(word)),
        transactions=tuple(Transaction("origination", "2024-02-29T13:05:09", who) for who in draw(one_or_none(word))),
        levels=tuple(levels),
        fields=tuple(Field("Reviewed", text) for text in draw(one_or_none(word))),
    )


@settings(max_examples=50)
@given(st.lists(in_multiterm(), max_size=2))
def test_multiterm_reads_back_as_it_was(values: list[Concept]) -> None:
    data, report = written([*values], "multiterm", Languages())
    assert report.lost == ()
    assert read_back(data) == values


@settings(max_examples=20)
@given(st.lists(in_multiterm(), min_size=1, max_size=2))
def test_multiterm_is_written_in_the_order_of_its_schema(values: list[Concept]) -> None:
    data, _ = written([*values], "multiterm", Languages())
    order = {
        "conceptGrp": ["concept", "system", "transacGrp", "descripGrp", "languageGrp"],
        "languageGrp": ["language", "transacGrp", "descripGrp", "termGrp"],
        "termGrp": ["term", "transacGrp", "descripGrp"],
        "descripGrp": ["descrip", "transacGrp", "descripGrp"],
    }
    for element in etree.fromstring(data).iter(*order):
        places = [order[element.tag].index(child.tag) for child in element]
        assert places == sorted(places)
    assert all(each.text.isdecimal() for each in etree.fromstring(data).iter("concept"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-8-sig"])
def test_multiterm_is_read_in_whatever_encoding(encoding: str) -> None:
    declared = "UTF-16" if "16" in encoding else "UTF-8"
    text = (
        f"<?xml version='1.0' encoding='{declared}'?><mtf><conceptGrp><concept>1</concept><languageGrp>"
        "<language type='Chinese' lang='ZH'/><termGrp><term>保税区</term></termGrp></languageGrp></conceptGrp></mtf>"
    )
    [concept] = read_back(text.encode(encoding))
    assert concept.terms == (Term("zh", "保税区", PREFERRED),)


@settings(max_examples=40)
@given(st.lists(pairs(), max_size=3))
def test_weblate_reads_back_as_it_was_but_for_what_is_counted(values: list[Unit]) -> None:
    shorter = [replace(unit, details=Details(notes=unit.details.notes[:1])) for unit in values]
    data, report = written([*shorter], "weblate")
    back = list(weblate.read(io.BytesIO(data), Wanted("a.csv", EN_ZH)).entries)
    assert len(back) == len(values)
    assert (back == shorter) == (report.lost == ())
    assert [replace(unit, details=NOTHING) for unit in back] == [replace(unit, details=NOTHING) for unit in values]


def test_weblate_keeps_what_gettext_knows() -> None:
    unit = Unit(
        (Segment("en", "Save"), Segment("zh-CN", "保存")),
        id="7",
        context="menu",
        status=UnitStatus.FUZZY,
        details=Details(
            props=(Prop("x-po-occurrence", "a.c:1"), Prop("x-po-comment", "a menu item")), notes=(Note("as in a file"),)
        ),
    )
    data, report = written([unit], "weblate")
    assert report.lost == ()
    assert registry.detect(io.BytesIO(data), "a.csv").name == "weblate"
    assert read_back(data, EN_ZH) == [unit]


@given(st.sampled_from(["en", "en-US", "zh-CN", "zh-TW", "zh-Hans", "nb", "sr-Latn-RS", "x-klingon", "yue", "pt-BR"]))
def test_names_of_languages_give_their_tags_back(tag: str) -> None:
    assert tag_of(name_of(tag)) == tag


@pytest.mark.parametrize(
    ("name", "tag"),
    [
        *[
            ("English_United_States", "en-US"),
            ("Chinese (PRC)", "zh-CN"),
            ("chinese taiwan", "zh-TW"),
            ("EN-GB", "en-GB"),
        ],
        *[("Klingon", ""), ("English_Narnia", ""), ("Englishman", ""), ("Entry", ""), ("", ""), ("Portuguese", "pt")],
    ],
)
def test_names_that_are_none_have_no_tag(name: str, tag: str) -> None:
    assert tag_of(name) == tag
