"""XLIFF, the format that bilingual documents travel in: versions 1.2 and 2.x, and what CAT tools made of 1.2."""

from __future__ import annotations

from tmx.codec import Codec

from . import writer12, writer20
from .filling import fill
from .reader import detect_1, detect_2, read

_CARRIES = (
    "inline codes, as they are",
    "states and the fuzzy mark",
    "identifiers and contexts",
    "attributes, properties and notes of unit and segment",
    "the texts before and after a segment",
)
_LOSES = (
    "languages beyond two",
    "candidates (alt-trans, mtc:matches) and glossaries of units",
    "the file's own details",
)

CODECS = (
    Codec(
        name="xliff",
        title="XLIFF 2.x",
        extensions=(".xlf", ".xliff"),
        kinds=frozenset({"units"}),
        detect=detect_2,
        read=read,
        write=writer20.write,
        carries=_CARRIES,
        loses=_LOSES,
        mimetype="application/xliff+xml",
        rank=11,
        fill=fill,
    ),
    Codec(
        name="xliff12",
        title="XLIFF 1.2",
        extensions=(".xlf", ".xliff", ".sdlxliff", ".mqxliff", ".mxliff"),
        kinds=frozenset({"units"}),
        detect=detect_1,
        read=read,
        write=writer12.write,
        carries=_CARRIES,
        loses=_LOSES,
        mimetype="application/x-xliff+xml",
        rank=12,
        fill=fill,
    ),
)
