"""What a person may write into a unit: texts that can be stored and found, and no inline code lost on the way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from glossary.errors import BadRequest
from glossary.text.keys import key_text
from tmx import inline, language, placeables
from tmx.model import Segment


def segment(given: Segment) -> Segment:
    """A segment as it is stored: its tag normalised, its markup canonical, its text the markup's.

    Raises `BadRequest` for a text without anything to find it by, and what `tmx.language` and `tmx.inline` raise.
    """
    tag = language.normalise(given.language)
    text, markup = given.text, None
    if given.markup is not None:
        markup, text = inline.canonical(given.markup), inline.plain_text(given.markup)
    _must_be_text(tag, text, given.markup or "")
    return replace(given, language=tag, text=text, markup=markup)


def segments(given: Sequence[Segment]) -> tuple[Segment, ...]:
    """The segments of a unit: two or more, in two or more languages. Raises as `segment` does."""
    found = tuple(map(segment, given))
    if len({each.language for each in found}) < 2:
        raise BadRequest("a unit needs a text in each of two languages or more")
    return found


def reworded(old: Sequence[Segment], given: Sequence[Segment]) -> tuple[Segment, ...]:
    """The given segments with what the old ones of their languages carry beside their texts.

    Where an old segment has inline codes, a text without markup must be the same, or have a mark for each of the codes
    as `tmx.placeables` shows them. Raises `BadRequest` or `tmx.errors.CannotWrite` where codes would be lost.
    """
    left = list(old)
    found = []
    for each in given:
        tag = language.normalise(each.language)
        was = next((one for one in left if one.language == tag), None)
        if was is not None:
            left.remove(was)
            each = replace(_coded(was, each), details=was.details)
        found.append(each)
    return segments(found)


def merged(old: Sequence[Segment], given: Sequence[Segment]) -> tuple[Segment, ...]:
    """The old segments with the given ones in the places of their languages, those of new languages after them."""
    new = {language.normalise(each.language): each for each in given}
    return (*(new.pop(each.language, each) for each in old), *new.values())


def _coded(old: Segment, given: Segment) -> Segment:
    if old.markup is None or given.markup is not None:
        return given
    if given.text == old.text:
        return old
    if placeables.shown(old.markup) is None:
        raise BadRequest(f"the {old.language} text has inline codes and brackets like their marks; give its markup")
    return replace(given, markup=placeables.filled(old.markup, given.text))


def _must_be_text(tag: str, text: str, markup: str) -> None:
    try:
        (text + markup).encode("utf-8")
    except UnicodeEncodeError as error:
        raise BadRequest(f"the {tag} text is not valid Unicode at character {error.start + 1}") from error
    if not key_text(text, tag):
        raise BadRequest(f"the {tag} text is blank; give it words")
