"""What `as_json` gives."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]
