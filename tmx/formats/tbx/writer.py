"""The writer of TBX-Basic: version 3 in DCA or DCT style, or version 2; valid, streamed, the same bytes every time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import chain, groupby
from typing import Any, BinaryIO

from lxml import etree

from tmx.convert import as_concepts
from tmx.model import Concept, Definition, Details, Field, LanguageLevel, Languages, Losses, Term, Unit
from tmx.safexml import XML_LANG, legal

from .categories import CONCEPT, LANGUAGE, TERM
from .header import LANGUAGE as HEADER_LANGUAGE
from .header import header_element
from .ids import coded, numbered
from .items import definition_item, given
from .styles import Elements, Style, is_language, put

ELSEWHERE = "x-yiku-elsewhere"
"""The kind of back matter that stands for entries which are pointed to and are not in the file (IDREF must be)."""


def write(
    stream: BinaryIO,
    entries: Iterable[Unit | Concept],
    languages: Languages,
    header: Details,
    losses: Losses,
    *,
    style: Style,
) -> int:
    """Write concepts in one style; units are taken as concepts. Returns how many concepts."""
    writer = _Writer(style, losses)
    language = languages.source or header.attribute(HEADER_LANGUAGE)
    start, end = _root_tags(style, language if is_language(language) else "en")
    stream.write(b'<?xml version="1.0" encoding="UTF-8"?>\n' + start + b"\n")
    stream.write(_laid_out(header_element(style, header, losses), style) + b"<text>\n")
    written = writer.entries(as_concepts(entries))
    first = next(written, None)
    if first is not None or style.root == "martif":  # version 3 has no empty body
        stream.write(b"<body>\n")
        for entry in chain(filter(None, (first,)), written):
            stream.write(entry)
        stream.write(b"</body>\n")
    stream.write(writer.back() + b"</text>\n" + end + b"\n")
    return writer.number


def _root_tags(style: Style, language: str) -> tuple[bytes, bytes]:
    name = f"{{{style.namespace}}}{style.root}" if style.namespace else style.root
    namespaces: Any = {None: style.namespace, **style.modules} if style.namespace else None
    root = etree.Element(name, nsmap=namespaces)
    root.set(XML_LANG, language)
    for key, value in style.attributes:
        root.set(key, value)
    root.text = "|"
    start, _, end = etree.tostring(root).partition(b"|")
    return start, end


def _laid_out(element: etree._Element, style: Style) -> bytes:
    """An element on lines of its own, without the namespaces that the root has declared already."""
    etree.indent(element)
    declared = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in style.modules.items())
    return etree.tostring(element, encoding="UTF-8", xml_declaration=False).replace(declared.encode(), b"", 1) + b"\n"


@dataclass(slots=True)
class _Writer:
    """One export: the style, the identifiers that are taken, and what is lost on the way."""

    style: Style
    losses: Losses
    taken: set[str] = field(default_factory=set)
    number: int = 0
    elements: Elements = field(init=False)

    def __post_init__(self) -> None:
        self.elements = Elements(self.style, self.losses)

    def entries(self, concepts: Iterator[Concept]) -> Iterator[bytes]:
        for concept in concepts:
            terms = [term for term in concept.terms if self._has_place(term)]
            if terms:
                self.number += 1
                yield _laid_out(self._entry(concept, terms), self.style)
            else:
                self.losses.add("concepts without a term")

    def _has_place(self, term: Term) -> bool:
        if not is_language(term.language):
            self.losses.add("terms without a language tag")
        elif not legal(term.text)[0].strip():
            self.losses.add("terms without text")
        else:
            return True
        return False

    def _entry(self, concept: Concept, terms: list[Term]) -> etree._Element:
        languages = list(dict.fromkeys(term.language for term in terms))
        above, inside = placed_definitions(concept.definitions, languages)
        entry = self.elements.top(self.style.names[CONCEPT])
        id = self._claim(concept.id)
        entry.set("id", id or numbered(self.number))
        if concept.id and not id:
            self._append(entry, [Field("id", concept.id, kind="id")], CONCEPT)
        self._append(entry, _asides(concept, terms, languages), CONCEPT)
        self._append(entry, given(replace(concept, definitions=above)), CONCEPT)
        levels = {level.language: level for level in concept.levels}
        for language in languages:
            section = etree.SubElement(entry, self.style.names[LANGUAGE])
            section.set(XML_LANG, language)
            self._append(section, map(definition_item, inside.get(language, ())), LANGUAGE)
            self._append(section, given(levels.get(language, LanguageLevel(language))), LANGUAGE)
            section.extend(self._term(term) for term in terms if term.language == language)
        return entry

    def _term(self, term: Term) -> etree._Element:
        section = etree.Element(self.style.names[TERM])
        put(etree.SubElement(section, "term"), term.text, self.losses)
        items = list(given(term))
        id = self._claim(term.id)
        if id:
            section.set("id", id)
        elif term.id:
            items.append(Field("id", term.id, kind="id"))
        native = [self.elements.is_native(item, TERM) and item.kind == "termNote" for item in items]
        for first in (True, False):  # the term notes stand before all else
            self._append(section, (item for item, is_note in zip(items, native, strict=True) if is_note is first), TERM)
        return section

    def _append(self, parent: etree._Element, items: Iterable[Field], level: str) -> None:
        parent.extend(self.elements.of(item, level) for item in items)

    def _claim(self, id: str) -> str:
        """The XML ID for an identifier, empty where there is none or another entry has taken it."""
        found = coded(id) if id else ""
        if found in self.taken:
            return ""
        if found:
            self.taken.add(found)
        return found

    def back(self) -> bytes:
        """Back matter for what is pointed to and not here, so that every IDREF has its ID."""
        missing = sorted(self.elements.targets - self.taken)
        if not missing:
            return b""
        back = etree.Element("back")
        section = etree.SubElement(back, self.style.names["back"], type=ELSEWHERE)
        for id in missing:
            entry = etree.SubElement(section, "refObject", id=id)
            etree.SubElement(entry, "item").text = "not in this file"
        return _laid_out(back, self.style)


def _asides(concept: Concept, terms: list[Term], languages: list[str]) -> Iterator[Field]:
    """What TBX has no place for: the order of terms whose languages alternate, and languages without terms."""
    spoken = [term.language for term in terms]
    if sum(1 for _ in groupby(spoken)) > len(languages):
        yield Field("order", " ".join(spoken), kind="order")
    for level in concept.levels:
        if level and level.language not in languages:
            yield Field("level", language=level.language, kind="level", fields=tuple(given(level)))


def placed_definitions(
    definitions: tuple[Definition, ...], languages: list[str]
) -> tuple[tuple[Definition, ...], dict[str, list[Definition]]]:
    """The definitions of the concept itself, and those that its language sections hold, their order kept.

    A section takes the last ones, as long as they stand in the order of the sections.
    """
    inside: dict[str, list[Definition]] = {}
    at, bound = len(definitions), len(languages)
    while at and definitions[at - 1].language in languages[:bound]:
        at -= 1
        one = definitions[at]
        bound = languages.index(one.language) + 1
        inside.setdefault(one.language, []).insert(0, replace(one, language=""))
    return definitions[:at], inside
