"""The errors of the product floor.

::

    YikuError                   an order that cannot be carried out; nothing was changed
    ├── BadRequest              an argument is missing, out of range, or contradicts another
    │   └── NotFound            a memory, termbase, concept, unit or batch that is not there
    │       └── Merged          a concept that went into another
    ├── CannotUndo              later work stands on the batch
    ├── Conflict                another unit or concept says the same, or someone else was quicker
    └── StorageError            the database cannot be used
        ├── NotALibrary         the file is not a Yiku database
        ├── NewerLibrary        a later version of Yiku wrote it
        └── LibraryBusy         another process held the database for too long
"""

from tmx.errors import one_line


class YikuError(Exception):
    """What went wrong and what to do, in one line, fit to be shown as it is."""

    def __str__(self) -> str:
        return one_line(super().__str__())


class BadRequest(YikuError):
    """An argument is missing, out of range, or contradicts another."""


class NotFound(BadRequest):
    """A memory, termbase, concept, unit or batch that is not there."""


class Merged(NotFound):
    """A concept that went into another, whose number is `into`."""

    def __init__(self, message: str, into: int) -> None:
        super().__init__(message)
        self.into = into


class CannotUndo(YikuError):
    """Later work stands on the batch, which would be lost with it."""


class Conflict(YikuError):
    """Another unit or concept says the same, or what is to be changed was changed since it was looked at."""


class StorageError(YikuError):
    """The database cannot be used; it was left as it is."""


class NotALibrary(StorageError):
    """The file is not a Yiku database."""


class NewerLibrary(StorageError):
    """A later version of Yiku wrote the database."""


class LibraryBusy(StorageError):
    """Another process held the database for longer than the busy timeout."""
