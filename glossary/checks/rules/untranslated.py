"""Text of the source that was left as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from glossary.checks.check import Check, Finding, Pair, Severity, Side, Text
from glossary.checks.prose import prose
from glossary.text.chinese import HAN, has_han
from glossary.text.fold import fold

_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_RUN = re.compile(r"[A-Za-z]+(?:['’\-][A-Za-z]+)*(?:,? [A-Za-z]+(?:['’\-][A-Za-z]+)*)+")
_HAN_RUN = re.compile(rf"[{HAN}]+")
_QUOTED = re.compile(r"""[(（\[【<《"“'‘「][^)）\]】>》"”'’」]*[)）\]】>》"”'’」]""")
_LITTLE_WORDS = frozenset(
    {"the", "a", "an", "to", "of", "will", "be", "is", "are", "was", "that", "this", "your", "you"}
)
_CODE = re.compile(r">>>|\bdef \w+\(|\bimport \w|\bfor \w+ in \w|^\s*(?:[#$]|SELECT|if \() |;\s*$|\w = \w+[.(]|&&|\|\|")
_HAN_LANGUAGES = frozenset({"zh", "ja", "yue"})


@dataclass(frozen=True, slots=True)
class Parameters:
    """`words` of the source in a row, not all of them with a capital, are no name: they were left behind."""

    words: int = 5


def find(pair: Pair, parameters: Parameters) -> Iterator[Finding]:
    both = pair.both
    if both is None or both[0].family == both[1].family:
        return
    source, target = both
    if _CODE.search(source.text):
        return
    if _bare(source.text) == _bare(target.text):
        if _is_language(source, parameters.words):
            yield Finding("the source was copied", Side.TARGET, 0, len(target.text))
        return
    if target.family in _HAN_LANGUAGES:
        yield from _left_behind(source.text, target.text, parameters.words)
    elif source.family in _HAN_LANGUAGES:
        yield from _han_left(target.text)


def _bare(text: str) -> str:
    return " ".join(fold(text).split())


def _is_language(source: Text, words: int) -> bool:
    """True for a text that is no name, code or figure, which are the same in every language."""
    if source.family in _HAN_LANGUAGES:
        return len(_HAN_RUN.findall(prose(source.text))) > 0
    found = _WORD.findall(prose(source.text))
    return sum(word.islower() and len(word) > 1 for word in found) >= words - 2 and len(found) >= words


def _left_behind(source: str, target: str, words: int) -> Iterator[Finding]:
    if not has_han(target):
        return
    folded = _bare(source)
    for found in _RUN.finditer(_unquoted(prose(target))):
        run = found[0].split()
        is_prose = len(run) >= words and sum(word.islower() for word in run) >= words - 1
        is_prose = is_prose and not _LITTLE_WORDS.isdisjoint(run) and "," not in found[0]
        if is_prose and _bare(found[0]) in folded:
            yield Finding(f"“{found[0]}” was left untranslated", Side.TARGET, found.start(), found.end())


def _han_left(target: str) -> Iterator[Finding]:
    """Chinese in a translation out of it; in brackets or quotation marks it is there to be seen."""
    for found in _HAN_RUN.finditer(_unquoted(prose(target))):
        yield Finding(f"“{found[0]}” was left untranslated", Side.TARGET, found.start(), found.end())


def _unquoted(text: str) -> str:
    return _QUOTED.sub(lambda found: "\ufffc" * len(found[0]), text)


CHECK = Check("untranslated", "Source left as it is", Severity.WARNING, Parameters(), find)
