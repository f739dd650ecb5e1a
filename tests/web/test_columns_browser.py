"""The choice of a table's columns in a real browser: without scripts, on a phone, in both themes."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web.test_browser import PHONE, address, assert_axe_finds_nothing, browser, playwright

__all__ = ["address", "browser", "playwright"]

TABLE = "术语,Translation,Remarks,Explanation,No.\n{0}船,ship {0},,A vessel that is larger than a boat,1\n"


def send(page: Page, folder: Path, name: str) -> None:
    path = folder / f"{name}.csv"
    path.write_text(TABLE.format(name), encoding="utf-8")
    page.goto("/library")
    page.get_by_label("File", exact=True).set_input_files(path)
    page.get_by_role("button", name="Import").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"What are the columns of {name}.csv?")


def test_columns_are_chosen_without_scripts(browser: Browser, address: str, tmp_path: Path) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    send(page, tmp_path, "plain")
    page.get_by_label("Column A").select_option("zh-CN")
    page.get_by_label("Column B").select_option("en")
    page.get_by_label("Column C").select_option("ignore")
    page.get_by_role("button", name="Show again").click()
    expect(page.get_by_label("Column B")).to_have_value("en")
    page.get_by_role("button", name="Import").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Imported: plain.csv")
    page.goto("/?q=plain船")
    expect(page.get_by_text("ship plain").first).to_be_visible()
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_the_table_scrolls_in_its_own_frame(
    browser: Browser, address: str, tmp_path: Path, scheme: str
) -> None:
    context = browser.new_context(base_url=address, color_scheme=scheme, viewport=PHONE, bypass_csp=True)
    page = context.new_page()
    send(page, tmp_path, f"phone-{scheme}")
    assert_axe_finds_nothing(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    frame = page.get_by_role("region", name="The first rows")
    assert frame.evaluate("element => element.scrollWidth > element.clientWidth")
    context.close()
