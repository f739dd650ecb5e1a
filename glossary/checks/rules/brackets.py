"""Brackets that are opened and not closed, or closed and not opened."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate

from glossary.checks.check import NOTHING, Check, Finding, Nothing, Pair, Severity
from glossary.checks.nesting import Alone, excess, unpaired
from glossary.checks.prose import prose
from glossary.text.verbatim import MASK

# A full-width bracket may be closed by a half-width one: a matter of width, not of pairing.
_SAME = str.maketrans("（）［］｛｝〔〕", "()[]{}[]")
_PAIRS = {"(": ")", "[": "]", "{": "}", "【": "】", "《": "》", "〈": "〉", "〖": "〗"}
_KIND = {mark: opening + side for opening, close in _PAIRS.items() for mark, side in ((opening, "("), (close, ")"))}
_NO_BRACKET = re.compile(
    r"""
      (?<![\w)(])[:;=8xX]['’]?-?[()\[\]{}|DPp]+(?!\w)      # smileys
    | (?:^|(?<=[\s,;，；、。:：(（]))(?:\w|\d{1,2}|[ivxIVX]{1,4})[)）](?=\s|[^\x00-\x7f]|[A-Za-z])  # 1) a) iv)
    | [\[(]\s?[-\w.]+\s?,\s?[-\w.∞]+\s?[\])]                # intervals: [0, 1)
    """,
    re.VERBOSE,
)


def find(pair: Pair, _: Nothing) -> Iterator[Finding]:
    written = pair.written
    if written is None:
        return
    for each in excess(_alone(written.text), _alone(written.model), _KIND):
        mark = written.text[each.at]
        why = f"“{mark}” is opened and not closed" if each.opens else f"“{mark}” closes a bracket that is not open"
        yield written.finding(each.at, each.at + 1, why)


def _alone(text: str) -> list[Alone]:
    plain = prose(text).translate(_SAME)
    depths = list(accumulate(plain, lambda depth, char: depth + (char == "(") - (char == ")"), initial=0))

    def masked(found: re.Match[str]) -> str:
        # A list's number or a smiley may be the end of a bracket after all: (see 1).
        ends_one = found[0][0] not in "[(" and depths[found.start()] > 0
        return found[0] if ends_one else MASK * len(found[0])

    return list(unpaired(_NO_BRACKET.sub(masked, plain), _PAIRS))


CHECK = Check("brackets", "Brackets without their partner", Severity.WARNING, NOTHING, find, example="(see below")
