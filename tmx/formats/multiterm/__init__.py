"""MultiTerm XML (``mtf``), the exchange format of RWS MultiTerm, by its published schema."""

from __future__ import annotations

from tmx.codec import Codec

from .reader import detect, read
from .writer import write

CODECS = (
    Codec(
        name="multiterm",
        title="MultiTerm XML",
        extensions=(".mtf",),
        kinds=frozenset({"concepts"}),
        detect=detect,
        read=read,
        write=write,
        carries=(
            "terms in any number of languages, with status, type, part of speech, gender, notes, sources, contexts",
            "domains, definitions, notes, sources, customers, projects; who made and changed what; any other field",
        ),
        loses=(
            "links, images and references, other than as text",
            "identifiers of terms",
            "fields in fields, beyond the source of a definition or context",
            "characters that XML 1.0 does not hold",
        ),
        mimetype="application/xml",
        rank=45,
    ),
)
