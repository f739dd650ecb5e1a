"""Inline codes and written tags that are lost, added or changed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from glossary.checks.check import NOTHING, Check, Finding, Nothing, Pair, Severity, Side
from glossary.text.verbatim import Verbatim, VerbatimKind, verbatims

_EMPHASIS = frozenset({"b", "i", "em", "strong", "bold", "italic", "u", "cite"})
_NAME = re.compile(r"</?([A-Za-z][\w:-]*)")
# HTML Living Standard §13.1.2: void elements, and those whose end tag may be left out.
_OPEN = re.compile("br|hr|img|p|li|td|th|tr|dt|dd")
_LONGEST = 40


def find(pair: Pair, _: Nothing) -> Iterator[Finding]:
    both = pair.both
    if both is None:
        return
    source, target = both
    yield from _codes(source.codes, target.codes, len(target.text))
    closed = _closed(source.text) | _closed(target.text)
    here, there = _tags(source.text, closed), _tags(target.text, closed)
    yield from _differing(here, there, Side.SOURCE, "is not in the translation")
    yield from _differing(there, here, Side.TARGET, "is not in the source")


def _codes(source: tuple[str, ...], target: tuple[str, ...], length: int) -> Iterator[Finding]:
    lost, added = Counter(source) - Counter(target), Counter(target) - Counter(source)
    for counts, what in ((lost, "is not in the translation"), (added, "is not in the source")):
        for code, times in counts.items():
            often = f" ({times} times)" if times > 1 else ""
            yield Finding(f"the inline code {code}{often} {what}", Side.TARGET, 0, length)


def _tags(text: str, closed: set[str]) -> list[Verbatim]:
    """The tags of a text: what HTML needs not close, and what is closed on either side; <file> in a help is none."""
    return [each for each in _written(text) if _name(each) in closed or _OPEN.fullmatch(_name(each))]


def _closed(text: str) -> set[str]:
    return {_name(each) for each in _written(text) if each.text.startswith("</") or each.text.endswith("/>")}


def _written(text: str) -> Iterator[Verbatim]:
    return (each for each in verbatims(text) if each.kind is VerbatimKind.CODE and each.text.startswith("<"))


def _name(tag: Verbatim) -> str:
    named = _NAME.match(tag.text)
    return named[1].lower() if named else tag.text


def _same(tag: Verbatim) -> str:
    """Equal for tags that do the same; attributes may be translated, and Chinese sets emphasis otherwise."""
    name = _name(tag)
    return ("/" if tag.text.startswith("</") else "") + ("emphasis" if name in _EMPHASIS else name)


def _differing(here: list[Verbatim], there: list[Verbatim], side: Side, what: str) -> Iterator[Finding]:
    left = Counter(map(_same, there))
    beyond: dict[str, list[Verbatim]] = {}
    for each in here:
        left[_same(each)] -= 1
        if left[_same(each)] < 0:
            beyond.setdefault(_same(each), []).append(each)
    for name, some in beyond.items():
        if name[:1] == "/" and len(beyond.get(name[1:], [])) == len(some):
            continue  # told of the opening one
        often = f" ({len(some)} times)" if len(some) > 1 else ""
        shown = some[0].text if len(some[0].text) <= _LONGEST else f"{some[0].text[:_LONGEST]}…"
        yield Finding(f"{shown}{often} {what}", side, some[0].start, some[0].end)


CHECK = Check("tags", "Inline codes and tags that differ", Severity.ERROR, NOTHING, find)
