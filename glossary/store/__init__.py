"""Storage: one protocol, one engine behind it, values out. No scores and no rules here."""

from .protocol import Store
from .sqlite import SqliteStore

__all__ = ["SqliteStore", "Store"]
