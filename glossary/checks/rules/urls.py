"""URLs and e-mail addresses that are lost, added or changed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from difflib import get_close_matches

from glossary.checks.check import NOTHING, Check, Finding, Nothing, Pair, Severity, Side
from glossary.text.verbatim import Verbatim, VerbatimKind, verbatims

_KINDS = (VerbatimKind.URL, VerbatimKind.EMAIL)
# A site in another language: /en/ and /zh-cn/, en.wikipedia.org and zh.wikipedia.org, ?lang=zh.
_LANGUAGE = re.compile(r"(?<=[/.=])[a-z]{2}(?:[-_](?:[a-z]{2}|han[st]))?(?=[/.&]|$)|(?<=//)[a-z]{2}(?=\.)")
_TAIL = "/.,;:!?)）'\"*_"


def find(pair: Pair, _: Nothing) -> Iterator[Finding]:
    both = pair.both
    if both is None:
        return
    here, there = (_addresses(text.text) for text in both)
    missing = _beyond(here, Counter(map(_same, there)))
    extra = _beyond(there, Counter(map(_same, here)))
    for each in extra:
        like = get_close_matches(each.text, [one.text for one in missing], n=1, cutoff=0.6)
        if like:
            missing = [one for one in missing if one.text != like[0]]
            yield Finding(f"the source has {like[0]}", Side.TARGET, each.start, each.end, like[0])
        else:
            yield Finding(f"the source has no {each.text}", Side.TARGET, each.start, each.end)
    for each in missing:
        yield Finding(f"{each.text} is not in the translation", Side.SOURCE, each.start, each.end)


def _addresses(text: str) -> list[Verbatim]:
    return [each for each in verbatims(text) if each.kind in _KINDS]


def _same(address: Verbatim) -> str:
    """Equal for addresses of one page in several languages."""
    return _LANGUAGE.sub("*", address.text.rstrip(_TAIL).lower().replace("https://", "http://"))


def _beyond(addresses: list[Verbatim], others: Counter[str]) -> list[Verbatim]:
    """Those that the other side has not, however often; one said once more is no fault."""
    return [each for each in addresses if _same(each) not in others]


CHECK = Check("urls", "Addresses that differ", Severity.WARNING, NOTHING, find)
