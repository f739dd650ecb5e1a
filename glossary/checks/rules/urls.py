"""URLs and e-mail addresses that are lost, added or changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

from glossary.checks.check import NOTHING, Check, Finding, Nothing, Pair, Severity, Side
from glossary.text.verbatim import Verbatim, VerbatimKind, verbatims

_KINDS = (VerbatimKind.URL, VerbatimKind.EMAIL)
# A site in another language: /en/ and /zh-cn/, en.wikipedia.org and zh.wikipedia.org, ?lang=zh.
_LANGUAGE = re.compile(r"(?<=[/.=])[a-z]{2}(?:[-_](?:[a-z]{2}|han[st]))?(?=[/.&]|$)|(?<=//)[a-z]{2}(?=\.)")
_MARKUP = re.compile(r"[<>|\"]")
_TELLING = 6
"""Letters that the last part of a path needs to tell it from others."""
_TAIL = "/.,;:!?)）'\"*_"


def find(pair: Pair, _: Nothing) -> Iterator[Finding]:
    both = pair.both
    if both is None:
        return
    source, target = both
    here, there = (list(_addresses(text.text)) for text in both)
    missing, extra = _beyond(here, there, target.text), _beyond(there, here, source.text)
    for each in extra:
        like = get_close_matches(each.text, [one.text for one in missing], n=1, cutoff=0.6)
        if like:
            missing = [one for one in missing if one.text != like[0]]
            yield Finding(f"the source has {like[0]}", Side.TARGET, each.start, each.end, like[0])
        else:
            yield Finding(f"the source has no {each.text}", Side.TARGET, each.start, each.end)
    for each in missing:
        yield Finding(f"{each.text} is not in the translation", Side.SOURCE, each.start, each.end)


def _addresses(text: str) -> Iterator[Verbatim]:
    """Those of a text, without what mark-up has behind them; a pattern such as http://[user@]host is none."""
    for each in verbatims(text):
        if each.kind in _KINDS and "[" not in each.text:
            plain = _MARKUP.split(each.text, maxsplit=1)[0].rstrip(_TAIL)
            yield Verbatim(each.kind, plain, each.start, each.start + len(plain))


def _same(address: Verbatim) -> str:
    """Equal for addresses of one page in several languages."""
    return _LANGUAGE.sub("*", address.text.lower().replace("https://", "http://"))


def _beyond(addresses: list[Verbatim], others: list[Verbatim], text: str) -> list[Verbatim]:
    """Those that the other side has not, however often; said once more, or as a path of the site, is no fault."""
    known = set(map(_same, others))
    return [each for each in addresses if _same(each) not in known and not _is_link_within(each.text, text)]


def _is_link_within(address: str, text: str) -> bool:
    """True where a text has the end of the address's path, as a link within a site has."""
    path, last = address.partition("://")[2].partition("/")[2], address.rpartition("/")[2]
    return (len(last) >= _TELLING and last in text) or (len(path) >= _TELLING and f"/{path}" in text)


CHECK = Check("urls", "Addresses that differ", Severity.WARNING, NOTHING, find)
