"""The reader of MultiTerm XML: ``conceptGrp`` by ``conceptGrp``, whatever its fields are called.

Schema: ``mtf`` holds ``conceptGrp`` (concept, transacGrp, descripGrp, languageGrp), that ``language`` and ``termGrp``,
that ``term``; ``descripGrp`` may stand on each level, and in another. Files come in UTF-16 as often as in UTF-8.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any, BinaryIO

from lxml import etree

from tmx.codec import HEAD, Reading, Wanted
from tmx.errors import UnreadableFile
from tmx.language_names import tag_of
from tmx.model import (
    NOTHING,
    Concept,
    Context,
    Definition,
    Field,
    LanguageLevel,
    Losses,
    Note,
    Skipped,
    Term,
    TermStatus,
    Transaction,
)
from tmx.replay import read_fully, replay
from tmx.safexml import Walk, root_name

from .fields import known, status_of

_ENTITY = etree.Entity


def detect(head: bytes) -> bool:
    """True where the root element is ``<mtf>``."""
    root = root_name(head)
    return root is not None and root.localname == "mtf"


def read(stream: BinaryIO, wanted: Wanted) -> Reading:
    """Open a termbase. Raises `UnreadableFile` where it is no MultiTerm XML."""
    head = read_fully(stream, HEAD)
    if not detect(head):
        raise UnreadableFile("not MultiTerm XML: its root is not <mtf>", file=wanted.file)
    walk = Walk(replay(head, stream), wanted.file, ("conceptGrp",), head)
    lost = Losses()
    return Reading("multiterm", "concepts", NOTHING, _concepts(walk, lost), lost)


def _concepts(walk: Walk, lost: Losses) -> Iterator[Concept | Skipped]:
    for group in walk:
        line = group.sourceline
        try:
            concept = concept_of(group, lost)
        except _Unusable as error:
            yield Skipped(f"line {line}", str(error))
        else:
            yield concept
        walk.passed(group)


class _Unusable(Exception):
    """Why a concept cannot be taken."""


@dataclass(slots=True)
class _Said:
    """What the groups on one level say, by what they are called here; other fields as they come."""

    texts: dict[str, list[str]] = field(default_factory=dict)
    definitions: list[Definition] = field(default_factory=list)
    contexts: list[Context] = field(default_factory=list)
    transactions: list[Transaction] = field(default_factory=list)
    fields: list[Field] = field(default_factory=list)

    def first(self, name: str) -> str:
        return next(iter(self.texts.get(name, ())), "")

    def all(self, name: str) -> tuple[str, ...]:
        return tuple(self.texts.get(name, ()))

    def notes(self) -> tuple[Note, ...]:
        return tuple(map(Note, self.all("note")))


_CONCEPT = frozenset({"domain", "definition", "note", "source", "customer", "project", "id"})
_LANGUAGE = frozenset({"definition", "note", "source"})
_TERM = frozenset(
    {"definition", "note", "source", "customer", "project", "status", "type", "part_of_speech", "gender"}
    | {"geographical_usage", "context"}
)
_ONE = frozenset({"id", "status", "type", "part_of_speech", "gender", "geographical_usage"})


def concept_of(group: etree._Element, lost: Losses) -> Concept:
    """A concept as its element has it; what has no place is counted in `lost`."""
    entity = next(group.iter(_ENTITY), None)
    if entity is not None:
        raise _Unusable(f"it uses the entity {entity.text}, which only a DTD of its own could explain")
    said = _said(group, _CONCEPT, lost)
    definitions, terms, levels = list(said.definitions), list[Term](), list[LanguageLevel]()
    for language in _named(group, "languageGrp"):
        tag = _tag(language)
        own = _said(language, _LANGUAGE, lost, tag)
        definitions += own.definitions
        for each in _named(language, "termGrp"):
            beside = _said(each, _TERM, lost, tag)
            definitions += beside.definitions
            terms.append(_term(each, tag, beside, terms))
        level = LanguageLevel(
            tag, own.notes(), own.all("source"), transactions=tuple(own.transactions), fields=tuple(own.fields)
        )
        levels += [level] if level else []
    if not terms:
        raise _Unusable("it has no term")
    return Concept(
        tuple(terms),
        id=said.first("id") or _text(next(_named(group, "concept"), None)),
        domains=said.all("domain"),
        definitions=tuple(dict.fromkeys(definitions)),
        notes=said.notes(),
        sources=said.all("source"),
        customers=said.all("customer"),
        projects=said.all("project"),
        transactions=tuple(said.transactions),
        levels=_joined(levels),
        fields=tuple(said.fields),
    )


def _joined(levels: list[LanguageLevel]) -> tuple[LanguageLevel, ...]:
    """One level a language, where a file has a language twice."""
    found: dict[str, LanguageLevel] = {}
    for level in levels:
        before = found.get(level.language)
        found[level.language] = (
            level
            if before is None
            else replace(
                before,
                notes=before.notes + level.notes,
                sources=before.sources + level.sources,
                transactions=before.transactions + level.transactions,
                fields=before.fields + level.fields,
            )
        )
    return tuple(found.values())


def _tag(group: etree._Element) -> str:
    language = next(_named(group, "language"), None)
    names = [language.get("lang") or "", language.get("type") or ""] if language is not None else []
    tag = next((tag for tag in map(tag_of, names) if tag), "")
    if not tag:
        raise _Unusable(f"“{' '.join(names).strip()[:40]}” is no language that is known here")
    return tag


def _term(group: etree._Element, tag: str, said: _Said, before: list[Term]) -> Term:
    text = _text(next(_named(group, "term"), None))
    if not text:
        raise _Unusable("it has a term without text")
    word = said.first("status")
    status = status_of(word)
    fields = [*said.fields, *([Field("Status", word)] if word and status is None else [])]
    if status is None:
        first = all(term.language != tag for term in before)
        status = TermStatus.PREFERRED if first else TermStatus.ADMITTED
    return Term(
        tag,
        text,
        status,
        type=said.first("type"),
        part_of_speech=said.first("part_of_speech"),
        gender=said.first("gender"),
        geographical_usage=said.first("geographical_usage"),
        contexts=tuple(said.contexts),
        notes=said.notes(),
        sources=said.all("source"),
        customers=said.all("customer"),
        projects=said.all("project"),
        transactions=tuple(said.transactions),
        fields=tuple(fields),
    )


def _said(group: etree._Element, names: frozenset[str], lost: Losses, language: str = "") -> _Said:
    said = _Said()
    for child in _named(group, "transacGrp"):
        said.transactions.append(_transaction(child))
    for child in _named(group, "descripGrp"):
        _take(child, said, names, language, lost)
    return said


def _take(group: etree._Element, said: _Said, names: frozenset[str], language: str, lost: Losses) -> None:
    """One field, with what stands in its group."""
    descrip = next(_named(group, "descrip"), None)
    text, type = _text(descrip), (descrip.get("type") or "") if descrip is not None else ""
    inner = [child for child in group if child is not descrip]
    if descrip is not None and len(descrip):
        lost.add("links in fields, of which the text stays")
    if not text:
        return
    name = known(type)
    if name == "definition" and name in names:
        said.definitions.append(Definition(text, language, _source(inner, lost)))
    elif name == "context" and name in names:
        said.contexts.append(Context(text, _source(inner, lost)))
    elif name in names and not inner and not (name in _ONE and name in said.texts):
        said.texts.setdefault(name, []).append(text)
    else:
        said.fields.append(Field(type, text, fields=tuple(_inner(inner, lost))))


def _source(inner: list[Any], lost: Losses) -> str:
    """The source that stands in a field's own group; anything else there is counted."""
    texts = [_text(next(_named(each, "descrip"), None)) for each in inner if _is_source(each)]
    if len(inner) > len(texts[:1]):
        lost.add("fields in definitions and contexts, other than their source", len(inner) - len(texts[:1]))
    return texts[0] if texts else ""


def _is_source(group: Any) -> bool:
    descrip = next(_named(group, "descrip"), None)
    return descrip is not None and known(descrip.get("type") or "") == "source"


def _inner(inner: list[Any], lost: Losses) -> Iterator[Field]:
    for group in inner:
        descrip = next(_named(group, "descrip"), None)
        if descrip is None or len(group) > 1:
            lost.add("fields in fields, or who changed them")
        else:
            yield Field(descrip.get("type") or "", _text(descrip))


def _transaction(group: etree._Element) -> Transaction:
    transac, date = next(_named(group, "transac"), None), next(_named(group, "date"), None)
    return Transaction((transac.get("type") or "") if transac is not None else "", _text(date), _text(transac))


def _named(group: etree._Element, name: str) -> Iterator[etree._Element]:
    return (child for child in group if child.tag == name)


def _text(element: etree._Element | None) -> str:
    return "".join(map(str, element.itertext())).strip() if element is not None else ""
