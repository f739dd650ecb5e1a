"""Punctuation of the wrong width for its language, and an end mark other than the source's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from glossary.checks.check import Check, Finding, Pair, Severity, Side, Text, Written
from glossary.checks.prose import prose
from glossary.text.chinese import HAN, has_han

_WIDE = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？", ".": "。"}
_NARROW = {wide: mark for mark, wide in _WIDE.items()} | {"（": "(", "）": ")", "、": ",", "％": "%", "　": " "}
# GB/T 15834-2011: Chinese sentences take full-width marks; a half-width one after Han that no Latin follows is wrong.
_HALF = re.compile(rf"(?<=[{HAN}])([,;!?])(?=\s*[{HAN}]|\s*$)|(?<=[{HAN}])(\.)(?=\s*$|\s+[{HAN}]|[{HAN}])")
_HALF_COLON = re.compile(rf"(?<=[{HAN}])(:)(?=\s*[{HAN}])")
_FULL = re.compile("[，；：！？。（）、％　]")
_CHINESE_NEAR = re.compile(rf"[{HAN}\u3040-\u30ff]")
_END = re.compile(r"(\.{3,}|…+|[.。｡．]|[?？]|[!！]|[:：])[\s\"'”’」』)）\]】*_`>]*$")
_KINDS = {"。": ".", "｡": ".", "．": ".", "？": "?", "！": "!", "：": ":", "…": "…"}
_WORDS = {".": "a full stop", "?": "a question mark", "!": "an exclamation mark", ":": "a colon", "…": "an ellipsis"}
_ENDS = {"zh": {".": "。", "?": "？", "!": "！", ":": "：", "…": "……"}, "en": {mark: mark for mark in ".?!:…"}}


@dataclass(frozen=True, slots=True)
class Parameters:
    """Whether the width of marks is checked, also of a colon (software likes it narrow), and which ends must agree."""

    width: bool = True
    colon: bool = False
    ends: str = ".?!:…"


def find(pair: Pair, parameters: Parameters) -> Iterator[Finding]:
    written = pair.written
    if written is None:
        return
    if parameters.width:
        yield from _width(written, parameters)
    if pair.both:
        yield from _end(*pair.both, parameters.ends)


def _width(written: Written, parameters: Parameters) -> Iterator[Finding]:
    text = prose(written.text)
    if written.here.family == "zh":
        for pattern in (_HALF, _HALF_COLON) if parameters.colon else (_HALF,):
            for found in pattern.finditer(text):
                mark = found[0]
                if _is_list(mark, written.model):
                    continue
                message = f"“{mark}” should be “{_WIDE[mark]}” in Chinese"
                yield written.finding(found.start(), found.end(), message, _WIDE[mark])
    elif written.here.family not in ("ja", "ko", "yue"):
        for found in _FULL.finditer(text):
            if not _CHINESE_NEAR.search(text[max(0, found.start() - 8) : found.end() + 8]):
                message = f"“{found[0]}” is a full-width mark"
                yield written.finding(found.start(), found.end(), message, _NARROW[found[0]])


def _is_list(mark: str, model: str) -> bool:
    """True for a mark that a program parts entries by: ``Printer;Queue;Print;``."""
    return mark in ",;" and re.search(rf"\w{mark}\S", model) is not None and not re.search(rf"{mark}\s", model)


def _end(source: Text, target: Text, ends: str) -> Iterator[Finding]:
    """The last mark of each side, whatever closes behind it."""
    wanted, (mark, start, end) = _end_mark(source)[0], _end_mark(target)
    if wanted == mark or (wanted and wanted not in ends) or (mark and mark not in ends):
        return
    if {wanted, mark} in ({"!", "."}, {"…", "."}, {":", "…"}) or not _is_prose(source, target):
        return
    form = _ENDS.get(target.family, {}).get(wanted)
    if not mark:
        yield Finding(f"the source ends with {_WORDS[wanted]}", Side.TARGET, start, end, form)
    elif not wanted:
        yield Finding(f"the source does not end with {_WORDS[mark]}", Side.TARGET, start, end, "")
    else:
        yield Finding(f"the source ends with {_WORDS[wanted]}, not {_WORDS[mark]}", Side.TARGET, start, end, form)


def _end_mark(text: Text) -> tuple[str, int, int]:
    """The kind of the mark that ends a text (empty: none), and where it stands, or where one would be put."""
    plain = prose(text.text)
    found = _END.search(plain)
    if found is None:
        end = len(plain.rstrip())
        return "", end, end
    mark = found[1]
    return ("…" if mark.startswith("...") else _KINDS.get(mark[0], mark)), found.start(1), found.end(1)


def _is_prose(source: Text, target: Text) -> bool:
    """True where both sides end with words, and not with what is masked."""
    ends = (prose(text.text)[-12:] for text in (source, target))
    return all(any(char.isalpha() for char in end) for end in ends) and (" " in source.text or has_han(source.text))


CHECK = Check("punctuation", "Punctuation of the wrong width, other end marks", Severity.NOTE, Parameters(), find)
