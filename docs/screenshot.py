"""Takes the picture of the README: the demo's search page, in light, on 1280 by 860."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import sync_playwright

PICTURE = Path(__file__).with_name("screenshot.png")
QUERY = "保税区"
YIKU = Path(sys.executable).with_name("yiku")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


@contextmanager
def demo() -> Iterator[str]:
    """The address of a demo on a free port."""
    command = [YIKU, "demo", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603  (our own)
        try:
            line = process.stdout.readline() if process.stdout else ""
            found = re.search(r"http://\S+", line)
            if not found:
                sys.exit("docs/screenshot.py: the demo did not start")
            yield found[0]
        finally:
            process.terminate()


def take(address: str) -> None:
    """Photograph the search page."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        page = browser.new_page(viewport={"width": 1280, "height": 860}, color_scheme="light")
        page.goto(f"{address}?q={quote(QUERY)}")
        page.screenshot(path=PICTURE)
        browser.close()


if __name__ == "__main__":
    with demo() as address:
        take(address)
