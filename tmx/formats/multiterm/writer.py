"""The writer of MultiTerm XML: each concept with its fields under the names of MultiTerm's templates."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import BinaryIO

from lxml import etree

from tmx.convert import as_concepts
from tmx.language import normalise
from tmx.language_names import name_of
from tmx.model import (
    Concept,
    Details,
    Field,
    Languages,
    Losses,
    Note,
    Term,
    Transaction,
    Unit,
)
from tmx.safexml import legal

from .fields import NAMES
from .reader import concept_of


def write(
    stream: BinaryIO, entries: Iterable[Unit | Concept], languages: Languages, header: Details, losses: Losses
) -> int:
    """Write all concepts, in all languages or the two that are given."""
    if header:
        losses.add("properties of the file")
    wanted = {normalise(tag) for tag in (languages.source, languages.target) if tag}
    written = 0
    with etree.xmlfile(stream, encoding="utf-8") as file:
        file.write_declaration()
        with file.element("mtf"):
            for concept in as_concepts(entries):
                group = _group(concept, wanted, written + 1, losses)
                if group is not None:
                    file.write("\n")
                    file.write(group)
                    written += 1
            file.write("\n")
    return written


def _group(concept: Concept, wanted: set[str], number: int, losses: Losses) -> etree._Element | None:
    terms = [term for term in concept.terms if term.text.strip() and (not wanted or term.language in wanted)]
    if not terms:
        losses.add("concepts without a term")
        return None
    if len(terms) < len(concept.terms):
        losses.add("terms in other languages, or without text", len(concept.terms) - len(terms))
    group = _Writer(losses).concept(concept, terms, number)
    held = concept_of(group, Losses())
    if not concept.id:
        held = replace(held, id="")  # the number that a concept must have is no loss
    if _by_language(held) != _by_language(replace(concept, terms=tuple(terms))):
        losses.add("entries of which more is known")
    return group


def _by_language(concept: Concept) -> Concept:
    """The concept with its terms as a file has them, one language after the other, and definitions likewise."""
    order = {tag: at for at, tag in enumerate(dict.fromkeys(term.language for term in concept.terms))}
    definitions = sorted(concept.definitions, key=lambda each: order.get(each.language, -1))
    return replace(
        concept,
        terms=tuple(sorted(concept.terms, key=lambda term: order[term.language])),
        definitions=tuple(definitions),
    )


class _Writer:
    """Makes the elements of one concept."""

    def __init__(self, losses: Losses) -> None:
        self._losses = losses

    def concept(self, concept: Concept, terms: list[Term], number: int) -> etree._Element:
        """The schema wants a number for each concept, so an identifier that is none is a field."""
        group = etree.Element("conceptGrp")
        numeric = concept.id.isascii() and concept.id.isdecimal() and len(concept.id) < 10
        self._add(group, "concept", concept.id if numeric else str(number))
        self._transactions(group, concept.transactions)
        tags = tuple(dict.fromkeys(term.language for term in terms))
        if concept.id and not numeric:
            self._field(group, NAMES["id"], concept.id)
        for name, texts in (
            ("domain", concept.domains),
            ("note", _texts(concept.notes)),
            ("source", concept.sources),
            ("customer", concept.customers),
            ("project", concept.projects),
        ):
            for text in texts:
                self._field(group, NAMES[name], text)
        self._definitions(group, concept, "" if "" in {each.language for each in concept.definitions} else None)
        self._fields(group, concept.fields)
        for tag in tags:
            self._language(group, concept, tag, [term for term in terms if term.language == tag])
        return group

    def _language(self, parent: etree._Element, concept: Concept, tag: str, terms: list[Term]) -> None:
        group = etree.SubElement(parent, "languageGrp")
        language = etree.SubElement(group, "language")
        language.set("type", name_of(tag).replace("_", " "))
        language.set("lang", tag.upper())
        level = next((level for level in concept.levels if level.language == tag), None)
        if level:
            self._transactions(group, level.transactions)
            for name, texts in (("note", _texts(level.notes)), ("source", level.sources)):
                for text in texts:
                    self._field(group, NAMES[name], text)
        self._definitions(group, concept, tag)
        self._fields(group, level.fields if level else ())
        for term in terms:
            self._term(group, term)

    def _term(self, parent: etree._Element, term: Term) -> None:
        group = etree.SubElement(parent, "termGrp")
        self._add(group, "term", term.text)
        self._transactions(group, term.transactions)
        for name, texts in (
            ("status", (term.status.value,)),
            ("type", (term.type,)),
            ("part_of_speech", (term.part_of_speech,)),
            ("gender", (term.gender,)),
            ("geographical_usage", (term.geographical_usage,)),
            ("note", _texts(term.notes)),
            ("source", term.sources),
            ("customer", term.customers),
            ("project", term.projects),
        ):
            for text in texts:
                self._field(group, NAMES[name], text)
        for context in term.contexts:
            self._field(group, NAMES["context"], context.text, context.source)
        self._fields(group, term.fields)

    def _definitions(self, group: etree._Element, concept: Concept, language: str | None) -> None:
        for each in concept.definitions:
            if each.language == language:
                self._field(group, NAMES["definition"], each.text, each.source)

    def _fields(self, group: etree._Element, fields: tuple[Field, ...]) -> None:
        for each in fields:
            made = self._field(group, each.type, each.value)
            if made is not None:
                for inner in each.fields:
                    self._field(made, inner.type, inner.value)

    def _field(self, parent: etree._Element, type: str, text: str, source: str = "") -> etree._Element | None:
        if not text.strip():
            return None
        group = etree.SubElement(parent, "descripGrp")
        self._add(group, "descrip", text).set("type", self._held(type))
        if source.strip():
            self._field(group, NAMES["source"], source)
        return group

    def _transactions(self, parent: etree._Element, transactions: tuple[Transaction, ...]) -> None:
        for each in transactions:
            group = etree.SubElement(parent, "transacGrp")
            self._add(group, "transac", each.who).set("type", self._held(each.type))
            self._add(group, "date", each.date)

    def _add(self, parent: etree._Element, name: str, text: str) -> etree._Element:
        element = etree.SubElement(parent, name)
        element.text = self._held(text)
        return element

    def _held(self, text: str) -> str:
        kept, left_out = legal(text)
        if left_out:
            self._losses.add("characters that XML cannot hold", left_out)
        return kept


def _texts(notes: tuple[Note, ...]) -> tuple[str, ...]:
    return tuple(note.text for note in notes)
