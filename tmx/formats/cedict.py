"""CC-CEDICT: the Chinese–English dictionary that many tools share, read as a glossary of real size.

A line is ``Traditional Simplified [pin1 yin1] /sense/sense/``; a sense may hold several glosses with ``; `` between
them (https://cc-cedict.org/wiki/format:syntax). Every sense is kept word for word as a definition. A gloss becomes an
English term where it reads like one: short, without Chinese, commas or quotes, once its remarks in brackets are taken
off; the ``to`` of an infinitive says that the term is a verb. What is about the word, such as “surname Li” and “variant
of 峰”, gives none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO

from tmx.codec import Codec, Reading, Wanted
from tmx.errors import HostileFile, UnreadableFile
from tmx.model import Concept, Definition, Details, Field, Losses, Prop, Skipped, Term, TermStatus

HANT, HANS, ENGLISH = "zh-Hant", "zh-Hans", "en"
PINYIN = "pinyin"
MOST_WORDS = 5
"""A gloss of more words explains; it is not a term."""

_LONGEST_LINE = 64 * 1024
_BOM = b"\xef\xbb\xbf"
# Version 2 of the syntax writes [[pin1yin1]].
_ENTRY = re.compile(r"(?P<hant>[^\s/\[]+) (?P<hans>[^\s/\[]+) \[\[?(?P<pinyin>[^\[\]]*)\]\]? /(?P<senses>.*)/\s*")
_SETTING = re.compile(r"#!\s*(\w+)=(.*)")
_REMARK = re.compile(r"\s*\([^()]*\)\s*")
_ABOUT_THE_WORD = re.compile(
    r"surname|variant of|(?:old|erhua|Japanese|archaic) variant|abbr\.|see |also |used |CL:|classifier|lit\.|fig\.|"
    r"same as|equivalent|contracted form|(?:Taiwan )?pr\. |erroneous|archaic"
)
_NO_TERM = re.compile(r"[,:;!?\"“”…/|\[\]{}=\u2e80-\u9fff]|\.\.\.")


def detect(head: bytes) -> bool:
    """True where the first line that is no comment is an entry, or the first comment names the dictionary."""
    text = head.decode("utf-8-sig", "replace")
    if text.startswith("# CC-CEDICT"):
        return True
    lines = (line for line in text.splitlines() if line.strip() and not line.startswith("#"))
    return _ENTRY.fullmatch(next(lines, "")) is not None


def read(stream: BinaryIO, wanted: Wanted) -> Reading:
    """Open a dictionary. What its header says (version, date, licence) becomes the header's properties."""
    lines = _lines(stream, wanted.file)
    props: list[Prop] = []
    first: list[tuple[int, str]] = []
    for number, line in lines:
        if not line.startswith("#"):
            first.append((number, line))
            break
        setting = _SETTING.fullmatch(line)
        if setting:
            props.append(Prop(setting[1], setting[2].strip()))
    return Reading("cedict", "concepts", Details(props=tuple(props)), _entries(chain(first, lines)), Losses())


def _lines(stream: BinaryIO, file: str) -> Iterator[tuple[int, str]]:
    """The lines with their numbers, without their ends, none of them empty."""
    number = 0
    while line := stream.readline(_LONGEST_LINE + 1):
        number += 1
        if len(line) > _LONGEST_LINE:
            raise HostileFile(f"a line is longer than {_LONGEST_LINE:,} bytes", file=file, at=f"line {number}")
        try:
            text = (line.removeprefix(_BOM) if number == 1 else line).decode("utf-8").rstrip()
        except UnicodeDecodeError:
            raise UnreadableFile("it is not UTF-8", file=file, at=f"line {number}", hint="save it as UTF-8") from None
        if text:
            yield number, text


def _entries(lines: Iterator[tuple[int, str]]) -> Iterator[Concept | Skipped]:
    for number, line in lines:
        if line.startswith("#"):
            continue
        found = _ENTRY.fullmatch(line)
        if "\0" in line:
            yield Skipped(f"line {number}", "a NUL character, which no text has")
        elif found is None:
            yield Skipped(f"line {number}", "it is not “Traditional Simplified [pin1 yin1] /meaning/”")
        else:
            yield _concept(found["hant"], found["hans"], found["pinyin"].strip(), found["senses"])


def _concept(hant: str, hans: str, pinyin: str, senses: str) -> Concept:
    meanings = [sense.strip() for sense in senses.split("/") if sense.strip()]
    chinese = (Term(HANT, hant, TermStatus.PREFERRED), Term(HANS, hans, TermStatus.PREFERRED))
    return Concept(
        (*chinese, *_english(meanings)),
        id=f"{hant} {hans} [{pinyin}]",
        definitions=tuple(Definition(meaning, ENGLISH) for meaning in meanings),
        fields=(Field(PINYIN, pinyin),) if pinyin else (),
    )


def _english(meanings: list[str]) -> Iterator[Term]:
    """The terms among the glosses, each once: the first preferred, the others admitted."""
    seen: set[str] = set()
    for meaning in meanings:
        for gloss in meaning.split("; "):
            text, part_of_speech = _as_term(gloss)
            if text and text not in seen:
                status = TermStatus.ADMITTED if seen else TermStatus.PREFERRED
                seen.add(text)
                yield Term(ENGLISH, text, status, part_of_speech=part_of_speech)


def _as_term(gloss: str) -> tuple[str, str]:
    """A gloss as a term and its part of speech, both empty where it is none."""
    text = _REMARK.sub(" ", gloss).strip()
    verb = text.startswith("to ")
    text = text.removeprefix("to ")
    words = len(text.split())
    if not 0 < words <= MOST_WORDS or _NO_TERM.search(text) or _ABOUT_THE_WORD.match(text) or "(" in text:
        return "", ""
    return text, "verb" if verb else ""


CODECS = (
    Codec(
        name="cedict",
        title="CC-CEDICT, the Chinese–English dictionary",
        extensions=(".u8",),
        kinds=frozenset({"concepts"}),
        detect=detect,
        read=read,
        write=None,
        carries=("terms in both scripts, English terms, pinyin, every sense as a definition",),
        loses=(),
        mimetype="text/plain",
        rank=60,
    ),
)
