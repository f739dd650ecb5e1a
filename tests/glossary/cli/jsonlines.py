"""Reads what `--json` prints."""

from __future__ import annotations

import json
from typing import Any


def objects(text: str) -> list[dict[str, Any]]:
    """One object a line."""
    return [json.loads(line) for line in text.split("\n") if line]
