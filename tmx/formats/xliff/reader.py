"""The readers: XLIFF 1.x and 2.x, streamed, one unit a segment, each with the texts beside it as its context."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from typing import BinaryIO

from lxml import etree

from tmx.codec import HEAD, Reading, Wanted
from tmx.errors import BadLanguage, UnreadableFile
from tmx.language import normalise
from tmx.model import NOTHING, Details, Losses, Prop, Skipped, Unit
from tmx.replay import read_fully, replay
from tmx.safexml import Walk, root_name, root_of

from . import names
from .constraints import Constraints
from .slots import EMPTY, KEPT, Slot, Unusable, inherited
from .trees import named
from .units12 import Units12
from .units20 import Units20


def detect_1(head: bytes) -> bool:
    """True where the root element is ``<xliff>`` of version 1."""
    root = root_name(head)
    return root is not None and root.localname == "xliff" and (root.namespace or "") in names.NAMESPACES_1


def detect_2(head: bytes) -> bool:
    """True where the root element is any other ``<xliff>``, so that a version that is not known is named as such."""
    root = root_name(head)
    return root is not None and root.localname == "xliff" and (root.namespace or "") not in names.NAMESPACES_1


@dataclass(frozen=True, slots=True)
class _Item:
    """An entry with its source text and the number of its document, 0 for one whose order means nothing."""

    entry: Unit | Skipped
    text: str = ""
    document: int = 0


def root_element(head: bytes, file: str) -> etree._Element:
    """The ``<xliff>`` that a file begins with. Raises `UnreadableFile` for any other."""
    root = root_of(head)
    if root is None:
        raise UnreadableFile("not an XLIFF file: it does not begin as XML does", file=file)
    if named(root).localname != "xliff":
        raise UnreadableFile(f"not an XLIFF file: root is <{named(root).localname}>", file=file)
    return root


def check_version(root: etree._Element, file: str) -> str:
    """The version of an XLIFF file. Raises `UnreadableFile` where it is none that is known, or not its namespace's."""
    namespace, version = named(root).namespace or "", root.get("version") or ""
    known = namespace in names.NAMESPACES_1 and (version in names.VERSIONS_1 or not version)
    if not known and version not in names.VERSIONS_2.get(namespace, ()):
        said = f"version “{version[:20]}”" if version else "no version"
        raise UnreadableFile(
            f"an XLIFF file of {said} in the namespace “{namespace[:60]}”",
            file=file,
            hint="versions 1.0 to 1.2 and 2.0 to 2.2 are read here",
        )
    return version or "1.2"


def read(stream: BinaryIO, wanted: Wanted) -> Reading:
    """Open an XLIFF file of any version. Its units are read as they are drawn."""
    head = read_fully(stream, HEAD)
    root = root_element(head, wanted.file)
    version = check_version(root, wanted.file)
    lost = Losses()
    reader: _Reader1 | _Reader2
    if version in names.VERSIONS_1:
        reader, name = _Reader1(root, wanted, lost), "xliff12"
    else:
        reader, name = _Reader2(root, wanted, lost), "xliff"
    walk = Walk(replay(head, stream), wanted.file, reader.tags, head)
    return Reading(name, "units", NOTHING, _in_context(reader.items(walk)), lost)


def _in_context(items: Iterable[_Item]) -> Iterator[Unit | Skipped]:
    """The entries, each unit with the source texts before and after it in its document."""
    before = _Item(Skipped("", ""))
    current: _Item | None = None
    for following in chain(items, (None,)):
        if current is not None:
            yield _with_neighbours(current, before, following)
            before = current
        current = following


def _with_neighbours(item: _Item, before: _Item, after: _Item | None) -> Unit | Skipped:
    entry = item.entry
    if isinstance(entry, Skipped):
        wanting = tuple(_beside(unit, item, before, after) for unit in entry.untranslated)
        return replace(entry, untranslated=wanting) if wanting else entry
    return _beside(entry, item, before, after)


def _beside(entry: Unit, item: _Item, before: _Item, after: _Item | None) -> Unit:
    if not item.document or entry.details.prop(names.BEFORE) or entry.details.prop(names.AFTER):
        return entry
    props = list(entry.details.props)
    for type, other in ((names.BEFORE, before), (names.AFTER, after)):
        if other is not None and other.document == item.document and other.text:
            props.append(Prop(type, other.text))
    details = Details(entry.details.attributes, tuple(props), entry.details.notes)
    return replace(entry, details=details or NOTHING)


class _Reader1:
    """One file of XLIFF 1.x."""

    def __init__(self, root: etree._Element, wanted: Wanted, lost: Losses) -> None:
        self._file = wanted.file
        self._units = Units12(named(root).namespace or "", wanted.file, wanted.languages, lost)
        self._lost = lost
        self.tags = tuple(map(self._units.tag, ("trans-unit", "bin-unit", "file")))

    def items(self, walk: Walk) -> Iterator[_Item]:
        files = 0
        for element in walk:
            name = named(element).localname
            if name == "file":
                files += 1
            elif name == "bin-unit":
                self._lost.add("binary units (bin-unit)")
            else:
                yield from self._entries(element, files + 1)
            walk.passed(element)
        if not files:
            raise UnreadableFile("it has no <file>", file=self._file)

    def _entries(self, unit: etree._Element, document: int) -> Iterator[_Item]:
        at = _place(unit)
        document = 0 if inherited(unit, "original") == names.EXPORTED else document
        try:
            slots = self._units.slots(unit)
        except (Unusable, BadLanguage, UnreadableFile) as error:
            yield _Item(Skipped(at, str(error)))
            return
        self._units.count_losses(unit)
        for slot in slots:
            yield _item(self._units, slot, at, document)


class _Reader2:
    """One file of XLIFF 2.x."""

    def __init__(self, root: etree._Element, wanted: Wanted, lost: Losses) -> None:
        self._file, self._languages = wanted.file, wanted.languages
        self._namespace = named(root).namespace or ""
        source, target = (self._language(root, name) for name in ("srcLang", "trgLang"))
        self._units = Units20(self._namespace, source, target, wanted.languages, lost)
        self._constraints = Constraints(self._namespace, source, target)
        self._begun: list[etree._Element] = []
        self.tags = tuple(map(self._units.tag, ("unit", "group", "file")))

    def _language(self, root: etree._Element, name: str) -> str:
        raw = root.get(name)
        if raw is None:
            if name == "srcLang":
                raise UnreadableFile("its <xliff> has no srcLang", file=self._file, hint="it must name the source")
            return ""
        try:
            normalise(raw)
        except BadLanguage as error:
            raise UnreadableFile(f"its {name} is no language tag: {error}", file=self._file) from error
        return raw

    def items(self, walk: Walk) -> Iterator[_Item]:
        files = 0
        root = None
        for element in walk:
            yield from self._begin(element)
            name = named(element).localname
            if name == "unit":
                yield from self._entries(element, files + 1)
            else:
                self._end(element)
                yield from self._unresolved() if name == "file" else ()
                files += name == "file"
                root = element.getparent() if name == "file" else root
            walk.passed(element)
        if root is None:
            raise UnreadableFile("it has no <file>", file=self._file)
        self._check_outside(root)

    def _begin(self, element: etree._Element) -> Iterator[_Item]:
        """Check what an element stands in, where that has not been seen before."""
        around = [each for each in element.iterancestors() if each.getparent() is not None]
        if named(element).localname != "unit":
            around.insert(0, element)
        for each in reversed(around):
            if not any(each is begun for begun in self._begun):
                self._refuse(each, self._constraints.around_fault(each))
                self._begun.append(each)
                yield from self._listed(each)

    def _listed(self, element: etree._Element) -> Iterator[_Item]:
        """What breaks a module's rules; it costs no unit."""
        fault = self._constraints.module_fault(element)
        if fault:
            yield _Item(Skipped(_place(element), KEPT.format(fault=fault)))

    def _end(self, element: etree._Element) -> None:
        self._refuse(element, self._constraints.end_fault(element))
        self._begun = [begun for begun in self._begun if begun is not element]

    def _refuse(self, element: etree._Element, fault: str) -> None:
        if fault:
            raise UnreadableFile(fault, file=self._file, at=_place(element))

    def _check_outside(self, root: etree._Element) -> None:
        for child in root.iterchildren(tag=etree.Element):
            name = named(child)
            known = child.tag in (self._units.tag("file"), self._units.tag("notes"))
            if not known and name.namespace != names.METADATA:
                raise UnreadableFile(f"<{name.localname}> outside a <file>", file=self._file, at=_place(child))

    def _unresolved(self) -> Iterator[_Item]:
        for id, at in self._constraints.unresolved():
            yield _Item(Skipped(at, f"a subFlows names the unit “{id}”, which is not in its file"))

    def _entries(self, unit: etree._Element, document: int) -> Iterator[_Item]:
        at = _place(unit)
        document = 0 if inherited(unit, "original") == names.EXPORTED else document
        fault = self._constraints.unit_fault(unit)
        if fault:
            yield _Item(Skipped(at, fault))
            return
        yield from self._listed(unit)
        self._check_target_language(unit)
        self._units.count_losses(unit)
        for slot in self._units.slots(unit):
            yield _item(self._units, slot, at, document)

    def _check_target_language(self, unit: etree._Element) -> None:
        """XLIFF 2.1 §4.3.1.36: a file with targets names their language."""
        if self._units.has_target_language():
            return
        target = next(unit.iter(self._units.tag("target")), None)
        if target is not None:
            hint = "name the target with -t"
            raise UnreadableFile("it has targets but no trgLang", file=self._file, at=_place(target), hint=hint)


def _item(units: Units12 | Units20, slot: Slot, at: str, document: int) -> _Item:
    """What a segment gives. The text of one that is skipped is still the context of those beside it."""
    why = units.why_not(slot)
    text = ""
    try:
        source = units.source(slot) if why != EMPTY else None
        text = source.text if source else ""
        if not why:
            return _Item(units.unit(slot), text, document)
        wanting = (units.untranslated(slot, source),) if source and units.is_open(slot) else ()
        return _Item(Skipped(at, why, wanting), text, document)
    except (Unusable, BadLanguage, UnreadableFile) as error:
        if isinstance(error, UnreadableFile) and error.file:
            raise
        return _Item(Skipped(at, str(error)), text, document)


def _place(element: etree._Element) -> str:
    return f"line {element.sourceline}"
