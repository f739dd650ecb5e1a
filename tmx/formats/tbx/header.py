"""The header of a TBX file: its title, where it comes from, its revisions; and the sign that its white space counts."""

from __future__ import annotations

from lxml import etree

from tmx.model import NOTHING, Details, Losses, Prop
from tmx.safexml import XML_LANG

from .styles import Style, is_language, put

EXACT = "Exported by Yiku; white space in its texts is significant."
"""A paragraph of our exports. Other files are laid out for reading, so their line breaks are spaces."""

XCS = "http://www.lisa.org/fileadmin/standards/tbx_basic/TBXBasicXCSV02.xcs"
LANGUAGE = "xml:lang"
_PLACES = {
    "title": "title",
    "titleStmt/note": "titleNote",
    "publicationStmt/p": "publication",
    "sourceDesc/p": "sourceDesc",
    "change/p": "change",
}
"""Where a header's texts stand, and what the property is called that holds each."""
_ORDER = tuple(_PLACES.values())


def read_header(header: etree._Element, language: str) -> tuple[Details, bool]:
    """What the header says, and whether the file is one of our exports."""
    props, exact = [], False
    for element in header.iter():
        parent = element.getparent()
        if not isinstance(element.tag, str) or parent is None or not isinstance(parent.tag, str):
            continue
        name, place = etree.QName(element).localname, etree.QName(parent).localname
        text = " ".join("".join(map(str, element.itertext())).split())
        exact = exact or text == EXACT
        type = _PLACES.get(f"{place}/{name}") or _PLACES.get(name)
        if type and text not in ("", EXACT):
            props.append(Prop(type, text, element.get(XML_LANG) or ""))
    attributes = ((LANGUAGE, language),) if language else ()
    props.sort(key=lambda prop: _ORDER.index(prop.type))
    return Details(attributes, tuple(props)) or NOTHING, exact


def header_element(style: Style, details: Details, losses: Losses) -> etree._Element:
    """The header that a file in this style begins with; what is not a TBX header's is counted as lost."""
    known = [prop for prop in details.props if prop.type in _PLACES.values()]
    lost = len(details.attributes) + len(details.props) + len(details.notes) - len(known)
    lost -= sum(name == LANGUAGE for name, _ in details.attributes)
    if lost:
        losses.add("properties of the file that TBX has no place for", lost)
    header = etree.Element(style.header)
    file = etree.SubElement(header, "fileDesc")
    _title(file, style, known, losses)
    _paragraphs(file, style, "publicationStmt", [prop for prop in known if prop.type == "publication"], losses)
    if style.root == "tbx" and len(file) == 2:  # the two versions have them in different orders
        file.insert(0, file[1])
    sources = [prop for prop in known if prop.type == "sourceDesc"]
    _paragraphs(file, style, "sourceDesc", [*sources, Prop("", EXACT)], losses)
    if style.root == "martif":
        encoding = etree.SubElement(header, "encodingDesc")
        etree.SubElement(encoding, "p", type="XCSURI").text = XCS
    _revisions(header, style, [prop for prop in known if prop.type == "change"], losses)
    return header


def _title(file: etree._Element, style: Style, props: list[Prop], losses: Losses) -> None:
    titles = [prop for prop in props if prop.type == "title"]
    notes = [prop for prop in props if prop.type == "titleNote"]
    if not titles and not notes:
        return
    statement = etree.SubElement(file, "titleStmt")
    for prop in titles[:1] or [Prop("title", "")]:
        _text(statement, "title", prop, losses)
    for prop in notes:
        _text(statement, "note", prop, losses)


def _paragraphs(parent: etree._Element, style: Style, name: str, props: list[Prop], losses: Losses) -> None:
    if props:
        element = etree.SubElement(parent, name)
        for prop in props:
            _text(element, "p", prop, losses)


def _revisions(header: etree._Element, style: Style, props: list[Prop], losses: Losses) -> None:
    if props:
        revisions = etree.SubElement(header, "revisionDesc")
        for prop in props:
            _text(etree.SubElement(revisions, "change"), "p", prop, losses)


def _text(parent: etree._Element, tag: str, prop: Prop, losses: Losses) -> None:
    element = etree.SubElement(parent, tag)
    put(element, prop.value, losses)
    if is_language(prop.language):
        element.set(XML_LANG, prop.language)
