"""Chinese numerals: 三百五十, 两千零五, 二〇二二, 壹佰."""

from __future__ import annotations

from fractions import Fraction

DIGITS = "〇一二三四五六七八九"
_FINANCIAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千")
_DIGIT = {char: value for value, char in enumerate(DIGITS)} | {"零": 0, "两": 2}
_SMALL = {"十": 10, "百": 100, "千": 1000}
LARGE = {"万": 10**4, "亿": 10**8}
CHARACTERS = "〇零一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟"
_LARGEST = 10**12


def value_of(numeral: str) -> Fraction | None:
    """The value of a well-formed numeral, with 点 before decimals; None for any other run of characters."""
    whole, point, decimals = numeral.translate(_FINANCIAL).partition("点")
    value = _whole(whole)
    if value is None or not point:
        return None if value is None else Fraction(value)
    if not decimals or any(char not in _DIGIT for char in decimals):
        return None
    return value + Fraction(int("".join(str(_DIGIT[char]) for char in decimals)), 10 ** len(decimals))


def positional(numeral: str) -> int | None:
    """The value of digits alone, read as places: 二〇二二 is 2022."""
    if not all(char in _DIGIT and char != "两" for char in numeral) or not numeral:
        return None
    return int("".join(str(_DIGIT[char]) for char in numeral))


def _whole(numeral: str) -> int | None:
    """Sections of up to 9999, each with the magnitude behind it, magnitudes falling."""
    total, ceiling = 0, _LARGEST * 10
    rest = numeral
    for magnitude in ("亿", "万"):
        head, found, tail = rest.partition(magnitude)
        if found:
            head = head.removeprefix("零") if total else head
            section = _whole(head) if magnitude == "亿" and "万" in head else _section(head)
            if not section:
                return None
            total += section * LARGE[magnitude]
            ceiling, rest = LARGE[magnitude], tail
    if not rest:
        return total if numeral else None
    section = _section(rest.removeprefix("零") if total else rest)
    return total + section if section is not None and section < ceiling else None


def _section(numeral: str) -> int | None:
    """Up to 9999: each digit with its place behind it, places falling, 零 or 〇 for those left out."""
    if numeral in ("零", "〇"):
        return 0
    total, ceiling, digit = 0, 10**4, None
    for at, char in enumerate(numeral):
        if char in _SMALL:
            place = _SMALL[char]
            if digit is None and not (at == 0 and char == "十"):
                return None
            if place >= ceiling:
                return None
            total, ceiling, digit = total + (1 if digit is None else digit) * place, place, None
        elif char in "零〇":
            if digit is not None or at in (0, len(numeral) - 1):
                return None
        elif char in _DIGIT and digit is None:
            digit = _DIGIT[char]
        else:
            return None
    if digit is None:
        return total or None
    between = numeral[-2:-1]
    if total and ceiling > 10 and between not in ("零", "〇"):
        return None  # 三百五 is said for 350
    return total + digit if ceiling > 1 else None


def text_of(value: int) -> str | None:
    """A whole number from 0 to below a trillion as a numeral, 两 before 千, 万 and 亿 at its beginning."""
    if not 0 <= value < _LARGEST:
        return None
    if value == 0:
        return "零"
    text, rest = "", value
    for magnitude in ("亿", "万", ""):
        section, rest = divmod(rest, LARGE[magnitude]) if magnitude else (rest, 0)
        if section:
            gap = "零" if text and (section < 1000 or text[-1] == "零") else ""
            text += gap + _section_text(section) + magnitude
    if text.startswith("一十"):
        text = text[1:]
    return f"两{text[1:]}" if text[:1] == "二" and text[1:2] in ("千", "万", "亿") else text


def _section_text(section: int) -> str:
    text, gap = "", False
    for place, char in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, section = divmod(section, place)
        if digit:
            text += ("零" if gap and text else "") + DIGITS[digit] + char
            gap = False
        else:
            gap = True
    return text


def positional_text(value: int) -> str:
    """A whole number digit by digit: 二〇二二."""
    return "".join(DIGITS[int(char)] for char in str(value))
