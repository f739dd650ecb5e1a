"""The languages that are spoken for: tokens, case, width and inflection, and what a memory of each finds."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from glossary.library import Library
from glossary.matching.score import readings, similarity
from glossary.text.keys import key_text
from glossary.text.tokenise import tokens
from tests.glossary.library.contents import bring, file_of
from tests.glossary.library.scan import matched, scan
from tmx.model import Segment, Unit


@dataclass(frozen=True)
class Language:
    """A language's sentences, and facts about its words."""

    tag: str
    sentence: str
    cut: str
    """The tokens of the sentence, with spaces between them."""
    same: tuple[tuple[str, str], ...]
    """Forms of a word that share a key, though they are written differently."""
    other: tuple[tuple[str, str], ...]
    """Words that look alike and are none of each other."""
    memory: tuple[str, ...]
    near: tuple[tuple[str, str, int], ...]
    """A query, the sentence of the memory that is nearest to it, and its points."""
    found: tuple[tuple[str, str], ...]
    """A query of the search, and what it hits."""


LANGUAGES = [
    Language(
        "zh-Hans",
        "海关总署2024年发布第12号公告。",
        "海 关 总 署 2024 年 发 布 第 12 号 公 告 。",
        (("ＡＢＣ", "abc"), ("１２", "12"), ("，", ","), ("税", "稅")),
        (("税", "说"), ("己", "已"), ("里", "裹")),
        ("货物进入保税区。", "货物离开保税区。", "企业在保税区内设立。", "关税由海关征收。"),
        (("货物进入保税港区。", "货物进入保税区。", 88), ("货物进入保税区", "货物进入保税区。", 87)),
        (("保税区", "保税区"), ("海关", "海关")),
    ),
    Language(
        "zh-Hant",
        "海關總署發布公告，共3頁。",
        "海 關 總 署 發 布 公 告 ， 共 3 頁 。",
        (("稅", "税"), ("關", "关"), ("ＡＢＣ", "abc")),
        (("稅", "說"), ("裡", "衷")),
        ("貨物進入保稅區。", "企業在保稅區內設立。", "關稅由海關徵收。"),
        (("貨物進入保稅港區。", "貨物進入保稅區。", 88), ("關稅由海關徵收", "關稅由海關徵收。", 87)),
        (("保稅區", "保稅區"), ("保税区", "保稅區")),
    ),
    Language(
        "ja",
        "東京タワーは333メートルです。",
        "東 京 タ ワ ー は 333 メ ー ト ル で す 。",
        (("ｶﾞｽ", "ガス"), ("か\u3099", "が"), ("ＪＲ", "jr")),
        (("か", "が"), ("ハ", "バ"), ("カ", "力"), ("シ", "ツ")),
        ("貨物を保税地域に搬入する。", "貨物を保税地域から搬出する。", "ガスの使用量を確認する。"),
        (
            ("貨物を保税地域へ搬入する。", "貨物を保税地域に搬入する。", 92),
            ("ｶﾞｽの使用量を確認する。", "ガスの使用量を確認する。", 98),
        ),
        (("ｶﾞｽ", "ガス"), ("保税地域", "保税地域")),
    ),
    Language(
        "ko",
        "한국의 수도는 서울이다.",
        "한국의 수도는 서울이다 .",
        (("ＫＢＳ", "kbs"), ("\u1112\u1161\u11ab", "한")),
        (("수도", "수돗"), ("관세", "관서")),
        ("화물은 보세구역에 반입한다.", "화물을 보세구역에서 반출한다.", "관세는 수입 신고 때 낸다."),
        (("화물을 보세구역에 반입한다.", "화물은 보세구역에 반입한다.", 75),),
        (("수입 신고", "수입 신고"), ("관세는", "관세는")),
    ),
    Language(
        "th",
        "ที่นี่มีน้ำ",
        "ที่ นี่ มี น้ ำ",
        (("ABC", "abc"), ("๑๒", "12")),
        (("ก", "ข"), ("ที่", "ที"), ("นำ", "น้ำ")),
        ("สินค้าเข้าเขตปลอดอากร", "สินค้าออกจากเขตปลอดอากร", "ภาษีนำเข้า"),
        (("สินค้าเข้าเขตปลอดภาษี", "สินค้าเข้าเขตปลอดอากร", 83),),
        (("เขตปลอดอากร", "เขตปลอดอากร"), ("ภาษี", "ภาษี")),
    ),
    Language(
        "ru",
        "Товары ввозятся в 2024 году.",
        "Товары ввозятся в 2024 году .",
        (("товары", "ТОВАРОВ"), ("зона", "зоны"), ("таможенный", "таможенная"), ("ввозится", "ввозятся")),
        (("товар", "навар"), ("зона", "зола")),
        ("Товары ввозятся в свободную зону.", "Пошлина уплачивается при ввозе.", "Склад открыт с утра."),
        (("Товар ввозится в свободную зону.", "Товары ввозятся в свободную зону.", 90),),
        (("свободная зона", "свободную зону"), ("пошлины", "Пошлина")),
    ),
    Language(
        "ar",
        "تدخل البضائع المنطقة الحرة.",
        "تدخل البضائع المنطقة الحرة .",
        (("كِتَاب", "كتاب"), ("المنطقة", "منطقة"), ("الرسوم", "رسوم")),
        (("كتاب", "كلاب"), ("حرة", "جرة")),
        ("تدخل البضائع المنطقة الحرة.", "تغادر السفينة الميناء.", "تدفع الرسوم عند الاستيراد."),
        (("تدخل البضائع منطقة حرة.", "تدخل البضائع المنطقة الحرة.", 74),),
        (("منطقة", "المنطقة"), ("رسوم", "الرسوم")),
    ),
    Language(
        "de",
        "Die Waren kosten 1.000,50 Euro.",
        "Die Waren kosten 1.000,50 Euro .",
        (("STRASSE", "Straße"), ("Ware", "Waren"), ("Häuser", "Häusern"), ("Einfuhr", "Einfuhren")),
        (("Maße", "Mappe"), ("schon", "schob"), ("Ware", "Wade")),
        ("Die Waren werden eingeführt.", "Der Zoll wird bei der Einfuhr gezahlt.", "Die Straße ist gesperrt."),
        (
            ("Die Ware wird eingeführt.", "Die Waren werden eingeführt.", 74),
            ("DIE STRASSE IST GESPERRT.", "Die Straße ist gesperrt.", 92),
        ),
        (("Strasse", "Straße"), ("ware", "Waren")),
    ),
    Language(
        "fr",
        "L’entrée des marchandises est libre.",
        "L’entrée des marchandises est libre .",
        (("l’entrée", "L'entrée"), ("marchandise", "marchandises"), ("ÉTÉ", "e\u0301te\u0301"), ("libre", "libres")),
        (("pêche", "poche"), ("cote", "code")),
        ("Les marchandises entrent dans la zone franche.", "Les droits sont payés.", "L’été est long."),
        (("La marchandise entre dans la zone franche.", "Les marchandises entrent dans la zone franche.", 71),),
        (("zones franches", "zone franche"), ("l'été", "L’été")),
    ),
]
every = pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.tag)


@every
def test_a_sentence_is_cut_into_tokens(language: Language) -> None:
    assert tokens(language.sentence) == language.cut.split()


@every
def test_forms_of_a_word_share_a_key_and_other_words_do_not(language: Language) -> None:
    for one, other in language.same:
        assert key_text(one, language.tag) == key_text(other, language.tag), (one, other)
        points = similarity(readings(one, language.tag), readings(other, language.tag))
        assert points < 100, (one, other)
    for one, other in language.other:
        assert key_text(one, language.tag) != key_text(other, language.tag), (one, other)
        assert similarity(readings(one, language.tag), readings(other, language.tag)) < 70, (one, other)


@pytest.fixture
def held(language: Language, tmp_path: Path) -> Library:
    library = Library.open(tmp_path / "library.db")
    units = [
        Unit((Segment(language.tag, text), Segment("en", f"line {at}"))) for at, text in enumerate(language.memory)
    ]
    bring(library, file_of(units), memory="m")
    return library


@every
def test_the_nearest_sentence_comes_first_with_its_points(language: Language, held: Library) -> None:
    for query, nearest, points in language.near:
        best = held.match(query, source=language.tag, target="en", threshold=50).matches[0]
        assert (best.source, best.score) == (nearest, points), query


@every
def test_search_finds_words_in_every_form(language: Language, held: Library) -> None:
    for query, hit in language.found:
        answer = held.search(query, language=language.tag)
        hits = [piece.text for piece in answer.segments[0].sides[0].pieces if piece.mark == "hit"]
        assert hits[0] == hit, query


@every
def test_nothing_is_missed(language: Language, held: Library) -> None:
    queries = [*language.memory, *(query for query, _, _ in language.near), language.sentence]
    queries += [text[: len(text) // 2] + text[len(text) // 2 + 2 :] for text in language.memory]
    for query in queries:
        for threshold in (50, 70, 90, 100):
            for source, target, text in ((language.tag, "en", query), ("en", language.tag, "line 1")):
                assert matched(held, text, source, target, threshold) == scan(held, text, source, target, threshold)
