"""The library: the one service object that pages, API, protocols and command line call."""

from .service import Library

__all__ = ["Library"]
