"""UTX, the simple glossaries of AAMT, in the two versions that are in use."""

from __future__ import annotations

from functools import partial

from tmx.codec import Codec

from .reader import detect, read
from .writer import write

_CARRIES = (
    "terms in two languages with status, part of speech and one comment",
    "identifier and one customer of a concept; copyright, licence and the like of the file",
)
_LOSES = (
    "domains, definitions and further details of concepts",
    "languages beyond two",
    "tabs and line breaks",
)

CODECS = (
    Codec(
        name="utx",
        title="UTX 1.20",
        extensions=(".utx",),
        kinds=frozenset({"concepts"}),
        detect=detect,
        read=read,
        write=partial(write, version="1.20"),
        carries=_CARRIES,
        loses=_LOSES,
        mimetype="text/plain",
        rank=40,
    ),
    Codec(
        name="utx-1.11",
        title="UTX 1.11",
        extensions=(".utx",),
        kinds=frozenset({"concepts"}),
        detect=detect,
        read=read,
        write=partial(write, version="1.11"),
        carries=_CARRIES,
        loses=(*_LOSES, "statuses of source terms"),
        mimetype="text/plain",
        rank=41,
    ),
)
