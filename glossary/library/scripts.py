"""Chinese across its two scripts: a unit in the other one answers too, converted, penalised and labelled."""

from __future__ import annotations

from functools import lru_cache

from glossary.matching.score import IDENTICAL, Readings
from glossary.store.values import Candidate, StoredUnit
from glossary.text.chinese import in_script, simplified_characters
from glossary.text.tokenise import tokens
from tmx import language
from tmx.model import Segment

from .adapting import Asked, Likeness, asked, likeness

SCRIPT_PENALTY = 3
"""Points off where the unit's source or target is in the other script than asked for."""


@lru_cache(maxsize=4096)
def other_script(wanted: str, tag: str) -> bool:
    """True for two Chinese tags that name different scripts, by themselves or by their regions."""
    forms = {language.chinese_form(wanted), language.chinese_form(tag)}
    return forms == {"Hans", "Hant"}


def asked_across(text: str, tag: str) -> Asked:
    """A query to be compared with texts of the other script: both with each character simplified."""
    return asked(simplified_characters(text), tag)


def likeness_across(query: Asked, text: str) -> Likeness:
    """How like a text of the other script is to such a query. The texts are not the same, so 99 is the most."""
    like = likeness(query, simplified_characters(text))
    highest = IDENTICAL - 1
    reading = written_as(like.reading, text)
    return Likeness(reading, min(like.points, highest), min(like.but_slots, highest), like.adaptable)


def written_as(reading: Readings, text: str) -> Readings:
    """The reading of a simplified text, to be shown as the text was written; tokens are the same in number."""
    return Readings(text, tokens(text), reading.folded, reading.stems)


def target_across(stored: StoredUnit, target: str, source: Candidate) -> tuple[Segment, str] | None:
    """The unit's target converted from the other script, and the tag that it was converted from."""
    for segment in stored.unit.segments:
        if segment.language != source.language and other_script(target, segment.language):
            form, region = language.chinese_form(target), language.normalise(target).rpartition("-")[2]
            return Segment(language.normalise(target), in_script(segment.text, form, region)), segment.language
    return None
