"""PO, gettext's catalogues."""

from __future__ import annotations

from tmx.codec import Codec

from .filler import fill
from .reader import detect, read
from .writer import write

CODECS = (
    Codec(
        name="po",
        title="gettext PO",
        extensions=(".po", ".pot"),
        kinds=frozenset({"units"}),
        detect=detect,
        read=read,
        write=write,
        carries=(
            "contexts",
            "the fuzzy mark",
            "plural forms",
            "comments, occurrences, flags and previous messages",
            "obsolete messages",
        ),
        loses=("inline codes", "unit identifiers, attributes and other properties", "languages beyond two"),
        mimetype="text/x-gettext-translation",
        rank=20,
        fill=fill,
    ),
)
