"""Reports of a check that people and programs read: each format is a module here, in the table below."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import BinaryIO

from glossary.checks.report import CheckReport

from . import html, jsonl, junit, sarif, xlsx

FORMATS: Mapping[str, Callable[[CheckReport, BinaryIO], None]] = MappingProxyType(
    {"json": jsonl.write, "html": html.write, "xlsx": xlsx.write, "sarif": sarif.write, "junit": junit.write}
)
"""The formats that are files, by name. The terminal is `glossary.reports.terminal`, which asks its width."""

__all__ = ["FORMATS"]
