"""TMX, the format that translation memories are exchanged in."""

from __future__ import annotations

from tmx.codec import Codec

from .reader import detect, read
from .writer import write

CODECS = (
    Codec(
        name="tmx",
        title="Translation Memory eXchange 1.4b",
        extensions=(".tmx",),
        kinds=frozenset({"units"}),
        detect=detect,
        read=read,
        write=write,
        carries=(
            "any number of languages a unit",
            "inline codes, as they are",
            "attributes, properties and notes of file, unit and segment, and user-defined encodings (ude)",
            "contexts and the fuzzy mark",
        ),
        loses=("attributes and elements of other namespaces outside segments",),
        mimetype="application/x-tmx+xml",
        rank=10,
    ),
)
