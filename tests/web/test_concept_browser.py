"""A concept's life in a real browser: made, changed, proposed, approved, looked back on, reverted; in both themes."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web.test_browser import PATIENCE, PHONE, address, browser, playwright
from tests.web.test_clean_browser import both, is_well_made

__all__ = ["address", "browser", "playwright"]


@pytest.fixture
def page(browser: Browser, address: str, scheme: str, size: object) -> Iterator[Page]:
    """A page on which an error of a script fails the test."""
    context = browser.new_context(base_url=address, color_scheme=scheme, viewport=size, bypass_csp=True)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert not errors


def name(page: Page, text: str) -> None:
    """Gives the browser a name, by the link in the header."""
    page.get_by_role("link", name="Your name").click()
    page.get_by_label("Name", exact=True).fill(text)
    is_shown(page, "Your name")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("link", name=f"Your name: {text}")).to_be_visible()


def is_shown(page: Page, heading: str) -> None:
    """Waits for a page by its heading, and looks it over."""
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    page.wait_for_load_state()
    is_well_made(page)


def begin(page: Page, text: str) -> None:
    """Opens the form of a new concept and writes its terms and an acronym into it."""
    page.goto("/termbases/海关术语")
    page.get_by_role("link", name="New concept").click()
    first, second = page.get_by_role("group", name="Term 1"), page.get_by_role("group", name="Term 2")
    first.get_by_label("Term", exact=True).fill(text)
    first.get_by_label("Status").select_option("preferred")
    second.get_by_label("Term", exact=True).fill(f"新{text}")
    page.get_by_role("button", name="+ Term").click()
    expect(page.get_by_role("group", name="Term 3").get_by_label("Language")).to_be_focused()
    page.get_by_role("group", name="Term 3").get_by_label("Term", exact=True).fill("NEW")
    page.get_by_role("group", name="Term 3").get_by_label("Term type").select_option("acronym")


@both
def test_from_the_empty_form_to_the_history_and_back(page: Page, scheme: str) -> None:
    page.goto("/")
    name(page, "Ada")
    begin(page, f"harbour {scheme}")
    first = page.get_by_role("group", name="Term 1")
    first.get_by_text("More about this term").click()
    first.get_by_role("button", name="+ Context").click()
    sentence = page.get_by_role("group", name="Term 1").get_by_label("Sentence")
    expect(sentence).to_be_focused()
    sentence.fill("Ships lie in the harbour.")
    is_well_made(page)
    page.get_by_role("button", name="Save", exact=True).last.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(f"harbour {scheme}")
    expect(page.get_by_text("Ships lie in the harbour.").first).to_be_visible()

    page.get_by_role("link", name="Edit", exact=True).click()
    page.get_by_role("button", name="+ Definition").click()
    page.get_by_label("Definition", exact=True).fill("where ships lie")
    page.get_by_label("Why, for the history").fill("it had none")
    page.get_by_role("button", name="Propose").click()
    proposal = page.get_by_role("article")
    expect(proposal.locator("ins")).to_have_text("where ships lie")
    expect(proposal).to_contain_text("it had none")
    is_well_made(page)

    page.get_by_role("link", name=re.compile("Review")).first.click()
    is_shown(page, "Review")
    page.get_by_role("article").filter(has_text="it had none").get_by_role("button", name="Approve").click()
    page.get_by_label("Termbase").wait_for()
    page.goto(f"/?q=harbour {scheme}")
    page.get_by_role("link", name=f"harbour {scheme}", exact=True).first.click()
    expect(page.locator(".definition")).to_contain_text("where ships lie")
    expect(page.locator(".history > li strong").all()[0]).to_have_text("approved")
    page.get_by_role("button", name="Make it as it was before this").first.click()
    expect(page.locator(".definition")).to_have_count(0)
    page.wait_for_load_state()
    is_well_made(page)


@both
def test_a_concept_is_split_merged_and_deleted_and_all_is_told(page: Page, scheme: str) -> None:
    begin(page, f"quay {scheme}")
    page.get_by_label("Your name").fill("Bo")
    page.get_by_role("button", name="Save", exact=True).last.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(f"quay {scheme}")
    page.get_by_label("A note for others").fill("NEW is another thing")
    page.get_by_role("button", name="Add the note").click()
    expect(page.get_by_text("NEW is another thing")).to_be_visible()

    page.get_by_role("link", name="Split").click()
    page.get_by_role("checkbox").last.check()
    is_well_made(page)
    page.get_by_role("button", name="Split").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("NEW")

    page.get_by_role("link", name="Merge").click()
    page.get_by_label("The other concept").fill(f"quay {scheme}")
    page.get_by_role("button", name="Look for it").click()
    expect(page.get_by_role("link", name="This one").first).to_be_visible()
    is_shown(page, "Merge another concept into this one")
    page.get_by_role("link", name="This one").first.click()
    is_shown(page, "Merge these two?")
    with page.expect_navigation():
        page.get_by_role("link", name="The other way round").click()
    is_shown(page, "Merge these two?")
    page.get_by_role("button", name="Merge").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(f"quay {scheme}")
    expect(page.locator(".history > li strong").first).to_have_text("merged")

    page.get_by_role("link", name="Delete").click()
    is_shown(page, "Delete this concept?")
    page.get_by_role("button", name="Delete the concept").click()
    expect(page.get_by_text("This concept was deleted")).to_be_visible()
    is_well_made(page)
    page.get_by_role("link", name=re.compile("Review")).first.click()
    page.get_by_role("link", name="What changed lately").click()
    expect(page.get_by_text("deleted").first).to_be_visible()
    is_shown(page, "Changes")


def test_what_is_wrong_or_late_is_shown_where_it_is(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto("/concepts/1/edit")
    other = context.new_page()
    other.goto("/concepts/1/edit")
    other.get_by_role("button", name="+ Subject field").click()
    other.get_by_label("Subject field", exact=True).fill("trade")
    other.get_by_role("button", name="Save", exact=True).last.click()
    expect(other.get_by_role("link", name="Edit", exact=True)).to_be_visible()

    page.get_by_role("group", name="Term 1").get_by_label("Language").fill("Chinese!")
    page.get_by_role("button", name="Save", exact=True).last.click()
    wrong = page.get_by_role("group", name="Term 1").get_by_label("Language")
    expect(wrong).to_have_attribute("aria-invalid", "true")
    expect(wrong).to_have_value("Chinese!")
    wrong.fill("zh-CN")
    page.get_by_role("group", name="Term 2").get_by_label("Term", exact=True).fill("bonded zone")
    page.get_by_role("button", name="Save", exact=True).last.click()
    expect(page.get_by_role("alert")).to_contain_text("someone was quicker")
    expect(page.get_by_label("Subject field", exact=True)).to_have_value("trade")
    page.get_by_role("button", name="Save", exact=True).last.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("bonded zone")
    context.close()
