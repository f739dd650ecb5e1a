"""The worked examples of docs/matching.md say what the program says."""

from __future__ import annotations

import doctest
from pathlib import Path


def test_the_worked_examples_hold() -> None:
    found = doctest.testfile(str(Path(__file__).parents[1] / "docs" / "matching.md"), module_relative=False)
    assert found.attempted > 10
    assert found.failed == 0
