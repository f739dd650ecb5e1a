"""Whether a term of the source asks for its translation in this text, or may stand for something else."""

from __future__ import annotations

import re
import unicodedata

from glossary.answers import TermInText
from glossary.checks.prose import prose
from glossary.text.chinese import has_han
from glossary.text.common import is_common
from glossary.text.fold import fold
from glossary.text.verbatim import MASK

_STEM = 3
"""Letters that names must share at least to be of one root."""
_SHORT_NAME, _FEW = 2, 3
"""Characters of a Chinese name that may be part of a word."""
_SHORT_WORD = 5
"""Letters of a word that has no root to be known by."""
_LINKS = ("and", "the")
_MONEY = str.maketrans({"$": " dollar ", "€": " euro ", "£": " pound ", "¥": " yen yuan "})
_LONG_ENOUGH = 4
"""Characters of a Chinese term of two words."""


def is_asked_for(hit: TermInText, text: str, target: str, *, common: bool) -> bool:
    """True for a term that asks for a translation: there is one to be written, and it is not left as it is.

    Terms that are one common English word, on either side, are asked for only where `common` says so.
    """
    if not wanted(hit) or fold(hit.text) in fold(target) or MASK in prose(text)[hit.start : hit.end]:
        return False
    if _is_in_longer_name(hit, text):
        return False
    if not common and (is_common(hit.text) or all(map(is_common, wanted(hit)))):
        return False
    if _is_name(hit.term.text) and _may_be_another(hit, text):
        return False
    if hit.text.isalpha() and hit.text.isascii() and _is_translated_in_part(hit, target):
        return False
    is_name = _is_name(hit.term.text) or any(_is_name(one) or _is_short_name(hit, one) for one in wanted(hit))
    return not (is_name and (_is_part_of_word(hit, text) or any(_has_its_stem(one, target) for one in wanted(hit))))


def _is_translated_in_part(hit: TermInText, target: str) -> bool:
    """True for one English word of which the target has a character in another word: *world* in 医学界, 世上."""
    if hit.text[0].isupper():
        return False
    return any(has_han(text) and len(text) <= _SHORT_NAME and not set(text).isdisjoint(target) for text in wanted(hit))


def _is_part_of_word(hit: TermInText, text: str) -> bool:
    """True where few Han characters for a name stand among others, and may be no word: 藏文 in 隐藏文件."""
    beside = text[max(0, hit.start - 1) : hit.start] + text[hit.end : hit.end + 1]
    return _is_few_han(hit) and has_han(beside)


def _is_in_longer_name(hit: TermInText, text: str) -> bool:
    """True inside a compound (*real-world*), and for a name with another before it or behind it."""
    before, after = text[: hit.start], text[hit.end :]
    if (before[-1:] == "-" and before[-2:-1].isalpha()) or (after[:1] == "-" and after[1:2].isalpha()):
        return True
    return hit.text[0].isupper() and after[:1] == " " and after[1:2].isupper() and not has_han(hit.text)


def _is_name(term: str) -> bool:
    """True for one capitalised word, which may be a common word in the text: *Polish*, *Common*, *Japanese*."""
    return term.isalpha() and term.isascii() and term[0].isupper() and term[1:].islower()


def _is_short_name(hit: TermInText, translation: str) -> bool:
    """True for few Han characters whose translation is a name in several words: 美国, *United States*."""
    words = translation.split()
    return _is_few_han(hit) and len(words) > 1 and all(word[0].isupper() for word in words)


def _is_few_han(hit: TermInText) -> bool:
    return has_han(hit.text) and len(hit.text) <= _FEW


def _may_be_another(hit: TermInText, text: str) -> bool:
    """True where a name may be a word or an adjective, or stands in a longer name: *polish*, *Japanese food*."""
    if not hit.text[0].isupper():
        return True
    if text.strip() == hit.text:
        return False
    before, after = text[: hit.start].rstrip(" -"), text[hit.end :].lstrip(" -")
    if after[:1].isalpha() or after[:1] in ("/", "_"):
        return True
    if not before:
        return after[:1] not in ("(", ",", "（")
    return before[-1] in ".!?:*#\n/_" or before.split()[-1].strip("*_\"'“‘(")[:1].isupper()


def _has_its_stem(wanted: str, target: str) -> bool:
    """True where the target has the beginning of a name's translation, or its initials.

    日本 stands for 日语, *Brazilian* for *Brazil*, *Korea* for *South Korea*, *U.S.* for *United States*.
    """
    if has_han(wanted):
        return wanted[: (len(wanted) + 1) // 2] in target
    words, target = wanted.split(), target.translate(_MONEY)
    initials = r"\.?".join(word[0] for word in words) if len(words) > 1 else ""
    stem = re.escape(_root(words[-1]))
    return re.search(rf"\b{stem}", target, re.IGNORECASE) is not None or (
        bool(initials) and re.search(rf"\b{initials}", target) is not None
    )


def stands_otherwise(wanted: str, target: str) -> bool:
    """True where the words of a term stand together in another order or spelling: 中文(简体), 未知的语言, *Curacao*."""
    if not has_han(wanted):
        return _stand_together(_plain_words(wanted), [_plain_words(target), _plain_words(target.replace("_", ""))])
    if len(wanted) < _LONG_ENOUGH:
        return False
    halves = wanted[: len(wanted) // 2], wanted[len(wanted) // 2 :]
    return wanted in target.replace("的", "") or all(half in target for half in halves)


def wanted(hit: TermInText) -> list[str]:
    """The translations that may be written."""
    return [term.text for term in hit.translations if term.status.usable]


def _plain_words(text: str) -> list[str]:
    """The words of a text without case, marks on letters, and such as *St.*, *of*, *and* and *the*."""
    letters = "".join(char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char))
    return [word for word in re.findall(r"[^\W_]+", letters.casefold()) if len(word) >= _STEM and word not in _LINKS]


def _stand_together(words: list[str], targets: list[list[str]]) -> bool:
    """True where one of the targets has all the words side by side in any order, long ones by their roots."""
    size = len(words)
    roots = [_root(word) if size > 1 and len(word) > _SHORT_WORD else word for word in words]
    return size > 0 and any(
        all(
            any(_is_of(root, other, word) for other in target[at : at + size])
            for root, word in zip(roots, words, strict=True)
        )
        for target in targets
        for at in range(len(target) - size + 1)
    )


def _is_of(root: str, other: str, word: str) -> bool:
    return other == word or (root != word and other.startswith(root))


def _root(word: str) -> str:
    return word[: max(_STEM, len(word) * 5 // 8)]
