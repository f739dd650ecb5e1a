"""Storage: one protocol, an engine a folder behind it, values out. No scores and no rules here."""

from .protocol import Store

__all__ = ["Store"]
