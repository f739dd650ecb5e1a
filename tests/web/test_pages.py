"""Every page: it answers, in its languages, with nothing of the data run as HTML."""

from __future__ import annotations

import io
from html import unescape
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from glossary.library import Library
from tests.web.conftest import token
from tests.web.sample import HOSTILE, NEW_MEMORY, NEW_SENTENCE
from tmx import registry
from tmx.model import Concept, Term, TermStatus

SENTENCE = "货物从境外进入综合保税区，免征关税。"


def concept_of(library: Library, text: str) -> int:
    return next(hit.concept.number for hit in library.search(text).terms if hit.term.text == text)


def unit_of(library: Library, text: str) -> int:
    return library.search(text).segments[0].unit


def upload(client: FlaskClient, content: str, file: str = "new.tmx", **fields: str):
    data = {"csrf_token": token(client), "file": (io.BytesIO(content.encode()), file), **fields}
    return client.post("/library/import", data=data)


@pytest.mark.parametrize("path", ["/", "/?q=保税区", "/match", "/match/analyse", "/library", "/help"])
def test_page_answers_in_html_with_its_language_said(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.mimetype == "text/html"
    assert '<html lang="en"' in answer.text


def test_front_page_offers_what_can_be_typed_and_says_what_is_held(client: FlaskClient) -> None:
    page = client.get("/").text
    assert all(f"?q={quote(example)}" in page for example in ("保税区", "bonded", "baoshuiqu", "bsq"))
    assert "4 sentence pairs" in page
    assert "3 concepts" in page


def test_front_page_offers_no_example_that_leads_nowhere(client: FlaskClient, library: Library) -> None:
    library.undo(2)
    page = client.get("/").text
    assert "baoshuiqu" not in page
    assert "4 sentence pairs" in page


def test_sentences_say_once_which_term_led_to_them(client: FlaskClient) -> None:
    assert client.get("/?q=bsq").text.count("through 保税区") == 1
    assert "through 保税区" not in client.get("/?q=保税区").text


def test_library_offers_every_format_and_says_which_ones_convert(client: FlaskClient) -> None:
    page = client.get("/library").text
    for codec in registry.codecs_to_write():
        assert page.count(f'<option value="{codec.name}"') == 2  # for the memory, and for the termbase
    termbase = page[page.index("Download 海关术语") :]
    assert termbase.index('<option value="csv" selected>') < termbase.index("converted, with losses")
    assert termbase.index("converted, with losses") < termbase.index('<option value="tmx">')


def test_help_says_what_each_format_keeps_and_loses(client: FlaskClient) -> None:
    page = unescape(client.get("/help").text)
    for codec in registry.CODECS:
        assert codec.title in page
        assert all(what in page for what in (*codec.carries, *codec.loses))


def test_search_shows_terms_before_sentences_with_hits_marked_on_both_sides(client: FlaskClient) -> None:
    page = client.get("/?q=保税区").text
    assert page.index('id="terms"') < page.index('id="sentences"')
    assert "<mark>保税区</mark>" in page
    assert "<mark>bonded area</mark>" in page
    assert 'lang="zh-CN"' in page
    assert 'lang="en"' in page


def test_search_says_so_when_nothing_is_found(client: FlaskClient) -> None:
    assert "Nothing found" in client.get("/?q=zzzzzz").text


def test_search_narrows_terms_and_keeps_what_was_chosen(client: FlaskClient, library: Library) -> None:
    deprecated = Term("zh-CN", "保税工厂", TermStatus.DEPRECATED)
    library.add_concept("合同术语", Concept((deprecated, Term("en", "bonded factory")), domains=("合同",)))
    page = client.get("/?q=保税&status=deprecated&domain=合同&termbase=合同术语").text
    assert ("保税</mark>工厂" in page, "保税</mark>区" in page) == (True, False)
    assert '<details class="filters" open>' in page
    for chosen in ("deprecated", "合同", "合同术语"):
        assert f'<option value="{chosen}" selected>' in page
    assert "bonded factory" in client.get("/?status=deprecated").text
    assert '<details class="filters">' in client.get("/?q=保税").text


def test_search_says_why_and_what_a_query_was_taken_for(client: FlaskClient) -> None:
    page = client.get("/?q=bonded aera").text
    assert '<span class="why">typing error</span><span dir="auto">“aera” → “area”</span>' in page


@pytest.mark.parametrize("query", ["/(/", "status:bad x"])
def test_search_says_what_cannot_be_searched(client: FlaskClient, query: str) -> None:
    for part, code in (("", 400), ("results", 200)):
        answer = client.get("/", query_string={"q": query, "part": part})
        assert (answer.status_code, "This cannot be searched" in answer.text) == (code, True)


def test_results_part_has_no_frame(client: FlaskClient) -> None:
    part = client.get("/?q=保税区&part=results").text
    assert "<html" not in part
    assert "<mark>保税区</mark>" in part


def test_a_limit_that_is_no_number_is_refused(client: FlaskClient) -> None:
    assert client.get("/?q=x&limit=many").status_code == 400


def test_hostile_segments_and_terms_are_escaped_everywhere(client: FlaskClient, library: Library) -> None:
    unit, concept = unit_of(library, "dangerous"), concept_of(library, "<b>危险</b>")
    paths = ("/?q=dangerous", "/?q=危险", f"/units/{unit}", f"/concepts/{concept}")
    for path in (*paths, "/match?source=en&target=zh-CN&threshold=50&text=alert x quoted dangerous"):
        page = client.get(path).text
        assert "<script>alert" not in page
        assert "<b>危险" not in page
        assert "<i>hostile" not in page
    assert "&lt;script&gt;" in client.get("/?q=dangerous").text


def test_hostile_query_is_escaped(client: FlaskClient) -> None:
    query = {"q": HOSTILE, "text": HOSTILE, "source": '"><script>alert(1)', "target": "en"}
    assert "<script>alert" not in client.get("/", query_string=query).text
    assert "<script>alert" not in client.get("/match", query_string=query).text


def test_match_shows_score_differences_and_translation(client: FlaskClient) -> None:
    page = client.get("/match", query_string={"text": SENTENCE, "source": "zh-CN", "target": "en"}).text
    assert "fuzzy" in page
    assert "<ins>" in page
    assert "Goods entering the bonded area" in page


def test_match_takes_a_long_text_by_post(client: FlaskClient) -> None:
    order = {"text": SENTENCE * 400, "source": "zh-CN", "target": "en", "csrf_token": token(client, "/match")}
    answer = client.post("/match", data=order)
    assert answer.status_code == 200
    assert "No match" in answer.text


def test_concept_page_holds_terms_by_language_and_usage(client: FlaskClient, library: Library) -> None:
    page = client.get(f"/concepts/{concept_of(library, '保税区')}").text
    assert "bonded area" in page
    assert "海关术语" in page
    assert "<mark>保税区</mark>" in page


def test_unit_page_holds_segments_and_history(client: FlaskClient, library: Library) -> None:
    page = client.get(f"/units/{unit_of(library, '免征关税')}").text
    assert "免征关税" in page
    assert "exempt from customs duty" in page
    assert "History" in page


def test_library_page_lists_everything_with_downloads_and_undo(client: FlaskClient) -> None:
    page = client.get("/library").text
    assert "customs.tmx" in page
    assert "海关术语" in page
    assert '<option value="tmx">' in page
    assert "/undo" in page


def test_import_reports_and_the_sentence_is_found(client: FlaskClient) -> None:
    report = upload(client, NEW_MEMORY, kind="memory", name="contracts")
    assert report.status_code == 200
    assert "<dt>added</dt><dd>1</dd>" in report.text
    assert NEW_SENTENCE[1].split(",")[0] in client.get("/?q=一式两份").text


def test_dry_run_changes_nothing(client: FlaskClient, library: Library) -> None:
    report = upload(client, NEW_MEMORY, kind="memory", name="contracts", dry_run="1")
    assert "Nothing was changed" in report.text
    assert not library.search("一式两份").segments


def test_bad_file_is_explained_in_the_form_which_keeps_its_fields(client: FlaskClient) -> None:
    answer = upload(client, "<tmx", file="坏的.tmx", kind="memory", name="留着")
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text
    assert "坏的.tmx" in answer.text
    assert 'value="留着"' in answer.text


def test_upload_without_a_file_is_explained_in_the_form(client: FlaskClient) -> None:
    answer = client.post("/library/import", data={"csrf_token": token(client)})
    assert answer.status_code == 400
    assert "no file was chosen" in answer.text


def test_undo_asks_and_then_takes_the_import_back(client: FlaskClient, library: Library) -> None:
    upload(client, NEW_MEMORY, kind="memory", name="contracts")
    number = library.batches()[0].number
    question = f"/library/batches/{number}/undo"
    assert "Undo this import?" in client.get(question).text
    assert library.search("一式两份").segments
    done = client.post(question, data={"csrf_token": token(client, question)})
    assert "Import undone" in done.text
    assert not library.search("一式两份").segments


def test_unknown_batch_concept_and_unit_are_not_found(client: FlaskClient) -> None:
    for path in ("/library/batches/999/undo", "/concepts/999999", "/units/999999", "/nowhere"):
        answer = client.get(path)
        assert answer.status_code == 404
        assert '<p class="problem">' in answer.text


def test_empty_library_says_what_to_do(tmp_path) -> None:
    from web.app import create_app
    from web.service import library_of

    app = create_app({"DATABASE": str(tmp_path / "empty.db")})
    try:
        client = app.test_client()
        assert "The library is empty" in client.get("/").text
        assert "The library is empty" in client.get("/match").text
        assert "None yet" in client.get("/library").text
    finally:
        library_of(app).close()


def test_match_page_marks_what_was_put_in_and_says_why_not(client: FlaskClient) -> None:
    table = "en\tzh-CN\nAn investment of RMB 350 million.\t投资3.5亿元。\n3 files were found.\t找到3个文件。\n"
    upload(client, table, file="numbers.tsv", kind="memory", name="numbers")
    ask = {"source": "zh-CN", "target": "en"}
    page = client.get("/match", query_string={**ask, "text": "投资4.2亿元。"}).text
    assert "adapted" in page
    assert "<mark>RMB 420 million</mark>" in page
    assert "<del>RMB 350 million</del>" in page
    assert "not adapted" in client.get("/match", query_string={**ask, "text": "找到1个文件。"}).text


def test_sentences_are_searched_in_the_chosen_mode(client: FlaskClient) -> None:
    page = client.get("/", query_string={"q": "关税 货物", "mode": "all"}).text
    assert '<option value="all" selected>' in page
    assert "<mark>关税</mark>" in page
    assert "<mark>货物</mark>" in page


def test_parts_of_a_sentence_are_shown_under_its_matches(client: FlaskClient) -> None:
    page = client.get("/match", query_string={"text": "企业从境外进入保税区", "source": "zh-CN", "target": "en"}).text
    assert "<details open>" in page
    assert '<span class="text" lang="zh-CN" dir="auto">从境外进入保税区</span>' in page
    assert "<mark>从境外进入保税区</mark>" in page
