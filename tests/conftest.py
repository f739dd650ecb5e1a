"""Fixtures for every floor: a fresh library, the shared corpus, and programs of the system."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from glossary.library import Library

# Machines are shared, so time says nothing about a test; CI draws the same examples in every run.
settings.register_profile(
    "yiku",
    deadline=None,
    derandomize=bool(os.environ.get("YIKU_CI")),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("yiku")


def missing(what: str) -> None:
    """Skips a test that needs what is not here; where `YIKU_CI` is set, a skip is a hole, so it fails."""
    if os.environ.get("YIKU_CI"):
        pytest.fail(f"{what}, and YIKU_CI is set")
    pytest.skip(what)


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder of real data that `YIKU_CORPUS` names."""
    folder = os.environ.get("YIKU_CORPUS", "")
    if not folder or not Path(folder).is_dir():
        missing("YIKU_CORPUS does not name the folder of shared data")
    return Path(folder).resolve()


@pytest.fixture(scope="session")
def require_tool() -> object:
    """`require_tool(name)` gives a program's path."""

    def find(name: str) -> str:
        path = shutil.which(name)
        if path is None:
            missing(f"the program {name} is not installed")
        assert path is not None
        return path

    return find


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """An empty library."""
    with Library.open(tmp_path / "library.db") as opened:
        yield opened


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A library filled with the sample, not to be changed."""
    with Library.open(tmp_path_factory.mktemp("sample") / "library.db") as opened:
        opened.fill_with_sample()
        yield opened
