"""Inline codes of a segment: TMX markup in, plain text, placeables and comparable code identities out.

Markup is the inner XML of a ``<seg>`` in Exclusive Canonical XML 1.0 (attributes sorted, no self-closing tags), without
the namespace of TMX itself. Plain text leaves out what a code holds (``bpt ept ph it ut``, with any ``sub`` in it) and
keeps what a marker surrounds (``hi``, and elements that are not TMX).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from lxml import etree

from tmx.errors import UnreadableFile
from tmx.safexml import fragment

CODES = frozenset({"bpt", "ept", "ph", "it", "ut"})
"""TMX 1.4b: the elements whose content is native code, not text."""

# An <it> has its partner in another segment, so it stands alone in this one.
_ROLES: dict[str, Literal["open", "close", "alone"]] = {"bpt": "open", "ept": "close"}
_PLAIN_SEG = len("<seg>")


@dataclass(frozen=True, slots=True)
class Code:
    """One inline code as a placeable.

    `name` is the element (``bpt``, ``hi`` …); `role` says whether it opens, closes or stands alone; `id` is what pairs
    it within the segment (``i``), `match` what pairs it across segments (``x``); `content` is the native code, without
    the text of a ``sub``.
    """

    name: str
    role: Literal["open", "close", "alone"]
    id: str = ""
    match: str = ""
    type: str = ""
    content: str = ""


Part = str | Code


def markup_of(seg: etree._Element) -> str | None:
    """The canonical markup of a ``<seg>`` element (whose attributes it takes); None where it holds no element.

    The element must hold no entity. Raises `UnreadableFile` where a namespace is relative.
    """
    if not len(seg):
        return None
    seg.attrib.clear()
    try:
        whole = etree.tostring(seg, method="c14n", exclusive=True, with_tail=False).decode()
    except etree.C14NError as error:  # XML-C14N §1.3 refuses relative namespace names
        raise UnreadableFile("inline codes whose namespace is not a full URI") from error
    return whole[_PLAIN_SEG : -_PLAIN_SEG - 1]


def without_namespace(element: etree._Element, namespace: str) -> etree._Element:
    """A copy in which the names of this namespace, the root's, have none; taking it off in place would leave the
    declaration in force. The element must hold no entity.
    """
    name = etree.QName(element)
    own = name.namespace == namespace
    copy = etree.Element(
        name.localname if own else element.tag, nsmap=None if own else {element.prefix: name.namespace or ""}
    )
    for key, value in element.items():
        copy.set(key, value)
    copy.text, copy.tail = element.text, element.tail
    copy.extend(without_namespace(child, namespace) for child in element)
    return copy


def element_of(markup: str) -> etree._Element:
    """A ``<seg>`` element with this content. Raises `tmx.errors.UnreadableFile` where it is not well-formed."""
    return fragment(f"<seg>{markup}</seg>")


def canonical(markup: str) -> str | None:
    """Any inner XML of a ``<seg>`` made canonical; None where it is plain text. Raises as `element_of` does."""
    return markup_of(element_of(markup))


def plain(seg: etree._Element) -> str:
    """The text of a ``<seg>``, without its codes."""
    text = seg.text or ""
    for child in seg:
        if child.tag not in CODES:
            text += plain(child)
        text += child.tail or ""
    return text


def plain_text(markup: str) -> str:
    """The text of canonical markup, without its codes."""
    return plain(element_of(markup))


@lru_cache(maxsize=1024)
def parts(markup: str) -> tuple[Part, ...]:
    """Text and codes in reading order; a marker such as ``hi`` gives an opening and a closing code around its text."""
    return tuple(_joined(_parts(element_of(markup))))


@lru_cache(maxsize=1024)
def codes(markup: str) -> tuple[str, ...]:
    """The identities of the codes, sorted, so that two segments hold the same codes where these are equal.

    An identity is the native code itself where the file gives it, else what pairs it across segments (``x``), its type,
    or its number (``i``); a closing code without content is named after the one it closes.
    """
    found = [part for part in parts(markup) if isinstance(part, Code)]
    opened = {code.id: _identity(code) for code in found if code.role == "open" and code.id}
    return tuple(sorted(_identity(code, opened) for code in found))


def _identity(code: Code, opened: dict[str, str] | None = None) -> str:
    content = " ".join(code.content.split())
    if content:
        return content
    if code.role == "close":
        partner = (opened or {}).get(code.id)
        return f"/{partner or _named(code)}"
    return _named(code)


def _named(code: Code) -> str:
    for key, value in (("x", code.match), ("type", code.type), ("i", code.id)):
        if value:
            return f"{code.name} {key}={value}"
    return code.name


def _parts(element: etree._Element) -> Iterator[Part]:
    yield element.text or ""
    for child in element:
        if child.tag in CODES:
            yield _code(child, _ROLES.get(child.tag, "alone"))
        elif len(child) or child.text:
            yield _code(child, "open")
            yield from _parts(child)
            yield _code(child, "close")
        else:
            yield _code(child, "alone")
        yield child.tail or ""


def _code(element: etree._Element, role: Literal["open", "close", "alone"]) -> Code:
    name = etree.QName(element).localname
    native = element.tag in CODES
    return Code(
        name=name,
        role=role,
        id=element.get("i") or element.get("id") or "",
        match=element.get("x") or "",
        type=element.get("type") or "",
        content=(element.text or "") + "".join(child.tail or "" for child in element) if native else "",
    )


def _joined(found: Iterator[Part]) -> Iterator[Part]:
    text = ""
    for part in found:
        if isinstance(part, str):
            text += part
            continue
        if text:
            yield text
        text = ""
        yield part
    if text:
        yield text
