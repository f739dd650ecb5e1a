"""BCP 47 language tags as translation files really spell them, and which tag answers which request (RFC 4647)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from tmx.errors import BadLanguage

# RFC 5646 §2.1 without the registry: files carry private and retired subtags that a registry check would refuse.
_WELL_FORMED = re.compile(r"(?:[a-z]{2,8}|[xi](?=-))(?:-[a-z0-9]{1,8})*", re.IGNORECASE | re.ASCII)
# A POSIX locale, which gettext writes in `Language`: ``zh_CN.UTF-8``, ``sr@latin``.
_POSIX = re.compile(r"([A-Za-z_-]+)(?:\.[\w-]+)?(?:@(\w+))?", re.ASCII)
_POSIX_SCRIPTS = {"latin": "Latn", "cyrillic": "Cyrl", "arabic": "Arab", "devanagari": "Deva"}

_HANS_REGIONS = frozenset({"CN", "SG", "MY"})
_HANT_REGIONS = frozenset({"TW", "HK", "MO"})
_CHINESE = frozenset({"zh", "cmn"})


@lru_cache(maxsize=4096)
def normalise(tag: str) -> str:
    """The tag in the case that RFC 5646 §2.1.1 recommends, ``_`` read as ``-``: ``zh_cn`` gives ``zh-CN``.

    Raises `BadLanguage` where it is not well-formed.
    """
    plain = _without_posix(tag.strip()).replace("_", "-")
    if not _WELL_FORMED.fullmatch(plain):
        raise BadLanguage(f"“{tag[:40]}” is not a language tag", hint="write one such as en, zh-CN or zh-Hant")
    return _cased(plain.lower().split("-"))


def _without_posix(tag: str) -> str:
    if "." not in tag and "@" not in tag:
        return tag
    match = _POSIX.fullmatch(tag)
    if match is None:
        return tag
    locale, modifier = match.groups()
    script = _POSIX_SCRIPTS.get((modifier or "").lower())
    if script is None:
        return f"{locale}-{modifier}" if modifier and modifier.lower() != "euro" else str(locale)
    primary, *rest = locale.replace("_", "-").split("-")
    return "-".join((primary, script, *rest))


def _cased(subtags: list[str]) -> str:
    """RFC 5646 §2.1.1: regions upper, scripts title, all else lower, and all lower after a singleton."""
    cased = subtags[:1]
    for at, subtag in enumerate(subtags[1:], start=1):
        if any(len(before) == 1 for before in subtags[:at]):
            cased.append(subtag)
        elif len(subtag) == 2:
            cased.append(subtag.upper())
        else:
            cased.append(subtag.title() if len(subtag) == 4 and subtag.isalpha() else subtag)
    return "-".join(cased)


@lru_cache(maxsize=4096)
def primary(tag: str) -> str:
    """The language subtag alone: ``zh`` of ``zh-Hant-TW``."""
    return normalise(tag).partition("-")[0]


@lru_cache(maxsize=4096)
def chinese_form(tag: str) -> str:
    """``Hans`` or ``Hant`` where a Chinese tag says how it is written by script or region, empty otherwise."""
    language, *subtags = normalise(tag).split("-")
    if language not in _CHINESE:
        return ""
    for form in ("Hans", "Hant"):
        if form in subtags:
            return form
    for form, regions in (("Hans", _HANS_REGIONS), ("Hant", _HANT_REGIONS)):
        if not regions.isdisjoint(subtags):
            return form
    return ""


@lru_cache(maxsize=16384)
def matches(range: str, tag: str) -> bool:
    """True where the range finds the tag (RFC 4647 §3.3.1): ``zh`` finds ``zh-CN`` and ``zh-Hans``; ``*`` finds all."""
    if range == "*":
        return True
    wanted, found = normalise(range), normalise(tag)
    return found == wanted or found.startswith(wanted + "-")


def best(range: str, tags: Iterable[str]) -> str | None:
    """The tag that answers a range best, as it stands in `tags`; None where none does.

    In this order: the tag itself; a tag that the range finds; for Chinese, a tag of the same script (``zh-Hans`` for
    ``zh-CN``); a more general tag by RFC 4647 §3.4 lookup (``en`` for ``en-GB``). Traditional never answers simplified.
    """
    return _best(range, tuple(tags))


@lru_cache(maxsize=4096)
def _best(range: str, tags: tuple[str, ...]) -> str | None:
    if range == "*":
        return tags[0] if tags else None
    wanted, form = normalise(range), chinese_form(range)
    known = [(normalise(tag), tag) for tag in tags]
    allowed = [(tag, spelled) for tag, spelled in known if not form or chinese_form(tag) in ("", form)]
    for tag, spelled in allowed:
        if tag == wanted:
            return spelled
    for tag, spelled in allowed:
        if tag.startswith(wanted + "-") or (form and chinese_form(tag) == form):
            return spelled
    return _more_general(wanted, dict(reversed(allowed)))


def _more_general(wanted: str, known: dict[str, str]) -> str | None:
    """RFC 4647 §3.4: cut the range at its end until a tag equals it; a singleton goes with what followed it."""
    subtags = wanted.split("-")
    while len(subtags) > 1:
        subtags.pop()
        if len(subtags[-1]) == 1:
            subtags.pop()
        found = known.get("-".join(subtags))
        if found is not None:
            return found
    return None
