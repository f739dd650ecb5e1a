"""Maintenance in a real browser: what is found goes, what is replaced is shown first; in both themes, on a phone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.web.test_browser import PHONE, address, assert_axe_finds_nothing, browser, playwright

__all__ = ["address", "browser", "playwright"]

DESK: ViewportSize = {"width": 1280, "height": 800}
both = pytest.mark.parametrize(("scheme", "size"), [("light", DESK), ("dark", PHONE)], ids=["light", "dark-phone"])


@pytest.fixture
def page(browser: Browser, address: str, scheme: str, size: ViewportSize) -> Iterator[Page]:
    context = browser.new_context(base_url=address, color_scheme=scheme, viewport=size, bypass_csp=True)
    yield context.new_page()
    context.close()


def copy(page: Page, text: str) -> None:
    """Puts a unit into the library whose translation is its source."""
    sides = [{"language": language, "text": text} for language in ("en", "zh-CN")]
    assert page.request.post("/api/v1/units", data={"memory": "copies", "segments": sides}).ok


def is_well_made(page: Page) -> None:
    assert_axe_finds_nothing(page)
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@both
def test_a_finding_is_deleted_and_brought_back(page: Page, scheme: str) -> None:
    copy(page, f"Copied once {scheme}")
    copy(page, f"Copied twice {scheme}")
    page.goto("/library/clean")
    is_well_made(page)
    page.get_by_label("Look for").select_option("untranslated")
    page.get_by_label("In", exact=True).select_option("copies")
    page.get_by_role("button", name="Look").click()
    finding = page.get_by_role("article").filter(has_text=f"Copied once {scheme}")
    expect(finding.locator("h2")).to_have_text("the zh-CN side is the source as it is")
    is_well_made(page)
    finding.get_by_role("button", name="Delete").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Done")
    is_well_made(page)
    page.get_by_role("link", name="Undo").click()
    page.get_by_role("button", name="Undo").click()
    page.goto("/library/clean?report=untranslated&memory=copies")
    expect(page.get_by_text(f"Copied once {scheme}").first).to_be_visible()


@both
def test_a_replacement_is_previewed_and_done(page: Page, scheme: str) -> None:
    copy(page, f"A colour of {scheme}")
    page.goto("/library/replace")
    is_well_made(page)
    page.get_by_label("Text to be replaced").fill("(col")
    page.get_by_label("Text to be put for it").fill(r"\1or")
    page.get_by_label("In texts in").select_option("en")
    page.get_by_label("The text is a regular expression").check()
    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_role("alert")).to_contain_text("is no regular expression: missing )")
    is_well_made(page)
    page.get_by_label("Text to be replaced").fill("(col)our")
    page.get_by_role("button", name="Preview").click()
    expect(page.locator("del")).to_have_text("colour")
    expect(page.locator("ins")).to_have_text("color")
    is_well_made(page)
    page.get_by_role("button", name="Replace all").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Done")
    page.goto(f"/?q=color of {scheme}")
    expect(page.locator("mark").first).to_have_text(f"color of {scheme}")
