"""The table of checks: the `CHECK` of every module in `glossary.checks.rules`, by name."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from . import rules
from .check import Check


def _all_checks() -> Iterator[Check[Any]]:
    for module in iter_modules(rules.__path__):
        yield import_module(f"{rules.__name__}.{module.name}").CHECK


CHECKS: tuple[Check[Any], ...] = tuple(sorted(_all_checks(), key=lambda check: check.name))
"""Every check, by name."""
