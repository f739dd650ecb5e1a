"""A file of every profile and encoding, with what it holds, or why it is refused, in a JSON file beside it.

``python -m tests.tmx.formats.tables.test_files`` writes those that are missing, to be read before they are kept.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tmx import registry
from tmx.errors import ExchangeError
from tmx.model import Languages, Skipped
from tmx.plain import plain

FOLDER = Path(__file__).parent.parent / "files" / "tables"
FILES = sorted(path.name for path in FOLDER.iterdir() if path.suffix != ".json")
NAMED = {"omegat.csv": "omegat-csv", "deepl.csv": "deepl-csv", "deepl.tsv": "deepl-tsv", "google.csv": "google-csv"}
"""What looks like any other table, so that somebody has to say what it is."""
ENGLISH_FIRST = ("deepl", "google", "weblate")


def found(name: str) -> dict[str, Any]:
    """What reading a file gives, as JSON has it."""
    pair = ("en", "zh") if name.startswith(ENGLISH_FIRST) else ("zh-CN", "en")
    languages = Languages() if name.startswith(("memoq", "multiterm", "utx", "languages")) else Languages(*pair)
    with (FOLDER / name).open("rb") as stream:
        try:
            reading = registry.read(stream, name, format=NAMED.get(name), languages=languages)
            entries = [
                plain(entry) | ({"skipped": True} if isinstance(entry, Skipped) else {}) for entry in reading.entries
            ]
        except ExchangeError as error:
            return {"error": type(error).__name__, "message": str(error)}
    return {
        "format": reading.format,
        "header": plain(reading.header),
        "entries": entries,
        "lost": list(reading.lost.lines()),
    }


def expected(name: str) -> Path:
    return FOLDER / f"{name}.json"


@pytest.mark.parametrize("name", FILES)
def test_a_file_holds_what_is_written_beside_it(name: str) -> None:
    assert found(name) == json.loads(expected(name).read_text(encoding="utf-8"))


def test_every_profile_has_a_file() -> None:
    formats = {json.loads(path.read_text(encoding="utf-8")).get("format") for path in FOLDER.glob("*.json")}
    assert formats >= {"csv", "tsv", "omegat", "omegat-csv", "weblate", "deepl-csv", "deepl-tsv", "google-terms"}
    assert formats >= {"google-csv", "memoq", "multiterm", "utx"}


if __name__ == "__main__":
    for file in FILES:
        if not expected(file).exists():
            text = json.dumps(found(file), ensure_ascii=False, indent=1)
            expected(file).write_text(text + "\n", encoding="utf-8")
