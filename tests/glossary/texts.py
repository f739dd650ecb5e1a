"""Hypothesis strategies for texts as memories hold them, in scripts with spaces between words and without."""

from __future__ import annotations

from hypothesis import strategies as st

WORDS = {
    "en": [
        "bonded",
        "Bonded",
        "area",
        "areas",
        "the",
        "THE",
        "enters",
        "entered",
        "goods",
        "don’t",
        "don't",
        "3.5",
        "%s",
    ],
    "de": ["Waren", "Ware", "die", "das", "Zollgebiet", "STRASSE", "Straße", "öffnet", "geöffnet", "1.000,5", "{0}"],
    "ru": ["товары", "товаров", "Товар", "в", "зону", "зоны", "ввозятся", "ввоз", "налог", "2022"],
    "fr": ["l’entrée", "l'entrée", "des", "marchandises", "marchandise", "zone", "été", "ÉTÉ", "<b>", "</b>"],
    "ar": ["البضائع", "بضاعة", "في", "المنطقة", "منطقة", "حرة", "كِتَاب"],
    "ko": ["보세구역", "보세구역은", "화물", "화물이", "수입", "관세"],
    "zh": [*"保税区货物进出境海关监管的一二三，。（）稅區貨", "１２", "ABC", "%d", "𠮷", "\U00030000"],
    "ja": [*"保税地域に貨物を搬入する。", "カ", "ｶﾞ", "ガ", "が", "か\u3099", "ＡＢ"],
    "th": ["ก", "กำ", "น้ำ", "เข", "ที่", "ส", "ง", "๑๒"],
}
MARKS = [
    *".,;:!?-—“”()[]%@#&*/\\<>{}$'’\"…",
    "\u00ad",
    "\u200b",
    "\ufeff",
    "😀",
    "e\u0301",
    "\u0301",
    "ﬁ",
    "İ",
    "ß",
    "㍿",
]
SPECIALS = [
    "https://example.com/a?b=c#d",
    "o'hara@mail.example.com",
    "%(name)s",
    "%1$s",
    "%.2f",
    "{name}",
    "{{name}}",
    "${name}",
    "<b>",
    "</b>",
    "<br/>",
    "1,234.5",
]
SPACES = [" ", "  ", "\t", "\n", "\u3000", "\u00a0", "\x1c", "\x85", "\u2028"]

anything = st.lists(
    st.one_of(
        st.sampled_from([*(word for words in WORDS.values() for word in words), *MARKS, *SPECIALS, *SPACES]),
        st.text(max_size=3),
    ),
    max_size=12,
).map("".join)
languages = st.sampled_from([*WORDS, "zh-Hant-TW", "EN-us", "x-klingon", "tr", "hi"])
SPACED = {"en", "de", "ru", "fr", "ar", "ko"}


def sentences(language: str, max_size: int = 9) -> st.SearchStrategy[str]:
    """Texts of few words in a language, so that some are near others; never blank."""
    space = " " if language in SPACED else ""
    return st.lists(st.sampled_from(WORDS[language]), min_size=1, max_size=max_size).map(space.join)
