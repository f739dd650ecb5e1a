"""The rules of XLIFF 2.x modules that a reader of units can check where it meets them: format style and validation."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

_PREFIX = "urn:oasis:names:tc:xliff:"
_STYLE = f"{_PREFIX}fs:2.0"
_VALIDATION = f"{_PREFIX}validation:2.0"
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
_KNOWN = {_VALIDATION: frozenset({"validation", "rule"})}


def module_faults(element: etree._Element, *, deep: bool = True) -> Iterator[str]:
    """What breaks a module's rule in an element and, where `deep`, in all that is in it."""
    for inner in element.iter(etree.Element) if deep else (element,):
        name = etree.QName(inner)
        known = _KNOWN.get(name.namespace or "")
        if known is not None and name.localname not in known:
            yield f"<{name.localname}> is no element of its module"
        yield from _style_faults(inner, name)


def _style_faults(element: etree._Element, name: etree.QName) -> Iterator[str]:
    style, sub = element.get(f"{{{_STYLE}}}fs"), element.get(f"{{{_STYLE}}}subFs")
    for key in element.attrib:
        attribute = etree.QName(str(key))
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
