"""What of a text is prose: its URLs, placeholders, tags, code and keyboard marks are masked, places kept."""

from __future__ import annotations

import re
from functools import lru_cache

from glossary.text.verbatim import MASK, masked

_CODE = re.compile(
    r"""
      (?::[\w+:.\-]+:)?(?:``.+?``|`[^`\n]+`_{0,2})  # reStructuredText, Markdown
    | \$[A-Z_]{2,}\b | --?[a-zA-Z][\w-]*=\S+ # variables and options of a shell
    | (?<![\w/])(?:~|\.{1,2})?/[\w.\-/]+     # paths
    | \w+\([^()\s]*\)(?=\W|$)(?<=\))         # calls: open(), f(x)
    """,
    re.VERBOSE | re.ASCII,
)
_ACCESS_KEY = re.compile(r"\s?[(（][_&~][A-Za-z0-9][)）]")
"""The key of a menu entry that Chinese puts behind it: 文件(_F)."""

_KEY = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+)+")
_CREDITS = frozenset({"translator-credits", "translator_credits", "your names", "your emails"})
"""What gettext's programs ask their translators for."""
_MUCH_LONGER = 8


@lru_cache(maxsize=2048)
def prose(text: str) -> str:
    """The text with what is no prose masked, of the same length."""
    text = _ACCESS_KEY.sub(_mask, _CODE.sub(_mask, text))
    return masked(text)


def is_key(source: str, target: str) -> bool:
    """True where what stands as source is no text but a message's name, or asks for the translators' names."""
    source = source.strip()
    if _KEY.fullmatch(source) or source.lower() in _CREDITS:
        return True
    return source.islower() and " " not in source and len(target) > _MUCH_LONGER * len(source)


def _mask(found: re.Match[str]) -> str:
    return MASK * len(found[0])
