"""The library: the one service object that pages, API, protocols and command line call."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .service import Library

__all__ = ["Library"]


def __getattr__(name: str) -> Any:
    """Loads the service when it is asked for; the second process of an import needs one room here and little memory."""
    if name != "Library":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from .service import Library

    return Library
