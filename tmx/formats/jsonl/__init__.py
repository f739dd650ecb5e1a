"""JSON Lines: the plain, complete form of units and concepts, one object a line; `docs/jsonl.md` tells it to people.

The first line names the form and its version::

    {"yiku":1,"kind":"units","header":{"attributes":[["srclang","en"]]}}

`kind` is ``units`` or ``concepts``; `header` is what the file itself says (`tmx.model.Details`) and may be missing.
Every other line is an entry, a unit or a concept, whose keys are the fields of `tmx.model` in their order; what is
empty is left out::

    {"unit":{"segments":[{"language":"en","text":"Save"},{"language":"zh-CN","text":"保存"}],"id":"7"}}
    {"concept":{"terms":[{"language":"en","text":"port","status":"preferred"}],"domains":["trade"]}}

The file is UTF-8 with ``\\n`` after each line. Empty lines mean nothing. A line that is no entry is skipped and
reported with its number; one of more than `reader.MAX_LINE` bytes refuses the file.
"""

from __future__ import annotations

from tmx.codec import Codec

from .reader import detect, read
from .writer import write

CODECS = (
    Codec(
        name="jsonl",
        title="JSON Lines, every field of units and concepts",
        extensions=(".jsonl",),
        kinds=frozenset({"units", "concepts"}),
        detect=detect,
        read=read,
        write=write,
        carries=("everything: units with codes, details and contexts, concepts whole, what the file itself says",),
        loses=(),
        mimetype="application/jsonl",
        rank=14,
    ),
)
