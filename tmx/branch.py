"""The children of one element of a document as they become complete: the quickest way to stream a flat file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from lxml import etree

from tmx import safexml
from tmx.errors import HostileFile
from tmx.safexml import SETTING, Faults, encoding_override, refusing

PART = 32 * 1024
"""Bytes that are parsed between two looks at what has become complete."""


class Branch:
    """The children of the elements `name` right under the root, such as TMX's ``body``.

    An event for each child, as `tmx.safexml.Walk` has them, costs as much again as parsing it. Reading raises
    `UnreadableFile` or `HostileFile`, with the line.
    """

    def __init__(self, stream: BinaryIO, file: str, root: str, name: str, head: bytes) -> None:
        self._stream, self._file, self._name = stream, file, name
        self._parser: Any = etree.XMLPullParser(
            events=("start",), tag=(root, name), encoding=encoding_override(head), **SETTING
        )
        self._events = self._parser.read_events()
        self.faults = Faults(lambda: self._parser.feed_error_log)
        self._root: Any = ()
        self._branch: Any = None
        self._fault: etree.XMLSyntaxError | None = None
        self._whole = False
        self._unread = 0

    def before(self) -> list[etree._Element]:
        """What stands in the root before the branch; all of it where there is no branch."""
        with refusing(self._file, self.faults):
            while self._branch is None and self._feed():
                self._branch = self._begun()
            if self._branch is None and self._fault is not None:
                raise self._fault
        return list(self._root[:] if self._branch is None else self._root[: self._root.index(self._branch)])

    def beside(self) -> list[etree._Element]:
        """What stands in the root so far but is no branch."""
        return [child for child in self._root if child.tag != self._name]

    def __iter__(self) -> Iterator[list[etree._Element]]:
        """Lists of children, to be used before the next is asked for; those before a fault come before it is raised."""
        with refusing(self._file, self.faults):
            yield from self._complete()
            while self._feed():
                yield from self._complete()
            if self._fault is not None:
                raise self._fault

    def _feed(self) -> bool:
        """Parse the next part; False where nothing more can come."""
        if self._whole or self._fault is not None:
            return False
        data = self._stream.read(PART)
        self._unread += len(data)
        if self._unread > safexml.MAX_GAP:
            raise HostileFile(f"no entry in {safexml.MAX_GAP // 1024 // 1024} MiB of it", file=self._file)
        try:
            if data:
                self._parser.feed(data)
            else:
                self._parser.close()
                self._whole = True
        except etree.XMLSyntaxError as fault:
            self._fault = fault
        return True

    def _begun(self) -> Any:
        """The next element of the name that has begun right under the root, if any."""
        element: Any
        for _, element in self._events:
            parent = element.getparent()
            if parent is None:
                self._root = element
            elif parent is self._root:
                return element
        return None

    def _complete(self) -> Iterator[list[etree._Element]]:
        """The children to which nothing can be added any more: all but the last, unless another branch has begun."""
        while self._branch is not None:
            following = self._begun()
            children = self._branch[:] if self._whole or following is not None else self._branch[:-1]
            if children:
                self._unread = 0
                yield children
                del self._branch[: len(children)]
            if following is None:
                return
            self._branch = following
