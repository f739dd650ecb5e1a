"""The main job in a real browser: by mouse, by keys alone, without scripts; with axe on every page, and on a phone."""

from __future__ import annotations

import os
import re
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
import waitress
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Playwright, Response, expect, sync_playwright

from tests.web.conftest import fill
from tests.web.sample import NEW_MEMORY
from web.app import create_app
from web.service import library_of

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
SENTENCE = "货物从境外进入综合保税区，免征关税。"
MATCH = f"/match?text={quote(SENTENCE)}&source=zh-CN&target=en"
PAGES = (
    *("/", "/?q=保税区", "/?q=bsq", "/?q=zzzz", "/match", MATCH, "/match/analyse"),
    *("/check", "/check/dismissed", "/check/drift"),
    *("/concepts/1", "/concepts/new", "/concepts/1/edit", "/concepts/1/merge", "/units/1", "/review", "/changes"),
    *("/library", "/termbases/海关术语", "/library/batches/1/undo", "/name", "/help", "/nowhere"),
    *("/library/clean", "/library/clean?report=untranslated", "/library/clean?report=same-source"),
    *("/library/replace", "/library/replace?old=bonded&new=free"),
)
PHONE = {"width": 360, "height": 740}
PATIENCE = 30_000
"""Milliseconds; a busy machine is slow, and nothing here waits longer than it must."""
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app on a port of its own, served as `yiku serve` does."""
    app = create_app({"DATABASE": str(tmp_path_factory.mktemp("browser") / "web.db")})
    fill(library_of(app))
    server = waitress.create_server(app, host="127.0.0.1", port=0, threads=4)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()
    thread.join(timeout=5)
    library_of(app).close()


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    path = shutil.which("chromium")
    if path is None:
        missing = pytest.fail if os.environ.get("YIKU_CI") == "1" else pytest.skip
        missing("there is no chromium on this machine (Debian: apt-get install chromium)")
    browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
    yield browser
    browser.close()


@pytest.fixture
def context(browser: Browser, address: str) -> Iterator[BrowserContext]:
    context = browser.new_context(base_url=address, permissions=["clipboard-read", "clipboard-write"])
    context.set_default_timeout(PATIENCE)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page on which an error of a script, or a refusal of the content-security policy, fails the test."""
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    yield page
    assert not [error for error in errors if "404" not in error]


def clipboard(page: Page) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))


def new_file(folder: Path, name: str) -> Path:
    """A memory with one sentence that no other test brings in."""
    path = folder / f"{name}.tmx"
    path.write_text(NEW_MEMORY.replace("本合同", f"本合同（{name}）"), encoding="utf-8")
    return path


def download(page: Page, press: Callable[[], None], folder: Path) -> str:
    with page.expect_download() as waiting:
        press()
    path = folder / "down.tmx"
    waiting.value.save_as(path)
    assert waiting.value.suggested_filename.endswith(".tmx")
    return path.read_text(encoding="utf-8")


def test_the_main_job_by_mouse(page: Page, tmp_path: Path) -> None:
    page.goto("/")
    page.get_by_role("searchbox").fill("保税区")
    found(page, "保税区")
    page.get_by_role("link", name="保税区", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("保税区")
    expect(page.get_by_text("bonded area").first).to_be_visible()

    page.get_by_role("link", name="Match", exact=True).click()
    page.get_by_label("Sentence to translate").fill(SENTENCE)
    page.get_by_label("From").select_option("zh-CN")
    page.get_by_label("To", exact=True).select_option("en")
    page.get_by_role("button", name="Look up").click()
    expect(page.locator(".matches .target").first).to_contain_text("Goods entering the bonded area")
    page.get_by_role("button", name="Copy").first.click()
    assert clipboard(page).startswith("Goods entering")

    page.get_by_role("link", name="Library", exact=True).click()
    page.get_by_label("File", exact=True).set_input_files(new_file(tmp_path, "mouse"))
    page.get_by_label("Name", exact=True).fill("by mouse")
    expect(page.get_by_label("a memory")).to_be_checked()
    page.get_by_role("button", name="Import").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Imported: mouse.tmx")

    page.get_by_role("link", name="Back to the library").click()
    form = page.get_by_role("form", name="Download by mouse")
    form.get_by_label("Format").select_option("tmx")
    assert "本合同（mouse）" in download(page, form.get_by_role("button").click, tmp_path)


def test_the_main_job_by_keys_alone(page: Page, tmp_path: Path) -> None:
    keys, file = page.keyboard, new_file(tmp_path, "keys")
    page.on("filechooser", lambda chooser: chooser.set_files(file))  # before any page is there, so that none slips by
    page.goto("/help")
    keys.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    keys.type("保税区")
    found(page, "保税区")
    keys.press("ArrowDown")
    keys.press("c")
    expect(page.locator("#announce")).to_have_text("Copied: bonded area")
    assert clipboard(page) == "bonded area"
    keys.press("Escape")
    expect(page.get_by_role("searchbox")).to_be_focused()
    keys.press("ArrowDown")
    keys.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("保税区")

    tab_to(page, page.get_by_role("link", name="Match", exact=True))
    keys.press("Enter")
    page.wait_for_url("**/match")
    tab_to(page, page.get_by_label("Sentence to translate"))
    keys.type(SENTENCE)
    choose(page, page.get_by_label("From", exact=True), "zh-CN")
    choose(page, page.get_by_label("To", exact=True), "en")
    tab_to(page, page.get_by_label("Sentence to translate"))
    keys.press("Control+Enter")
    expect(page.locator(".matches .target").first).to_contain_text("Goods entering the bonded area")
    assert "text=" in page.url

    tab_to(page, page.get_by_role("link", name="Library", exact=True))
    keys.press("Enter")
    page.wait_for_url("**/library")
    tab_to(page, page.get_by_label("File", exact=True))
    keys.press("Enter")
    expect(page.get_by_label("File", exact=True)).to_have_value(re.compile("keys"))
    tab_to(page, page.get_by_label("Name", exact=True))
    keys.type("by keys")
    keys.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Imported: keys.tmx")
    tab_to(page, page.get_by_role("link", name="Back to the library"))
    keys.press("Enter")
    form = page.get_by_role("form", name="Download by keys")
    choose(page, form.get_by_label("Format"), "tmx")
    tab_to(page, form.get_by_role("button"))
    assert "本合同（keys）" in download(page, lambda: keys.press("Enter"), tmp_path)


def found(page: Page, query: str) -> None:
    """Wait for the answer to the whole query: the address names it once its results stand there, and not before."""
    expect(page).to_have_url(re.compile(rf"[?&]q={re.escape(quote(query))}(&|$)"))


def tab_to(page: Page, goal: Locator) -> None:
    """Press Tab until the goal has the focus, from wherever it is, round the page at most once."""
    goal.wait_for()
    for _ in range(150):
        if goal.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"Tab does not reach {goal}")


def choose(page: Page, select: Locator, option: str) -> None:
    """Choose in a select by typing what it should hold."""
    tab_to(page, select)
    page.keyboard.type(option)
    expect(select).to_have_value(option)


def test_the_main_job_without_scripts(browser: Browser, address: str, tmp_path: Path) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto("/")
    page.get_by_role("searchbox").fill("保税区")
    page.get_by_role("button", name="Search").click()
    found(page, "保税区")
    page.get_by_role("link", name="保税区", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("保税区")
    assert page.get_by_role("button", name="Copy").count() == 0

    page.goto("/match")
    page.get_by_label("Sentence to translate").fill(SENTENCE)
    page.get_by_label("From").select_option("zh-CN")
    page.get_by_label("To", exact=True).select_option("en")
    page.get_by_role("button", name="Look up").click()
    expect(page.locator(".matches .target").first).to_contain_text("Goods entering the bonded area")

    page.goto("/library")
    page.get_by_label("File", exact=True).set_input_files(new_file(tmp_path, "plain"))
    page.get_by_label("a memory").check()
    page.get_by_label("Name", exact=True).fill("without scripts")
    page.get_by_role("button", name="Import").click()
    page.get_by_role("link", name="Back to the library").click()
    form = page.get_by_role("form", name="Download without scripts")
    assert "本合同（plain）" in download(page, form.get_by_role("button").click, tmp_path)
    page.get_by_role("link", name="Undo the import of plain.tmx").click()
    page.get_by_role("button", name="Undo the import").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Import undone")
    context.close()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_finding_is_mended_or_marked_as_no_error(browser: Browser, address: str, scripts: bool) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=scripts, bypass_csp=True)
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto("/check")
    page.get_by_label("Translation", exact=True).fill(f"It is {scripts} that the the zone (is is open.")
    page.get_by_label("Target language").fill("en")
    page.get_by_role("button", name="Check", exact=True).click()
    page.get_by_role("button", name=re.compile("Mend.*“is”")).click()
    page.get_by_role("button", name=re.compile("Not an error.*“the”")).click()
    expect(page.get_by_role("status").first).to_have_text(
        "1 line checked: 1 warning in 1 (1 not shown: marked as no error)"
    )
    expect(page.get_by_label("Translation", exact=True)).to_have_value(f"It is {scripts} that the the zone (is open.")
    expect(page.get_by_role("button", name="Never for “the the”")).to_be_visible()
    if scripts:
        assert_axe_finds_nothing(page)
    page.get_by_role("link", name="What was marked as no error").click()
    if scripts:
        assert_axe_finds_nothing(page)
    page.get_by_role("button", name="Show again").first.click()
    expect(page.get_by_text("Nothing yet")).to_be_visible()
    context.close()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_drifting_term_is_settled_in_one_step(browser: Browser, address: str, tmp_path: Path, scripts: bool) -> None:
    rows = (
        "zh-CN,en",
        "危险区,danger zone",
        "这个危险区,this danger area",
        "那个危险区,that danger area",
        *["好,good"] * 30,
    )
    (tmp_path / "rows.csv").write_text("\n".join(rows), encoding="utf-8")
    terms = "concept,language,term,status\n1,zh-CN,危险区,preferred\n1,en,danger zone,preferred\n"
    (tmp_path / "terms.csv").write_text(terms, encoding="utf-8")
    context = browser.new_context(base_url=address, java_script_enabled=scripts, bypass_csp=True)
    context.set_default_timeout(10_000)
    page = context.new_page()
    page.goto("/library")
    page.get_by_label("File", exact=True).set_input_files(tmp_path / "terms.csv")
    page.get_by_label("a termbase").check()
    page.get_by_label("Name", exact=True).fill(f"dangers {scripts}")
    page.get_by_role("button", name="Import").click()
    page.goto("/check/drift")
    page.get_by_label("Or a file").set_input_files(tmp_path / "rows.csv")
    page.get_by_label("Termbase").select_option(f"dangers {scripts}")
    page.get_by_role("button", name="Count").click()
    page.locator("summary", has_text="danger area").click()
    expect(page.locator("mark", has_text="danger area").first).to_be_visible()
    if scripts:
        assert_axe_finds_nothing(page)
    page.get_by_role("button", name="Prefer danger area").click()
    expect(page.get_by_role("status").first).to_contain_text("“danger area” is preferred now.")
    expect(page.locator("summary", has_text="danger zone")).to_contain_text("deprecated")
    context.close()


def test_search_keeps_the_address_and_the_count_in_step(page: Page) -> None:
    page.goto("/")
    page.keyboard.type("bonded")
    expect(page.locator("#count")).to_contain_text("sentence")
    expect(page).to_have_url(f"{page.evaluate('location.origin')}/?q=bonded")
    expect(page).to_have_title("bonded · Yiku 译库")
    page.reload()
    expect(page.locator("#results mark").first).to_have_text("bonded")


def test_filters_narrow_as_they_are_chosen_and_stay_in_the_address(page: Page) -> None:
    page.goto("/?q=bonded")
    page.get_by_text("Only some terms").click()
    page.get_by_label("Status").select_option("forbidden")
    expect(page.locator("#results")).to_contain_text("Nothing found")
    expect(page).to_have_url(f"{page.evaluate('location.origin')}/?q=bonded&status=forbidden")
    page.reload()
    expect(page.get_by_label("Status")).to_have_value("forbidden")
    page.get_by_role("searchbox").fill("/(/")
    expect(page.locator("#results")).to_contain_text("is no regular expression")


def test_a_late_answer_does_not_replace_a_newer_one(page: Page) -> None:
    held = []
    page.route("**/?q=bonded&part=results", lambda route: held.append(route))
    page.goto("/")
    page.get_by_role("searchbox").fill("bonded")
    expect(page.locator("#results")).to_have_attribute("aria-busy", "true")
    page.get_by_role("searchbox").fill("zzzz")
    expect(page.locator("#results")).to_contain_text("Nothing found")
    assert held
    held[0].abort()
    expect(page.locator("#results")).to_contain_text("Nothing found")
    expect(page.locator("#results")).not_to_have_attribute("aria-busy", "true")


def test_input_method_is_left_alone_until_it_is_done(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "part=results" in request.url else None)
    page.goto("/")
    page.get_by_role("searchbox").focus()
    session = page.context.new_cdp_session(page)
    session.send("Input.imeSetComposition", {"text": "bao shui", "selectionStart": 8, "selectionEnd": 8})
    page.wait_for_timeout(400)
    assert not asked
    session.send("Input.insertText", {"text": "保税"})
    expect(page.locator("#count")).to_contain_text("term")
    assert len(asked) == 1


def test_single_keys_can_be_turned_off(page: Page) -> None:
    page.goto("/help")
    page.get_by_label("Use the single keys").uncheck()
    page.locator("h1").click()
    page.keyboard.press("/")
    page.wait_for_timeout(200)
    assert page.url.endswith("/help")


def test_chosen_theme_stays(page: Page) -> None:
    page.goto("/")
    ground = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)
    page.get_by_role("button", name="Dark theme").click()
    dark = page.evaluate(ground)
    page.goto("/help")
    assert page.evaluate(ground) == dark != light
    expect(page.get_by_role("button", name="Dark theme")).to_have_attribute("aria-pressed", "true")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_page(browser: Browser, address: str, scheme: str) -> None:
    context = browser.new_context(base_url=address, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    for path in PAGES:
        page.goto(path)
        assert_axe_finds_nothing(page)
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_way_of_an_import(browser: Browser, address: str, tmp_path: Path, scheme: str) -> None:
    context = browser.new_context(base_url=address, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    for name, text in ((f"bad-{scheme}.tmx", "<tmx"), (f"good-{scheme}.csv", f"zh-CN,en\n甲{scheme},one\n乙\n")):
        (tmp_path / name).write_text(text, encoding="utf-8")
        page.goto("/library")
        page.get_by_label("File", exact=True).set_input_files(tmp_path / name)
        page.get_by_role("button", name="Import").click()
        expect(page.get_by_text("Nothing was imported" if "bad" in name else "Imported")).to_be_visible()
        assert_axe_finds_nothing(page)
    page.get_by_role("link", name="Undo this import").click()
    assert_axe_finds_nothing(page)
    page.get_by_role("button", name="Undo the import").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Import undone")
    assert_axe_finds_nothing(page)
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_files_are_analysed_and_the_workbook_comes_down(
    browser: Browser, address: str, tmp_path: Path, scheme: str
) -> None:
    context = browser.new_context(base_url=address, color_scheme=scheme, bypass_csp=True, viewport=PHONE)
    page = context.new_page()
    for name in ("a.txt", "a file with quite a long name, as they often have.txt"):
        (tmp_path / name).write_text("保税区\n货物从境外进入综合保税区，免征关税。\n", encoding="utf-8")
    page.goto("/match")
    page.get_by_role("link", name="Analyse files").click()
    page.get_by_label("Files to translate").set_input_files(sorted(tmp_path.iterdir()))
    page.get_by_label("Source language").fill("zh-CN")
    page.get_by_label("Target language").fill("en")
    page.get_by_role("button", name="Analyse").click()
    expect(page.get_by_role("heading", name="all files")).to_be_visible()
    assert_axe_finds_nothing(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    with page.expect_download() as download:
        page.get_by_role("link", name="Download as XLSX").click()
    assert download.value.suggested_filename == "analysis.xlsx"
    context.close()


def assert_axe_finds_nothing(page: Page) -> None:
    results = Axe().run(page)
    assert results.violations_count == 0, f"{page.url}:\n{results.generate_report()}"


def test_no_page_scrolls_sideways_on_a_phone(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, viewport=PHONE)
    page = context.new_page()
    for path in PAGES:
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], path
    context.close()


def test_nothing_is_asked_of_another_server(page: Page, address: str) -> None:
    asked: list[str] = []

    def note(response: Response) -> None:
        asked.append(response.url)

    page.on("response", note)
    for path in PAGES:
        page.goto(path)
    assert asked
    assert all(url.startswith(address) for url in asked)
