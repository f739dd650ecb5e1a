"""The application factory: one Flask app over one library, safe for a loopback address."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from typing import Any

from flask import Flask
from flask_wtf.csrf import CSRFProtect

from glossary.library import Library
from web import api, errors, headers, pages, rendering
from web.kept_uploads import KeptUploads
from web.names import NameConverter

MEBIBYTE = 1024 * 1024


def create_app(config: Mapping[str, Any] | None = None) -> Flask:
    """An app over the library at ``config["DATABASE"]``, which it opens; `web.service.library_of` gives it back.

    ``SECRET_KEY`` is made up for the process where none is given: open forms do not outlive a restart.
    ``TRUSTED_HOSTS`` defaults to the loopback names, so that a page elsewhere cannot reach the library by pointing its
    own name at this machine (DNS rebinding). ``UPLOADS`` is a folder for uploads that wait to be mapped, to be named
    where several processes serve one library.
    """
    app = Flask(__name__)
    app.config.update(_defaults())
    app.config.update(config or {})
    app.config["SESSION_COOKIE_NAME"] = _cookie_name(str(app.config["DATABASE"]))
    app.extensions["yiku"] = Library.open(app.config["DATABASE"])
    app.extensions["yiku-uploads"] = KeptUploads(str(app.config["UPLOADS"]))
    app.url_map.converters["name"] = NameConverter
    app.url_map.merge_slashes = False  # a name may begin with one
    rendering.prepare(app)
    errors.register(app)
    headers.register(app)
    _add_blueprints(app)
    return app


def _defaults() -> dict[str, Any]:
    return {
        "SECRET_KEY": secrets.token_bytes(32),
        "MAX_CONTENT_LENGTH": 512 * MEBIBYTE,
        "MAX_FORM_MEMORY_SIZE": 4 * MEBIBYTE,
        "SESSION_COOKIE_SAMESITE": "Strict",
        "UPLOADS": "",
        "TRUSTED_HOSTS": ["127.0.0.1", "localhost"],
        "WTF_CSRF_TIME_LIMIT": None,  # a page stays open all day; the token lives as long as the session
    }


def _cookie_name(database: str) -> str:
    """Cookies do not know ports: two libraries served side by side must not overwrite each other's session."""
    return f"yiku-{hashlib.sha256(database.encode()).hexdigest()[:8]}"


def _add_blueprints(app: Flask) -> None:
    protection = CSRFProtect(app)
    protection.exempt(api.blueprint)  # it has its own guard, see `web.api.guard`
    app.register_blueprint(pages.blueprint)
    app.register_blueprint(api.blueprint)
