"""Placeholders that are lost, added or changed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from glossary.checks.check import NOTHING, Check, Finding, Nothing, Pair, Severity, Side
from glossary.text.verbatim import Verbatim, VerbatimKind, verbatims

_POSITION = re.compile(r"^%\d+\$")
_SPACE = re.compile(r"\s+")
# Patterns of strftime, in which another language has another order and other parts.
_DATE_PATTERN = re.compile(r"%[-_0^#EO]?[YBbHMIyZ](?![A-Za-z])|%-?m\W{0,3}%-?[de]|%-?[de]\W{0,3}%-?m")
_PROSE = re.compile(r"[^!-~]|['\"<>]")
_TRANSLATED = re.compile(r"\{[^{}!-~]+\}")
_CHOICES = re.compile(r"\{[^{}]*[,|(][^{}]*\}")
# ICU MessageFormat and MediaWiki: what stands behind the name is translated.
_BRANCHES = re.compile(r"(\{\{?)\s*([\w:$]+)\s*[,|].*(\}\}?)", re.DOTALL)
# Plural and gender, and names of months and weekdays, which Chinese says otherwise.
_MAY_GO = re.compile(r"^\{\{(?:PLURAL|GENDER|GRAMMAR):|month|weekday", re.IGNORECASE)
_MOST = 2
"""Placeholders that are told one by one."""


def find(pair: Pair, _: Nothing) -> Iterator[Finding]:
    both = pair.both
    if both is None:
        return
    source, target = both
    if _DATE_PATTERN.search(source.text):
        return
    here, there = _placeholders(source.text), _placeholders(target.text)
    missing, extra = _beyond(here, there, target.text), _beyond(there, here, source.text)
    missing = missing[len(_TRANSLATED.findall(target.text)) :]
    if len(missing) == len(extra) == 1:
        wrong, wanted = extra[0], missing[0].text
        yield Finding(f"the source has {wanted}", Side.TARGET, wrong.start, wrong.end, wanted)
        return
    yield from _listed(extra, Side.TARGET, "the source")
    yield from _listed(missing, Side.SOURCE, "the translation")


def _listed(some: list[Verbatim], side: Side, other: str) -> Iterator[Finding]:
    """One finding each; for many one alone, at the first."""
    if len(some) > _MOST:
        first, more = some[0], len(some) - 1
        yield Finding(f"{first.text} and {more} more are not in {other}", side, first.start, first.end)
        return
    for each in some:
        yield Finding(f"{each.text} is not in {other}", side, each.start, each.end)


def _placeholders(text: str) -> list[Verbatim]:
    found = [each for each in verbatims(text) if each.kind is VerbatimKind.PLACEHOLDER]
    found = [each for each in found if _BRANCHES.fullmatch(each.text) or not _CHOICES.fullmatch(each.text)]
    return [each for each in found if not _is_prose(each.text) and not _is_defined(each.text, text)]


def _is_prose(placeholder: str) -> bool:
    """True for words in braces, which are translated."""
    return placeholder[0] == "{" and not _BRANCHES.fullmatch(placeholder) and _PROSE.search(placeholder) is not None


def _is_defined(placeholder: str, text: str) -> bool:
    """True for a name that the text itself gives a value: ``{prefix}{suffix} prefix=A|B``."""
    return placeholder[0] == "{" and re.search(rf"\b{re.escape(placeholder.strip('{}'))}=", text) is not None


def _beyond(some: list[Verbatim], others: list[Verbatim], text: str) -> list[Verbatim]:
    """Those of one side that the other has not, or not as often; said more often by name is no fault."""
    left, beyond = Counter(map(_same, others)), []
    for each in some:
        name = _same(each)
        if _MAY_GO.search(each.text) or _as_mozilla(each.text) in text:
            continue
        if left[name] > 0:
            left[name] -= 1
        elif each.text not in text and name not in text and not (_is_named(each) and name in left):
            beyond.append(each)
    return beyond


def _same(placeholder: Verbatim) -> str:
    """Equal for what takes the same argument: ``%1$s`` and ``%s``, ``{ name }`` and ``{name}``."""
    return _SPACE.sub("", _BRANCHES.sub(r"\1\2\3", _POSITION.sub("%", placeholder.text)))


def _as_mozilla(placeholder: str) -> str:
    """``#1`` for ``%1$S``: two ways to write one argument."""
    position = _POSITION.match(placeholder)
    return f"#{position[0][1:-1]}" if position else placeholder


def _is_named(placeholder: Verbatim) -> bool:
    return placeholder.text[0] in "{$" or re.match(r"%[1-9(]", placeholder.text) is not None


CHECK = Check("placeholders", "Placeholders that differ", Severity.ERROR, NOTHING, find, example="%s → %d")
