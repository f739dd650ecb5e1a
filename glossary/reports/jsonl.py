"""The published line of each finding: JSON, one object a line."""

from __future__ import annotations

import json
from typing import BinaryIO

from glossary.checks.report import CheckReport


def write(report: CheckReport, stream: BinaryIO) -> None:
    for line in report.lines_as_json():
        stream.write(json.dumps(line, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n")
