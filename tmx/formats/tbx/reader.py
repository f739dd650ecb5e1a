"""A streaming reader of every TBX: version 3 (ISO 30042:2019) in both styles and any dialect, and version 2."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import BinaryIO

from lxml import etree

from tmx.codec import HEAD, Reading, Wanted
from tmx.errors import BadLanguage, UnreadableFile
from tmx.language import normalise
from tmx.model import NOTHING, Concept, Definition, Field, LanguageLevel, Losses, Skipped, Term, TermStatus
from tmx.safexml import XML_LANG, Walk, root_name

from .back import back_matter, rereadable
from .elements import Items
from .header import read_header
from .ids import decoded
from .items import Gathered

ROOTS = ("tbx", "martif")
_HEADERS = ("tbxHeader", "martifHeader")
_ENTRIES = ("conceptEntry", "termEntry")
_SECTIONS = ("langSec", "langSet")
_TERMS = ("termSec", "tig", "ntig")
_ENTITY = etree.Entity


def is_tbx(head: bytes, roots: tuple[str, ...] = ROOTS) -> bool:
    """True where the root element is one of TBX's, in whatever namespace and encoding."""
    root = root_name(head)
    return root is not None and root.localname in roots


def read(stream: BinaryIO, wanted: Wanted, *, format: str) -> Reading:
    """Open a TBX file. Its header and back matter are read at once, its entries as they are drawn."""
    with ExitStack() as stack:
        source = stack.enter_context(rereadable(stream))
        start = source.tell()
        head = source.read(HEAD)
        source.seek(start)
        namespace = _namespace(head, wanted.file)
        lost = Losses()
        items = Items(namespace, lost)
        items.back = back_matter(source, wanted.file, namespace, lost)
        names = (*_HEADERS, *_ENTRIES)
        walk = Walk(source, wanted.file, tuple(f"{{{namespace}}}{name}" if namespace else name for name in names), head)
        elements = iter(walk)
        first = next(elements, None)
        header = NOTHING
        if first is not None and items.name(first) in _HEADERS:
            header, items.exact = read_header(first, _root_language(first))
            walk.passed(first)
        elif first is not None:
            elements = chain((first,), elements)
        return Reading(format, "concepts", header, _Entries(items).read(elements, walk, stack.pop_all()), lost)
    raise AssertionError("unreachable")


def _namespace(head: bytes, file: str) -> str:
    root = root_name(head)
    if root is None:
        raise UnreadableFile("not a TBX file: it does not begin as XML does", file=file)
    if root.localname not in ROOTS:
        raise UnreadableFile(f"not a TBX file: root is <{root.localname}>", file=file)
    return root.namespace or ""


def _root_language(header: etree._Element) -> str:
    root = header.getparent()
    return "" if root is None else root.get(XML_LANG) or root.get("lang") or ""


class _Unusable(Exception):
    """Why an entry cannot be taken, in words."""


@dataclass(slots=True)
class _Section:
    """What stands in the sections of one language."""

    language: str
    level: Gathered = field(default_factory=lambda: Gathered(LanguageLevel))
    terms: list[tuple[Term, bool]] = field(default_factory=list)


@dataclass(slots=True)
class _Entries:
    """Makes concepts of the entries of one file."""

    items: Items

    def read(self, elements: Iterator[etree._Element], walk: Walk, held: ExitStack) -> Iterator[Concept | Skipped]:
        with held:
            for element in elements:
                yield self.concept(element)
                walk.passed(element)
            undeclared = walk.faults.undeclared()
            if undeclared:
                self.items.lost.add("entities that the file does not declare", undeclared)

    def concept(self, element: etree._Element) -> Concept | Skipped:
        line = element.sourceline
        try:
            return self._concept(element)
        except (_Unusable, BadLanguage) as error:
            return Skipped(f"line {line}", str(error))

    def _concept(self, entry: etree._Element) -> Concept:
        entity = next(entry.iter(_ENTITY), None)
        if entity is not None:
            raise _Unusable(f"it uses the entity {entity.text}, which only a DTD of its own could explain")
        if self.items.name(entry) not in _ENTRIES:
            raise _Unusable("a header among the entries")
        gathered, sections = Gathered(Concept), dict[str, _Section]()
        for child in entry:
            if self.items.name(child) in _SECTIONS:
                self._read_section(child, sections)
            else:
                self._take(child, gathered)
        return self._whole(entry.get("id") or "", gathered, list(sections.values()))

    def _take(self, element: etree._Element, gathered: Gathered) -> None:
        if isinstance(element.tag, str):
            item = self.items.of(element)
            if item is not None:
                gathered.take(item)

    def _read_section(self, element: etree._Element, sections: dict[str, _Section]) -> None:
        raw = element.get(XML_LANG) or element.get("lang") or ""
        if not raw.strip():
            raise _Unusable("one of its languages is not named")
        language = normalise(raw)
        level, terms = Gathered(LanguageLevel), list[tuple[Term, bool]]()
        for child in element:
            if self.items.name(child) not in _TERMS:
                self._take(child, level)
            elif term := self._term(child, language):
                terms.append(term)
        if language in sections:  # IBM's exports open a section for each synonym
            sections[language].level.take_values(level)
            sections[language].terms += terms
        else:
            sections[language] = _Section(language, level, terms)

    def _term(self, section: etree._Element, language: str) -> tuple[Term, bool] | None:
        """A term, and whether its status was said; None, and counted, where it has no text."""
        gathered, text, ids = Gathered(Term), "", [section.get("id") or ""]
        for child in self._parts(section):
            if self.items.name(child) == "term":
                text = self.items.text(child)
                ids.append(child.get("id") or "")
            else:
                self._take(child, gathered)
        if not text.strip():
            self.items.lost.add("terms without text")
            return None
        own = [item.value for item in gathered.asides if item.kind == "id"]
        id, *others = [*own, *map(decoded, filter(None, ids))] or [""]
        if others:
            self.items.lost.add("second identifiers of terms")
        return Term(language, text, id=id, **gathered.said()), "status" in gathered.scalars

    def _parts(self, section: etree._Element) -> Iterator[etree._Element]:
        """The children of a term's section, those of a version 2 ``termGrp`` among them."""
        for child in section:
            if self.items.name(child) == "termGrp":
                yield from child
            else:
                yield child

    def _whole(self, id: str, gathered: Gathered, sections: list[_Section]) -> Concept:
        terms = [term for section in sections for term in _with_statuses(section.terms)]
        if not terms:
            raise _Unusable("it has no term")
        definitions = list(gathered.values.pop("definitions", ()))
        levels = []
        for section in sections:
            definitions += [_spoken(one, section.language) for one in section.level.values.pop("definitions", ())]
            levels.append(LanguageLevel(section.language, **section.level.said()))
        said = gathered.said()
        own = next((item.value for item in gathered.asides if item.kind == "id"), decoded(id))
        levels += _levels_without_terms(gathered.asides)
        return Concept(
            tuple(_in_order(terms, gathered.asides)),
            id=own,
            definitions=tuple(definitions),
            levels=tuple(filter(None, levels)),
            **said,
        )


def _spoken(definition: Definition, language: str) -> Definition:
    return definition if definition.language else replace(definition, language=language)


def _with_statuses(terms: list[tuple[Term, bool]]) -> Iterator[Term]:
    """One language's terms; where no status is said, the first is preferred unless another is, the rest admitted."""
    open_to_first = not any(said and term.status is TermStatus.PREFERRED for term, said in terms)
    for at, (term, said) in enumerate(terms):
        yield replace(term, status=TermStatus.PREFERRED) if not (said or at) and open_to_first else term


def _levels_without_terms(asides: list[Field]) -> Iterator[LanguageLevel]:
    for aside in asides:
        if aside.kind == "level":
            level = Gathered(LanguageLevel)
            for item in aside.fields:
                level.take(item)
            yield LanguageLevel(aside.language, **level.said("definitions"))


def _in_order(terms: list[Term], asides: list[Field]) -> list[Term]:
    """The terms as they stood before the writer put them together by language."""
    order = next((item.value.split() for item in asides if item.kind == "order"), [])
    if sorted(order) != sorted(term.language for term in terms):
        return terms
    by_language: dict[str, list[Term]] = {}
    for term in terms:
        by_language.setdefault(term.language, []).append(term)
    return [by_language[language].pop(0) for language in order]
