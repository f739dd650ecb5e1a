"""`yiku` as a caller sees it: arguments and bytes in, exit code and bytes out."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from glossary.cli import main
from glossary.library import Library
from tests.glossary.cli.jsonlines import objects
from tests.glossary.library.contents import bring, file_of
from tmx.model import Concept, Segment, Term, TermStatus, Unit


@dataclass(frozen=True)
class Result:
    """What one run gave."""

    code: int
    out: str
    err: str

    def objects(self) -> list[dict[str, Any]]:
        """Standard output as JSON lines."""
        return objects(self.out)


Run = Callable[..., Result]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs the whole command line in this process, as the installed command does."""

    def yiku(*arguments: object, stdin: bytes = b"") -> Result:
        out, err = io.BytesIO(), io.BytesIO()
        monkeypatch.setattr(sys, "argv", ["yiku", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), "utf-8"))
        monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(out, "cp1252", write_through=True))
        monkeypatch.setattr(sys, "stderr", io.TextIOWrapper(err, "gbk", write_through=True))
        with pytest.raises(SystemExit) as ended:
            main()
        return Result(int(ended.value.code or 0), out.getvalue().decode(), err.getvalue().decode())

    monkeypatch.delenv("YIKU_DB", raising=False)
    return yiku


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A library with a termbase and a memory, both named ``main``."""
    path = tmp_path / "library.db"
    pairs = [("Enterprises are set up in the bonded area.", "在保税区内设立企业。"), ("Save", "保存")]
    concept = Concept(
        (
            Term("zh-CN", "保税区", TermStatus.PREFERRED),
            Term("en", "bonded area", TermStatus.PREFERRED),
            Term("en", "bonded zone", TermStatus.DEPRECATED),
        )
    )
    with Library.open(path) as library:
        bring(library, file_of([Unit((Segment("en", en), Segment("zh-CN", zh))) for en, zh in pairs]))
        bring(library, file_of([concept], "csv"), "a.csv")
    return path
