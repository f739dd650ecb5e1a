"""Hypothesis strategies for units in many languages that are near one another, and for queries near them."""

from __future__ import annotations

from hypothesis import strategies as st

from tests.glossary.texts import SPACED, WORDS, sentences
from tmx.model import Segment, Unit, UnitStatus

TAGS = {
    "en": ["en", "en-GB", "en-US"],
    "zh": ["zh", "zh-CN", "zh-Hans", "zh-TW"],
    "de": ["de", "de-CH"],
    **{language: [language] for language in ("ja", "th", "ru", "fr", "ar", "ko")},
}
tags = st.sampled_from([tag for found in TAGS.values() for tag in found])
languages = st.sampled_from(list(TAGS))


@st.composite
def segments(draw: st.DrawFn, tag: str) -> Segment:
    text = draw(sentences(tag.partition("-")[0]))
    if draw(st.integers(0, 5)) == 0:
        return Segment(tag, text, text.replace("&", "&amp;").replace("<", "&lt;") + '<ph x="1"></ph>')
    return Segment(tag, text)


@st.composite
def units(draw: st.DrawFn, languages: list[str]) -> Unit:
    """Two or three segments, most of them of these two languages; now and then two of one language."""
    wanted = [draw(st.sampled_from(TAGS[language])) for language in languages]
    if draw(st.integers(0, 4)) == 0:
        wanted.append(draw(tags))
    status = draw(st.sampled_from([UnitStatus.TRANSLATED, UnitStatus.TRANSLATED, UnitStatus.FUZZY]))
    return Unit(tuple(draw(segments(tag)) for tag in dict.fromkeys(wanted)), status=status)


@st.composite
def memories(draw: st.DrawFn, min_size: int = 1, max_size: int = 25) -> tuple[list[str], list[Unit]]:
    """Two languages and units in them."""
    pair = draw(st.lists(languages, min_size=2, max_size=2, unique=True))
    return pair, draw(st.lists(units(pair), min_size=min_size, max_size=max_size))


@st.composite
def queries(draw: st.DrawFn, language: str, units: list[Unit]) -> str:
    """A text that a unit has, or one some words away from it, or any."""
    texts = [each.text for unit in units for each in unit.segments if each.language.partition("-")[0] == language]
    if not texts or draw(st.integers(0, 5)) == 0:
        return draw(sentences(language))
    space = " " if language in SPACED else ""
    text = draw(st.sampled_from(texts))
    words = text.split() if space else list(text)
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(words)))
        words[at : at + draw(st.integers(0, 1))] = draw(st.lists(st.sampled_from(WORDS[language]), max_size=1))
    return space.join(words) or text
