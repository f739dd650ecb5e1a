"""What the form of a concept has: the parts of `tmx.model.Concept` that are typed or chosen, in their order."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from tmx.formats.tbx.categories import GENDERS, LOCATIONS, PARTS_OF_SPEECH, TERM_TYPES
from tmx.model import Concept, Context, Definition, Field, LanguageLevel, Link, Note, Term, TermStatus


class Kind(StrEnum):
    """How a text is typed: one line, several, one of a list, a language tag."""

    LINE = "line"
    AREA = "area"
    CHOICE = "choice"
    LANGUAGE = "language"


@dataclass(frozen=True, slots=True)
class Input:
    """One text of a value, by the name of its attribute.

    `usual` ones stand open, the others are folded away. A row in which only inputs that do not count are filled says
    nothing. A `needed` one must not be missing beside others.
    """

    name: str
    label: str
    kind: Kind = Kind.LINE
    choices: tuple[str, ...] = ()
    usual: bool = True
    counts: bool = True
    needed: bool = False
    default: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """A part of which there can be any number, each a row: the attribute, what one of them is called, and its kind.

    `title` calls them all where they stand open. Where `of` is `str` the row has one input, whose name says nothing.
    """

    name: str
    label: str
    of: Any
    inputs: tuple[Input, ...]
    groups: tuple[Group, ...] = ()
    title: str = ""

    @property
    def usual(self) -> bool:
        """True where it stands open."""
        return bool(self.title)

    def group(self, name: str) -> Group | None:
        return next((group for group in self.groups if group.name == name), None)


def _texts(name: str, label: str, title: str = "") -> Group:
    return Group(name, label, str, (Input("value", label),), title=title)


def _links(name: str, label: str, target: str) -> Group:
    return Group(name, label, Link, (Input("target", target), Input("text", "Text")))


_TAG = Input("language", "Language", Kind.LANGUAGE, counts=False)
_NEEDED_TAG = Input("language", "Language", Kind.LANGUAGE, counts=False, needed=True)
_SOURCE = Input("source", "Source")

_NOTES = Group("notes", "Note", Note, (Input("text", "Note", Kind.AREA, needed=True), _TAG))
_SOURCES = _texts("sources", "Source")
_REFERENCES = _links("references", "See also", "Id of a concept or term")
_LINKS = _links("links", "Link", "Link: address")
_IMAGES = _links("images", "Image", "Image: address")
_CUSTOMERS, _PROJECTS = _texts("customers", "Customer"), _texts("projects", "Project")
_FIELDS = Group("fields", "Other field", Field, (Input("type", "Category"), Input("value", "Value"), _TAG))
_DEFINITIONS = Group(
    "definitions",
    "Definition",
    Definition,
    (Input("text", "Definition", Kind.AREA, needed=True), _TAG, _SOURCE),
    title="Definitions",
)
_CONTEXTS = Group("contexts", "Context", Context, (Input("text", "Sentence", Kind.AREA, needed=True), _SOURCE))

_TERMS = Group(
    "terms",
    "Term",
    Term,
    (
        _NEEDED_TAG,
        Input("text", "Term", needed=True),
        Input("status", "Status", Kind.CHOICE, tuple(TermStatus), counts=False, needed=True, default="admitted"),
        Input("part_of_speech", "Part of speech", Kind.CHOICE, PARTS_OF_SPEECH),
        Input("type", "Term type", Kind.CHOICE, TERM_TYPES),
        Input("gender", "Gender", Kind.CHOICE, GENDERS, usual=False),
        Input("geographical_usage", "Where it is used", usual=False),
        Input("location", "Place in a user interface", Kind.CHOICE, LOCATIONS, usual=False),
    ),
    (_CONTEXTS, _NOTES, _SOURCES, _REFERENCES, _LINKS, _CUSTOMERS, _PROJECTS, _FIELDS),
    title="Terms",
)
_LEVELS = Group(
    "levels", "Language section", LanguageLevel, (_NEEDED_TAG,), (_NOTES, _SOURCES, _LINKS, _IMAGES, _FIELDS)
)

CONCEPT = Group(
    "",
    "Concept",
    Concept,
    (Input("id", "Id, by which others point to it", usual=False),),
    (
        _TERMS,
        _texts("domains", "Subject field", "Subject fields"),
        _DEFINITIONS,
        *(_NOTES, _SOURCES, _REFERENCES, _LINKS, _IMAGES, _CUSTOMERS, _PROJECTS, _FIELDS, _LEVELS),
    ),
)
