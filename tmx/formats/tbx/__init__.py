"""TBX, the format that termbases are exchanged in."""

from __future__ import annotations

from functools import partial

from tmx.codec import Codec
from tmx.safexml import root_of

from .reader import is_tbx, read
from .styles import DCA, DCT, MARTIF
from .writer import write

_CARRIES = (
    "concepts whole: what TBX-Basic has a place for stands there, all else in notes that begin with “x-yiku”",
    "read: any dialect, style and version; persons and books of the back matter go into the entries that name them",
)
_LOSES = (
    "inline markup in texts, which become plain",
    "identifiers of single statements",
    "concepts without a term, and terms without a language tag",
    "properties of the file but its title, source, publication and revisions",
)


def _is_version_3(head: bytes, *, dct: bool) -> bool:
    root = root_of(head)
    return root is not None and is_tbx(head, ("tbx",)) and (root.get("style") == "dct") is dct


CODECS = (
    Codec(
        name="tbx",
        title="TermBase eXchange version 3, TBX-Basic in DCA style",
        extensions=(".tbx",),
        kinds=frozenset({"concepts"}),
        detect=partial(_is_version_3, dct=False),
        read=partial(read, format="tbx"),
        write=partial(write, style=DCA),
        carries=_CARRIES,
        loses=_LOSES,
        mimetype="application/x-tbx+xml",
        rank=11,
    ),
    Codec(
        name="tbx-dct",
        title="TermBase eXchange version 3, TBX-Basic in DCT style",
        extensions=(".tbx",),
        kinds=frozenset({"concepts"}),
        detect=partial(_is_version_3, dct=True),
        read=partial(read, format="tbx-dct"),
        write=partial(write, style=DCT),
        carries=_CARRIES,
        loses=_LOSES,
        mimetype="application/x-tbx+xml",
        rank=12,
    ),
    Codec(
        name="tbx2",
        title="TermBase eXchange version 2 (martif), TBX-Basic",
        extensions=(".tbx",),
        kinds=frozenset({"concepts"}),
        detect=partial(is_tbx, roots=("martif",)),
        read=partial(read, format="tbx2"),
        write=partial(write, style=MARTIF),
        carries=_CARRIES,
        loses=_LOSES,
        mimetype="application/x-tbx+xml",
        rank=13,
    ),
)
