"""The errors of the product floor.

::

    YikuError                   an order that cannot be carried out; nothing was changed
    ├── BadRequest              an argument is missing, out of range, or contradicts another
    │   └── NotFound            a memory, termbase, concept, unit or batch that is not there
    ├── CannotUndo              later work stands on the batch
    ├── Conflict                another unit says the same, or someone else was quicker
    └── StorageError            the database cannot be used
        ├── NotALibrary         the file is not a Yiku database
        ├── NewerLibrary        a later version of Yiku wrote it
        └── LibraryBusy         another process held the database for too long
"""


class YikuError(Exception):
    """What went wrong and what to do, in one line, fit to be shown as it is."""


class BadRequest(YikuError):
    """An argument is missing, out of range, or contradicts another."""


class NotFound(BadRequest):
    """A memory, termbase, concept, unit or batch that is not there."""


class CannotUndo(YikuError):
    """Later work stands on the batch, which would be lost with it."""


class Conflict(YikuError):
    """The memory holds another unit that says the same, or the unit was changed since it was looked at."""


class StorageError(YikuError):
    """The database cannot be used; it was left as it is."""


class NotALibrary(StorageError):
    """The file is not a Yiku database."""


class NewerLibrary(StorageError):
    """A later version of Yiku wrote the database."""


class LibraryBusy(StorageError):
    """Another process held the database for longer than the busy timeout."""
