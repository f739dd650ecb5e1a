"""Units with a side that is not in the script of its language.

A side in a language with a script of its own (Chinese, Japanese, Korean, Russian, Arabic, Thai …) must have a letter of
it where it has two letters or more; a side in any other language must have no Han, Kana, Hangul, Cyrillic, Arabic or
Thai. So a name quoted in the other script is reported too: what is wrong, a person says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from glossary.text.fold import primary
from tmx.model import Segment

from .report import SINGLE, Found, Place, Report

_HAN = "\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_SCRIPTS = {
    "Han": _HAN,
    "Kana": "\u3041-\u3096\u30a1-\u30ff\uff66-\uff9d",
    "Hangul": "\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3",
    "Cyrillic": "\u0400-\u052f",
    "Arabic": "\u0620-\u06ff\u0750-\u077f",
    "Thai": "\u0e01-\u0e5b",
}
_OF = {
    **dict.fromkeys(("zh", "yue", "wuu", "lzh"), ("Han",)),
    "ja": ("Han", "Kana"),
    "ko": ("Hangul", "Han"),
    **dict.fromkeys(("ru", "uk", "be", "bg", "mk", "kk", "ky", "mn"), ("Cyrillic",)),
    **dict.fromkeys(("ar", "fa", "ur", "ps", "ug"), ("Arabic",)),
    "th": ("Thai",),
    "sr": ("Cyrillic", "Latin"),
}
_LETTERS = {name: re.compile(f"[{span}]") for name, span in _SCRIPTS.items()} | {"Latin": re.compile("[A-Za-z]")}


def _find(place: Place) -> Iterator[Found]:
    for stored in place.units():
        why = next(filter(None, map(_why, stored.unit.segments)), "")
        if why:
            yield Found((stored,), why)


def _why(segment: Segment) -> str:
    own = _OF.get(primary(segment.language), ())
    letters = sum(map(str.isalpha, segment.text))
    if own and letters > 1 and not any(_LETTERS[name].search(segment.text) for name in own):
        return f"the {segment.language} side has no {' or '.join(own)}"
    for name in _SCRIPTS if not own else ():
        count = len(_LETTERS[name].findall(segment.text))
        if count:
            return f"the {segment.language} side has {name}: {count} of its {max(letters, count)} letters"
    return ""


REPORT = Report("wrong-language", "not in the script of its language", SINGLE, _find)
