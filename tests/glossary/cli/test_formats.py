"""`--format help` prints every format of the registry, without a file and without a library."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from glossary.cli import cli
from tmx import registry


@pytest.mark.parametrize("command", ["import", "export"])
def test_format_help_lists_every_format_and_what_it_loses(tmp_path: Path, command: str) -> None:
    database = tmp_path / "untouched.db"
    result = CliRunner().invoke(cli, ["--db", str(database), command, "--format", "help"])
    assert result.exit_code == 0
    text = " ".join(result.output.split())
    for codec in registry.CODECS:
        assert f"{codec.name} {codec.title}" in text
        assert all(extension in text for extension in codec.extensions)
        assert all(loss in text for loss in codec.loses)
    assert not database.exists()
