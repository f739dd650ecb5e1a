"""Who wrote a unit and when, as the unit itself says it."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime

from glossary.answers import Provenance
from glossary.store.values import StoredUnit
from tmx.model import Details, Segment

_AUTHORS, _DATES = ("changeid", "creationid"), ("changedate", "creationdate")
"""TMX 1.4b: who and when, the latest first; programs have them in the ``<tu>`` or in the target's ``<tuv>``."""
_TMX_DATE = "%Y%m%dT%H%M%SZ"


def provenance(stored: StoredUnit, target: Segment, file: str) -> Provenance:
    """Of a unit with this target that came from this file."""
    places, status = (target.details, stored.unit.details), stored.unit.status.value
    return Provenance(stored.batch, file, _first(places, _AUTHORS), _iso(_first(places, _DATES)), status)


def _first(places: tuple[Details, ...], names: tuple[str, ...]) -> str:
    return next((value for name in names for place in places if (value := place.attribute(name))), "")


def _iso(date: str) -> str:
    """A date of TMX (``YYYYMMDDThhmmssZ``) as ISO 8601 writes it; another one as it is."""
    with suppress(ValueError):
        return datetime.strptime(date, _TMX_DATE).replace(tzinfo=UTC).isoformat()
    return date
