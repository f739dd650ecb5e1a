"""Words that are written twice in a row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from glossary.checks.check import Check, Finding, Pair, Severity
from glossary.checks.prose import prose
from glossary.text.chinese import HAN

_WORD = r"[^\W\d_]+(?:['’][^\W\d_]+)*"
_TWICE = re.compile(rf"(?<![\w'’\-.:/#@])({_WORD})(?:[ \u00a0]|\s*\n\s*)(\1)(?![\w'’\-(])", re.IGNORECASE)
_HAN_TWICE = re.compile(rf"([{HAN}]{{3,12}}?)\1")
_ALIKE = re.compile(rf"\b([^\W\d_]{{4,}})\w*\W+\1|([{HAN}])\2", re.IGNORECASE)
# Particles that no reduplication makes: 的确 and 了了 are words, 是是非非 is a set phrase.
_PARTICLES = re.compile(
    "(?<![目有])的的(?!确)|(?<![不为除])了了(?![之解断])|(?<![但还就若于要可总也只正不或都])是是(?![非否是])|和和(?![气美睦平])"
    "|(?<!参)与与|(?<![现現存所内潜])在在(?![线场职校座位途于])|(?<![行作成认因以称视])为为(?![了何什期止])|(?<!以)及及(?!时)|将将(?!来)"
)


@dataclass(frozen=True, slots=True)
class Parameters:
    """`allowed` are words that may be doubled."""

    allowed: tuple[str, ...] = ("that", "had", "bye", "ha", "no", "so", "very", "blah", "knock", "tom", "wait", "now")


def find(pair: Pair, parameters: Parameters) -> Iterator[Finding]:
    written = pair.written
    if written is None:
        return
    text = prose(written.text)
    patterns = (_HAN_TWICE, _PARTICLES) if written.here.family == "zh" else (_TWICE,)
    for pattern in patterns:
        for found in pattern.finditer(text):
            word = found[1] if pattern.groups else found[0][:1]
            if word.casefold() in parameters.allowed or _is_copied(found[0], written.model):
                continue
            # 哈哈哈哈哈哈, XXX XXX; 字符串的字符串的; 我知道我知道
            if len(word) > 1 and (len(set(word)) == 1 or "的" in word or word[0] in "我你您他她它"):
                continue
            if pattern is _TWICE and len(word) == 1 and word.casefold() not in ("a", "i"):
                continue
            if pattern is _TWICE and word[0].isupper() != found[2][0].isupper() and word[0].islower():
                continue  # the second begins a name: in In Touch
            yield written.finding(found.start(), found.end(), f"“{word}” is written twice", word)


def _is_copied(twice: str, model: str) -> bool:
    """True where the source has it so, or two words alike: *customize custom* layers are 自定义自定义 ones."""
    return bool(model) and (twice.casefold() in model.casefold() or _ALIKE.search(model) is not None)


CHECK = Check(
    "doubled_words", "Words written twice in a row", Severity.WARNING, Parameters(), find, example="in the the zone"
)
