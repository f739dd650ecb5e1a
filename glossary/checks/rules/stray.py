"""Characters that no writer meant: controls, U+FFFD, what no one sees, and text read in a wrong encoding."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from glossary.checks.check import NOTHING, Check, Finding, Nothing, Pair, Severity

_NAMES = {
    "\u200b": "a zero-width space",
    "\ufeff": "a byte order mark",
    "\u2060": "a word joiner",
    "\u00ad": "a soft hyphen",
    "\u200c": "a zero-width non-joiner",
    "\u200d": "a zero-width joiner",
    "\ufffd": "a replacement character (U+FFFD): something was lost in a wrong encoding",
}
_STRAY = re.compile(
    "[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\u00ad\u200b\u2060\ufeff\ufffd\ufdd0-\ufdef\ufffe\uffff]"
    # Joiners belong to the scripts of India and Arabia and to emoji.
    "|(?<![\u0600-\u0dff\u1700-\u17ff\U0001f000-\U0001faff\u2600-\u27bf\ufe0f])[\u200c\u200d]"
    "|[\ue000-\uf8ff]"
)
_MOJIBAKE = re.compile("锟斤拷|烫烫烫|屯屯屯|â€[œ\u009d™˜“”¦]|Ã[©¨¤¶¼]|ï»¿|(?:[ÃÂ][\u0080-\u00bf]){2,}")


def find(pair: Pair, _: Nothing) -> Iterator[Finding]:
    written = pair.written
    if written is None:
        return
    allowed = Counter(_STRAY.findall(written.model))
    for found in _STRAY.finditer(written.text):
        allowed[found[0]] -= 1
        if allowed[found[0]] < 0 and not _is_needed(written.text, found.start()):
            yield written.finding(found.start(), found.end(), _why(found[0]), None if found[0] == "\ufffd" else "")
    for found in _MOJIBAKE.finditer(written.text):
        if found[0] not in written.model:
            yield written.finding(found.start(), found.end(), f"“{found[0]}” was read in a wrong encoding")


def _is_needed(text: str, at: int) -> bool:
    """True for a word joiner or zero-width space between letters of a script that breaks lines nowhere else."""
    around = text[max(0, at - 1) : at] + text[at + 1 : at + 2]
    return text[at] == "\u200b" and any("\u0e00" <= char <= "\u0eff" or "\u1000" <= char <= "\u17ff" for char in around)


def _why(char: str) -> str:
    if char in _NAMES:
        return f"{_NAMES[char]} stands here"
    kind = "a private-use character" if unicodedata.category(char) == "Co" else "a control character"
    return f"{kind} (U+{ord(char):04X}) stands here"


CHECK = Check("stray", "Characters that no one meant", Severity.WARNING, NOTHING, find)
