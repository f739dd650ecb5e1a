"""The rules of XLIFF 2.x modules, as far as a reader of units can check them where it meets their elements.

A module is another tool's business: what breaks its rules is listed, and units are kept. Change tracking is left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator

from lxml import etree

from tmx.safexml import XML_LANG

from .names import METADATA, NMTOKEN
from .schema20 import has_text
from .trees import Name, named

_PREFIX = "urn:oasis:names:tc:xliff:"
_STYLE = f"{_PREFIX}fs:2.0"
_SIZE = f"{_PREFIX}sizerestriction:2.0"
_VALIDATION = f"{_PREFIX}validation:2.0"
_MATCHES = f"{_PREFIX}matches:2.0"
_GLOSSARY = f"{_PREFIX}glossary:2.0"
_RESOURCE = f"{_PREFIX}resourcedata:2.0"
_ELEMENTS = frozenset(
    """
    a abbr acronym address applet area audio b base basefont bdi bdo bgsound big blink blockquote body br button canvas
    caption center cite code col colgroup command data datalist dd del details dfn dir div dl dt em embed fieldset
    figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe img input
    ins kbd keygen label legend li link main map mark marquee menu meta meter nav nobr noframes noscript object ol
    optgroup option output p param pre progress q rp rt ruby s samp script section select small source span strike
    strong style sub summary sup table tbody td textarea tfoot th thead time title tr track tt u ul var video wbr
    """.split()  # noqa: SIM905
)

_INTEGER = re.compile(r"\d+")
_INTEGERS = re.compile(r"\d+(,\d+)?")
_SIZE_INFO = re.compile(r"\d+(,\d+)?|[^\d.+-].*", re.DOTALL)  # a profile may have it other than a number
_RESTRICTION = re.compile(r"\*|\d+|\d+,(\d+|\*)")
_MATCH_TYPE = re.compile(r"am|ebm|idm|ice|mt|tb|tm|other")
_SIDES = ("source", "target", "ignorable")
_CHECKS = ("isPresent", "isNotPresent", "startsWith", "endsWith")


def module_faults(element: etree._Element, language: str, *, deep: bool = True) -> Iterator[str]:
    """What breaks a module's rule in an element: in its attributes and module elements, or, `deep`, in all of it.

    `language` is the document's source.
    """
    for inner in _inside(element, deep):
        name = named(inner)
        yield from _style_faults(inner, name)
        yield from _size_faults(inner, name)
        rule = _RULES.get((name.namespace or "", name.localname))
        if rule is not None:
            yield from rule(inner)
        elif name.namespace == _VALIDATION and name.localname != "validation":
            yield f"<{name.localname}> is no element of its module"
        elif name.namespace == _RESOURCE and name.localname in ("source", "target"):
            yield from _resource_faults(inner, language if name.localname == "source" else "")


def _inside(element: etree._Element, deep: bool) -> Iterator[etree._Element]:
    if deep:
        yield from element.iter(etree.Element)
        return
    yield element
    for child in element.iterchildren(tag=etree.Element):
        if named(child).localname not in ("unit", "group"):
            yield from child.iter(etree.Element)


def _style_faults(element: etree._Element, name: Name) -> Iterator[str]:
    style, sub = element.get(f"{{{_STYLE}}}fs"), element.get(f"{{{_STYLE}}}subFs")
    for key in element.attrib:
        attribute = named(str(key))
        if attribute.namespace == _STYLE and attribute.localname not in ("fs", "subFs"):
            yield f"fs:{attribute.localname} is no attribute of its module"
    if style is None and sub is None:
        return
    if name.localname == "ec" and element.get("isolated") != "yes":
        yield "a format style on an <ec> that is not isolated"
    if style is None:
        yield "fs:subFs without fs:fs"
    elif style not in _ELEMENTS:
        yield f"fs:fs is “{style[:40]}”, which is no element of HTML"


def _size_faults(element: etree._Element, name: Name) -> Iterator[str]:
    given = {
        named(str(key)).localname: str(value)
        for key, value in element.attrib.items()
        if named(str(key)).namespace == _SIZE
    }
    for attribute, pattern in (
        ("sizeRestriction", _RESTRICTION),
        ("storageRestriction", _RESTRICTION),
        ("sizeInfo", _SIZE_INFO),
        ("equivStorage", _INTEGERS if name.localname == "pc" else _INTEGER),
    ):
        if attribute in given and not pattern.fullmatch(given[attribute]):
            yield f"slr:{attribute} is “{given[attribute][:40]}”"
    if name.localname == "ec" and element.get("isolated") != "yes" and given:
        yield "a size on an <ec> that is not isolated"
    reference = given.get("sizeInfoRef")
    if reference is not None:
        if "sizeInfo" in given:
            yield "both slr:sizeInfo and slr:sizeInfoRef"
        around = (each.iterchildren(f"{{{_SIZE}}}data") for each in element.iterancestors())
        known = (inner.get("id") for data in around for each in data for inner in each.iter(etree.Element))
        if reference not in known:
            yield f"slr:sizeInfoRef names “{reference[:40]}”, which no size data beside it has"


def _metadata_faults(metadata: etree._Element) -> Iterator[str]:
    groups = list(metadata.iter(f"{{{METADATA}}}metaGroup"))
    if not groups or any(named(child).localname == "meta" for child in metadata):
        yield "<mda:metadata> holds something other than groups"
    ids = [each.get("id") for each in (metadata, *groups) if each.get("id") is not None]
    yield from _id_faults(ids)
    for group in groups:
        if group.get("appliesTo", "source") not in _SIDES:
            yield f"appliesTo of <mda:metaGroup> is “{group.get('appliesTo')}”"


def _meta_faults(meta: etree._Element) -> Iterator[str]:
    if list(meta.attrib) != ["type"]:
        yield "<mda:meta> needs a type, and takes nothing else"


def _matches_faults(matches: etree._Element) -> Iterator[str]:
    yield from _id_faults([match.get("id") for match in matches.iterchildren(tag=etree.Element) if match.get("id")])


def _match_faults(match: etree._Element) -> Iterator[str]:
    type, reference = match.get("type"), match.get("ref") or ""
    if match.get(XML_LANG) is not None:
        yield "xml:lang on an <mtc:match>"
    if match.get("subType") is not None and type is None:
        yield "a subType of an <mtc:match> without type"
    if type is not None and not _MATCH_TYPE.fullmatch(type):
        yield f"type of <mtc:match> is “{type[:40]}”"
    unit = next((around for around in match.iterancestors() if named(around).localname == "unit"), match)
    segments = (each for each in unit if named(each).localname in ("segment", "ignorable"))
    spans = {inner.get("id") for segment in segments for inner in segment.iter(etree.Element)}
    if not reference.startswith("#") or reference[1:].removeprefix("t=") not in spans:
        yield f"ref of <mtc:match> is “{reference[:40]}”, which is no span of its unit"


def _glossary_faults(glossary: etree._Element) -> Iterator[str]:
    yield from _id_faults([each.get("id") for each in glossary.iter(etree.Element) if each.get("id")])


def _entry_faults(entry: etree._Element) -> Iterator[str]:
    names = {named(child).localname for child in entry.iterchildren(tag=etree.Element)}
    if not names & {"translation", "definition"}:
        yield "a <gls:glossEntry> without translation or definition"
    if has_text(entry):
        yield "text in a <gls:glossEntry>"


def _items_faults(resources: etree._Element) -> Iterator[str]:
    yield from _id_faults([each.get("id") for each in resources.iterchildren(tag=etree.Element) if each.get("id")])


def _resource_faults(side: etree._Element, language: str) -> Iterator[str]:
    empty = not (len(side) or (side.text or "").strip())
    if empty == (side.get("href") is None):
        yield "a resource needs either content or an href"
    said = side.get(XML_LANG)
    if language and said is not None and said.lower() != language.lower():
        yield f"a resource is in {said[:40]}, the file in {language}"


def _rule_faults(rule: etree._Element) -> Iterator[str]:
    checks = [name for name in _CHECKS if rule.get(name) is not None]
    custom = [key for key in rule.attrib if str(key).startswith("{")]
    if len(checks) + bool(custom) != 1:
        yield "a <val:rule> needs one thing to check"
    if rule.get("existsInSource") == "yes" and (not checks or checks == ["isNotPresent"]):
        yield "existsInSource of a <val:rule> without something that may be there"
    if not re.fullmatch(r"0*[1-9]\d*", rule.get("occurs", "1")):
        yield f"occurs of <val:rule> is “{rule.get('occurs')}”"
    for name, values in (("caseSensitive", ("yes", "no")), ("normalization", ("none", "nfc", "nfd"))):
        if rule.get(name, values[0]) not in values:
            yield f"{name} of <val:rule> is “{rule.get(name)}”"


def _id_faults(ids: list[str | None]) -> Iterator[str]:
    for id, times in Counter(filter(None, ids)).items():
        if times > 1:
            yield f"the id “{id}” {times} times in one module element"
        elif not NMTOKEN.fullmatch(id):
            yield f"the id “{id[:40]}”"


_RULES: dict[tuple[str, str], Callable[[etree._Element], Iterator[str]]] = {
    (METADATA, "metadata"): _metadata_faults,
    (METADATA, "meta"): _meta_faults,
    (_MATCHES, "matches"): _matches_faults,
    (_MATCHES, "match"): _match_faults,
    (_GLOSSARY, "glossary"): _glossary_faults,
    (_GLOSSARY, "glossEntry"): _entry_faults,
    (_RESOURCE, "resourceData"): _items_faults,
    (_VALIDATION, "rule"): _rule_faults,
}
