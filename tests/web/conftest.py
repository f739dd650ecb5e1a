"""An app over a small library of its own, for every test of the web floor."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from glossary.library import Library
from tests.web.sample import GLOSSARY, MEMORY
from web.app import create_app
from web.service import library_of

TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


def fill(library: Library) -> None:
    """The sample: one memory, one termbase with a Chinese name."""
    library.import_file(io.BytesIO(MEMORY.encode()), "customs.tmx", memory="customs")
    library.import_file(io.BytesIO(GLOSSARY.encode()), "terms.csv", termbase="海关术语", source="zh-CN", target="en")


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Flask]:
    app = create_app({"DATABASE": str(tmp_path / "web.db"), "TESTING": True, "MAX_CONTENT_LENGTH": 200_000})
    fill(library_of(app))
    yield app
    library_of(app).close()


@pytest.fixture
def library(app: Flask) -> Library:
    return library_of(app)


class ClosingClient(FlaskClient):
    """Reads every answer to its end, so that a file that was sent is closed."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        return super().open(*args, **{"buffered": True, **kwargs})


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    app.test_client_class = ClosingClient
    return app.test_client()


def token(client: FlaskClient, page: str = "/library") -> str:
    """The CSRF token that a page's form carries."""
    found = TOKEN.search(client.get(page).text)
    assert found
    return found[1]
