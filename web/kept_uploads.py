"""Uploads that wait while somebody says what their columns are: on disk, few, for an hour, each known by a secret.

A browser does not let a page fill a file field in again, so the file stays here rather than be chosen and sent anew for
every look at it. A token is all that opens one. Several processes share them where ``UPLOADS`` names a folder.
"""

from __future__ import annotations

import json
import re
import secrets
import shutil
import tempfile
import threading
import time
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from flask import current_app

from glossary.errors import NotFound

LIFE = 60 * 60
"""Seconds that an upload is kept."""
MOST = 20
MOST_BYTES = 1024 * 1024 * 1024
"""Of all kept uploads together; the oldest go first."""

_TOKEN = re.compile(r"[A-Za-z0-9_-]{32}")


class KeptUploads:
    """The uploads of one app. `folder` is made when the first comes, and removed with the process, where none is given.

    `clock` gives seconds, as `time.time` does.
    """

    def __init__(self, folder: str = "", clock: Callable[[], float] = time.time) -> None:
        self._folder, self._clock = folder, clock
        self._lock = threading.Lock()

    def keep(self, stream: BinaryIO, file: str) -> str:
        """Keeps what a stream still has, and gives the token that opens it."""
        token = secrets.token_urlsafe(24)
        path = self._place() / token
        with path.open("xb") as kept:
            shutil.copyfileobj(stream, kept, 1024 * 1024)
        path.with_suffix(".json").write_text(json.dumps({"file": file, "at": self._clock()}), encoding="utf-8")
        self._sweep(token)
        return token

    @contextmanager
    def open(self, token: str) -> Iterator[tuple[BinaryIO, str]]:
        """The file and its name. Raises `NotFound` where it is kept no longer."""
        self._sweep(token)
        path = self._place() / (token if _TOKEN.fullmatch(token) else "none")
        try:
            file = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))["file"]
            stream = path.open("rb")
        except FileNotFoundError:
            raise NotFound("the file is no longer kept here; choose it again") from None
        with stream:
            yield stream, file

    def drop(self, token: str) -> None:
        """Forgets an upload; one that is not there is forgotten already."""
        if _TOKEN.fullmatch(token):
            self._remove(self._place() / token)

    def _place(self) -> Path:
        with self._lock:
            if not self._folder:
                self._folder = tempfile.mkdtemp(prefix="yiku-uploads-")
                weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)
            path = Path(self._folder)
            path.mkdir(mode=0o700, parents=True, exist_ok=True)
            return path

    def _sweep(self, wanted: str) -> None:
        """Removes what is too old, and the oldest of what is too much, but not the one that is wanted now."""
        held = []
        for path in self._place().glob("*.json"):
            upload = path.with_suffix("")
            try:
                held.append((json.loads(path.read_text(encoding="utf-8"))["at"], upload.stat().st_size, upload))
            except (FileNotFoundError, ValueError):  # another process is at it
                continue
        size = 0
        for number, (at, bytes, upload) in enumerate(sorted(held, reverse=True)):
            size += bytes
            crowded = (number >= MOST or size > MOST_BYTES) and upload.name != wanted
            if crowded or self._clock() - at > LIFE:
                self._remove(upload)

    def _remove(self, upload: Path) -> None:
        upload.with_suffix(".json").unlink(missing_ok=True)
        upload.unlink(missing_ok=True)


def kept_uploads() -> KeptUploads:
    """Those of the app that answers the current request."""
    kept = current_app.extensions["yiku-uploads"]
    assert isinstance(kept, KeptUploads)
    return kept
