"""Names of termbases in addresses: any text, also one with slashes and line ends."""

from __future__ import annotations

from werkzeug.routing import BaseConverter


class NameConverter(BaseConverter):
    """``<name:…>``: at least one character of any kind."""

    regex = r"(?s:.+)"
    part_isolating = False
