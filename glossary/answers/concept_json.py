"""A concept from the JSON that `ConceptAnswer.as_json` gives, whole; also from that of `tmx.plain`."""

from __future__ import annotations

from typing import Any

from glossary.errors import BadRequest
from tmx.model import Concept
from tmx.plain import BadValue, value

from .terms import WHOLE_NOTES

_OF_THE_ANSWER = ("concept", "termbase", "domain", WHOLE_NOTES)


def concept_from_json(held: object) -> Concept:
    """Raises `BadRequest`, which names the place that is no concept's."""
    try:
        return value(Concept, _plain(held))
    except BadValue as error:
        raise BadRequest(f"this is no concept: {error}") from error
    except RecursionError:
        raise BadRequest("this is no concept: it is nested too deep") from None


def _plain(held: object) -> object:
    if not isinstance(held, dict):
        return held
    found = {name: one for name, one in held.items() if name not in _OF_THE_ANSWER}
    if held.get("domain") and not found.get("domains"):
        found["domains"] = [held["domain"]]
    if isinstance(held.get("terms"), list):
        found["terms"] = [_noted(term, term) if isinstance(term, dict) else term for term in held["terms"]]
    return _noted(found, held)


def _noted(found: dict[str, Any], held: dict[str, Any]) -> dict[str, Any]:
    """With notes that are objects: what a note says beyond its text stays as long as that text is there."""
    found = {name: one for name, one in found.items() if name != WHOLE_NOTES}
    if isinstance(held.get("notes"), list):
        whole = held.get(WHOLE_NOTES)
        left = [each for each in whole if isinstance(each, dict)] if isinstance(whole, list) else []
        found["notes"] = [_whole(note, left) if isinstance(note, str) else note for note in held["notes"]]
    return found


def _whole(text: str, left: list[dict[str, Any]]) -> dict[str, Any]:
    note = next((each for each in left if each.get("text") == text), None)
    if note is None:
        return {"text": text}
    left.remove(note)
    return note
