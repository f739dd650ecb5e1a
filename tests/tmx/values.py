"""Hypothesis strategies for the floor's values, as every format's round trip needs them."""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape, quoteattr

from hypothesis import strategies as st

from tmx.inline import canonical, plain_text
from tmx.model import (
    NOTHING,
    Concept,
    Context,
    Definition,
    Details,
    Field,
    LanguageLevel,
    Link,
    Note,
    Prop,
    Segment,
    Term,
    TermStatus,
    Transaction,
    Unit,
    UnitStatus,
)

LETTERS = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"])
TRICKY = st.sampled_from([*list("\n\t\r\"'\\<>&;,=+-@#%\u2028\x85\xa0\ufeff保税区“”，。é"), "😀", "==", '""'])
text = st.lists(st.one_of(LETTERS, TRICKY), max_size=12).map("".join).filter(lambda value: "\ufffe" not in value)
filled = text.filter(lambda value: value.strip() != "")
word = st.text("abcXYZ019保税_./:", min_size=1, max_size=8)
stripped = text.map(str.strip)
filled_stripped = stripped.filter(bool)
tags = st.sampled_from(["en", "zh-CN", "zh-Hant-TW", "de-CH", "fr", "sr-Latn", "x-klingon", "yue"])


@st.composite
def markup(draw: st.DrawFn) -> str:
    """Canonical markup that holds a code at least."""
    pieces = [escape(draw(text), {"\r": "&#13;"}), draw(code()), escape(draw(text), {"\r": "&#13;"})]
    if draw(st.booleans()):
        pieces.append(draw(code()))
    found = canonical("".join(pieces))
    assert found is not None
    return found


@st.composite
def code(draw: st.DrawFn) -> str:
    name = draw(st.sampled_from(["bpt", "ept", "ph", "it", "ut", "hi"]))
    attributes = {"bpt": ' i="1"', "ept": ' i="1"', "it": ' pos="begin"'}.get(name, "")
    if draw(st.booleans()) and name != "ept":
        attributes += f" x={quoteattr(str(draw(st.integers(1, 9))))}"
    inner = escape(draw(text), {"\r": "&#13;"})
    if name not in ("hi",) and draw(st.booleans()):
        inner += f"<sub>{escape(draw(filled))}</sub>"
    return f"<{name}{attributes}>{inner}</{name}>"


_languages, _encodings = st.sampled_from(["", "en", "zh-CN"]), st.sampled_from(["", "", "gb2312"])
props = st.builds(Prop, type=word.map("x-".__add__), value=text, language=_languages, encoding=_encodings)
notes = st.builds(Note, text=text, language=_languages)
coded_notes = st.builds(Note, text=text, language=_languages, encoding=_encodings)
UNIT_ATTRIBUTES = ["creationdate", "creationid", "changedate", "changeid", "usagecount", "lastusagedate", "datatype"]


@st.composite
def details(draw: st.DrawFn) -> Details:
    names = draw(st.lists(st.sampled_from(UNIT_ATTRIBUTES), unique=True, max_size=2))
    found = Details(
        attributes=tuple((name, draw(text)) for name in names),
        props=tuple(draw(st.lists(props, max_size=2))),
        notes=tuple(draw(st.lists(coded_notes, max_size=2))),
    )
    return found or NOTHING


@st.composite
def segments(draw: st.DrawFn, language: str, *, codes: bool, detailed: bool) -> Segment:
    extra = draw(details()) if detailed and draw(st.booleans()) else NOTHING
    if codes and draw(st.booleans()):
        inner = draw(markup())
        return Segment(language, plain_text(inner), inner, extra)
    return Segment(language, draw(filled), None, extra)


@st.composite
def units(draw: st.DrawFn) -> Unit:
    """Any unit that TMX holds."""
    languages = draw(st.lists(tags, min_size=2, max_size=4))
    return Unit(
        tuple(draw(segments(language, codes=True, detailed=True)) for language in languages),
        id=draw(text),
        context=draw(text),
        status=draw(st.sampled_from(UnitStatus)),
        details=draw(details()),
    )


@st.composite
def pairs(draw: st.DrawFn) -> Unit:
    """A plain English and Chinese unit with all that a table holds."""
    return Unit(
        (Segment("en", draw(filled)), Segment("zh-CN", draw(filled))),
        id=draw(text),
        context=draw(text),
        status=draw(st.sampled_from(UnitStatus)),
        details=draw(details()),
    )


def many(one: st.SearchStrategy[Any], most: int = 2) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(one, max_size=most).map(tuple)


@st.composite
def some(draw: st.DrawFn, most: int, **values: st.SearchStrategy[Any]) -> dict[str, Any]:
    """Values for a few of these names; the others keep their defaults, so that examples stay small."""
    names = draw(st.lists(st.sampled_from(list(values)), unique=True, max_size=most))
    return {name: draw(values[name]) for name in names}


anywhere = st.one_of(st.just(""), tags)
ids = st.one_of(st.just(""), st.text("abXY019 ._-#保é", min_size=1, max_size=6).map(str.strip))
urls = st.sampled_from(
    ["https://example.org/a?b=c#d", "http://例子.cn/图.png", "https://", "ftp://x", "javascript:x", "a b", "http://[%"]
)
dates = st.sampled_from(
    ["", "2026-11-24", "2026-11-24T09:30:00Z", "2026-02-30", "2026-11-24T09:30:00+08:00", "20261124T093000Z", "May"]
)
kinds = st.sampled_from(["", "admin", "descrip", "termNote", "ref", "xref", "note", "transac", "item"])
categories = st.one_of(
    word,
    st.sampled_from(["partOfSpeech", "definition", "source", "crossReference", "administrativeStatus", "note", ""]),
)


def _fields(inside: st.SearchStrategy[tuple[Field, ...]]) -> st.SearchStrategy[Field]:
    beside = some(3, value=text, language=anywhere, kind=kinds, target=st.one_of(ids, urls), id=ids, fields=inside)
    return st.builds(lambda category, values: Field(category, **values), categories, beside)


confusing = st.sampled_from(
    [
        Field("source", "s", kind="admin"),
        Field("responsibility", "r", kind="transacNote"),
        Field("", "2026-11-24", kind="date"),
        Field("", "n", kind="note"),
        Field("partOfSpeech", "noun", kind="termNote"),
        Field("administrativeStatus", "supersededTerm-admn-sts", kind="termNote"),
        Field("definition", "d", kind="descrip"),
        Field("id", "i", kind="id"),
        Field("order", "en zh-CN", kind="order"),
        Field("", kind="x-yiku-field", fields=(Field("a"),)),
    ]
)
"""Fields that a reader could take for something else."""
fields = st.one_of(_fields(many(_fields(st.just(())), 1)), confusing)
"""Any field, of a category of TBX-Basic or of none."""

definitions = st.builds(Definition, text=text, language=anywhere, source=text, fields=many(fields, 1))
contexts = st.builds(Context, text=text, source=text, fields=many(fields, 1))
transactions = st.builds(
    Transaction,
    type=st.one_of(st.sampled_from(["origination", "modification"]), word),
    date=dates,
    who=text,
    fields=many(fields, 1),
)


def links(targets: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[Link, ...]]:
    return many(st.builds(Link, target=targets, text=text, fields=many(fields, 1)))


@st.composite
def _terms(draw: st.DrawFn) -> Term:
    values = some(
        3,
        type=st.one_of(st.sampled_from(["fullForm", "acronym", "Full form"]), text),
        part_of_speech=st.one_of(st.sampled_from(["noun", "n.", "名词"]), text),
        gender=st.one_of(st.sampled_from(["feminine", "f"]), text),
        id=ids,
        geographical_usage=text,
        location=st.one_of(st.just("menuItem"), text),
        contexts=many(contexts),
        notes=many(notes),
        sources=many(text),
        references=links(ids),
        links=links(urls),
        customers=many(text),
        projects=many(text),
        transactions=many(transactions, 1),
        fields=many(fields),
    )
    return Term(draw(tags), draw(filled_stripped), draw(st.sampled_from(TermStatus)), **draw(values))


terms = _terms()
"""Any term."""


def levels(language: str) -> st.SearchStrategy[LanguageLevel]:
    values = some(
        2,
        notes=many(notes),
        sources=many(text),
        links=links(urls),
        images=links(urls),
        transactions=many(transactions, 1),
        fields=many(fields, 1),
    )
    return values.map(lambda found: LanguageLevel(language, **found))


@st.composite
def _concepts(draw: st.DrawFn) -> Concept:
    found = draw(st.lists(terms, min_size=1, max_size=3))
    values = some(
        4,
        id=ids,
        domains=many(text),
        definitions=many(definitions, 3),
        notes=many(notes),
        sources=many(text),
        references=links(ids),
        links=links(urls),
        images=links(urls),
        customers=many(text),
        projects=many(text),
        transactions=many(transactions, 1),
        fields=many(fields),
    )
    spoken = list(dict.fromkeys(term.language for term in found))
    unspoken = sorted(set(draw(st.lists(tags, max_size=1))) - set(spoken))
    said = [draw(levels(tag)) for tag in (*spoken, *unspoken) if draw(st.booleans())]
    return Concept(tuple(found), levels=tuple(filter(None, said)), **draw(values))


concepts = _concepts()
"""Any concept with terms: all that the model can say of one, a few things at a time."""
