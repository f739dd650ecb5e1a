"""Hypothesis strategies for the floor's values, as every format's round trip needs them."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from hypothesis import strategies as st

from tmx.inline import canonical, plain_text
from tmx.model import (
    NOTHING,
    Concept,
    Definition,
    Details,
    Note,
    Prop,
    Segment,
    Term,
    TermStatus,
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


props = st.builds(Prop, type=word.map("x-".__add__), value=text, language=st.sampled_from(["", "en", "zh-CN"]))
notes = st.builds(Note, text=text, language=st.sampled_from(["", "en", "zh-CN"]))
UNIT_ATTRIBUTES = ["creationdate", "creationid", "changedate", "changeid", "usagecount", "lastusagedate", "datatype"]


@st.composite
def details(draw: st.DrawFn) -> Details:
    names = draw(st.lists(st.sampled_from(UNIT_ATTRIBUTES), unique=True, max_size=2))
    found = Details(
        attributes=tuple((name, draw(text)) for name in names),
        props=tuple(draw(st.lists(props, max_size=2))),
        notes=tuple(draw(st.lists(notes, max_size=2))),
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


terms = st.builds(
    Term,
    language=tags,
    text=filled_stripped,
    status=st.sampled_from(TermStatus),
    type=stripped,
    part_of_speech=stripped,
    note=stripped,
    source=stripped,
)
definitions = st.builds(Definition, text=text, language=st.one_of(st.just(""), tags), source=stripped)
concepts = st.builds(
    Concept,
    terms=st.lists(terms, min_size=1, max_size=4).map(tuple),
    id=stripped,
    domain=stripped,
    definitions=st.lists(definitions, max_size=3).map(tuple),
    notes=st.lists(notes, max_size=3).map(tuple),
    props=st.lists(props, max_size=2).map(tuple),
)
