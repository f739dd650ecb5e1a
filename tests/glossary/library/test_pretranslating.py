"""Pretranslation takes the best match of the memories for each segment that has no target."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from click.testing import CliRunner

from glossary.answers import PretranslationReport
from glossary.cli import cli
from glossary.errors import BadRequest, NotFound
from glossary.library import Library

UNITS = (
    ("", "Save the file before you leave.", "离开前请保存文件。"),
    (
        "",
        'Press <bpt i="1" x="1">{</bpt>Start<ept i="1">}</ept> now.',
        '现在按<bpt i="1" x="1">{</bpt>开始<ept i="1">}</ept>。',
    ),
    ('<prop type="x-context">state</prop>', "Open", "开着"),
    ('<prop type="x-context">menu</prop>', "Open", "打开"),
)
MEMORY = (
    '<tmx version="1.4"><header creationtool="t" creationtoolversion="1" segtype="sentence" o-tmf="t" adminlang="en" '
    'srclang="en" datatype="xml"/><body>'
    + "".join(
        f'<tu>{prop}<tuv xml:lang="en"><seg>{source}</seg></tuv><tuv xml:lang="zh-CN"><seg>{target}</seg></tuv></tu>'
        for prop, source, target in UNITS
    )
    + "</body></tmx>"
)

XLIFF = """<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file original="f" source-language="en" target-language="zh-CN" datatype="html"><body>
<trans-unit id="1"><source>Save the file before you leave.</source></trans-unit>
<trans-unit id="2"><source>Save this file before you leave.</source></trans-unit>
<trans-unit id="3"><source>Press <g id="x">Start</g> now.</source></trans-unit>
<trans-unit id="4" resname="state"><source>Open</source></trans-unit>
<trans-unit id="5"><source>Nothing of the kind.</source></trans-unit>
<trans-unit id="6"><source>Done</source><target>好</target></trans-unit>
</body></file></xliff>
"""

PO = 'msgid ""\nmsgstr ""\n"Language: zh_CN\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
MESSAGES = PO + 'msgctxt "state"\nmsgid "Open"\nmsgstr ""\n\nmsgid "Save this file before you leave."\nmsgstr ""\n'


@pytest.fixture
def filled(library: Library) -> Library:
    library.import_file(io.BytesIO(MEMORY.encode()), "m.tmx", memory="manuals")
    return library


def pretranslated(library: Library, data: str, file: str, **order: object) -> tuple[str, PretranslationReport]:
    out = io.BytesIO()
    report = library.pretranslate(io.BytesIO(data.encode()), out, file, **order)  # type: ignore[arg-type]
    return out.getvalue().decode(), report


def test_each_segment_gets_its_best_match(filled: Library) -> None:
    out, report = pretranslated(filled, XLIFF, "a.xlf")
    assert report == PretranslationReport("a.xlf", "xliff12", 6, exact=3, fuzzy=1, untouched=2)
    assert '<target state="translated" state-qualifier="exact-match">离开前请保存文件。</target>' in out
    assert '<target state="needs-review-translation" state-qualifier="fuzzy-match">离开前请保存文件。</target>' in out
    assert '>现在按<g id="x">开始</g>。</target>' in out
    assert ">开着</target>" in out


def test_what_was_filled_leaves_nothing_to_fill(filled: Library) -> None:
    once, _ = pretranslated(filled, XLIFF, "a.xlf")
    twice, report = pretranslated(filled, once, "a.xlf")
    assert twice == once
    assert (report.exact, report.fuzzy, report.untouched) == (0, 0, 6)


def test_an_imported_file_pretranslates_itself_whole(library: Library, filled: Library) -> None:
    done, _ = pretranslated(filled, XLIFF, "a.xlf")
    library.import_file(io.BytesIO(done.encode()), "a.xlf", memory="done")
    _, report = pretranslated(library, XLIFF, "a.xlf", memories=["done"])
    assert (report.exact, report.fuzzy, report.untouched) == (3, 1, 2)


def test_an_adapted_match_is_put_in_for_review(library: Library) -> None:
    memory = MEMORY.replace("before you leave.", "within 30 days.").replace(
        "离开前请保存文件。", "请在30天内保存文件。"
    )
    library.import_file(io.BytesIO(memory.encode()), "m.tmx", memory="manuals")
    document = XLIFF.replace("Save this file before you leave.", "Save the file within 45 days.")
    out, report = pretranslated(library, document, "a.xlf")
    assert report.fuzzy == 1
    assert '<target state="needs-review-translation" state-qualifier="fuzzy-match">请在45天内保存文件。</target>' in out


def test_a_catalogue_uses_the_context_and_marks_fuzzy_ones(filled: Library) -> None:
    out, report = pretranslated(filled, MESSAGES, "a.po")
    assert (report.format, report.units, report.exact, report.fuzzy) == ("po", 2, 1, 1)
    assert 'msgid "Open"\nmsgstr "开着"\n' in out
    assert '#, fuzzy\n#| msgid "Save the file before you leave."\n' in out


def test_the_threshold_and_the_memories_are_the_callers(filled: Library) -> None:
    filled.import_file(io.BytesIO(MEMORY.replace("打开", "开启").encode()), "n.tmx", memory="other")
    _, report = pretranslated(filled, XLIFF, "a.xlf", threshold=100)
    assert (report.exact, report.fuzzy) == (3, 0)
    with pytest.raises(NotFound, match="there is no memory 'nowhere'"):
        pretranslated(filled, XLIFF, "a.xlf", memories=["nowhere"])
    with pytest.raises(BadRequest, match="threshold is 0"):
        pretranslated(filled, XLIFF, "a.xlf", threshold=0)


def test_a_file_without_target_language_takes_the_callers(filled: Library) -> None:
    out, report = pretranslated(filled, XLIFF.replace(' target-language="zh-CN"', ""), "a.xlf", target="zh")
    assert report.exact == 3
    assert 'target-language="zh"' in out


def test_the_command_writes_the_file_and_reports(filled: Library, tmp_path: Path) -> None:
    path, out = tmp_path / "a.xlf", tmp_path / "out.xlf"
    path.write_text(XLIFF, encoding="utf-8")
    order = ["--db", str(tmp_path / "library.db"), "pretranslate", str(path), str(out)]
    found = CliRunner().invoke(cli, [*order, "--json"])
    assert found.exit_code == 0, found.output
    line = f'{{"file": "{path}", "units": 6, "exact": 3, "fuzzy": 1, "untouched": 2}}'
    assert found.output.strip() == line
    assert out.read_text(encoding="utf-8") == pretranslated(filled, XLIFF, "a.xlf")[0]
    assert "6 segments, 3 exact, 1 fuzzy, 2 untouched" in CliRunner().invoke(cli, order).output


def test_the_command_leaves_no_file_where_the_input_is_refused(filled: Library, tmp_path: Path) -> None:
    path, out = tmp_path / "a.xlf", tmp_path / "out.xlf"
    path.write_text("<xliff>", encoding="utf-8")
    found = CliRunner().invoke(cli, ["--db", str(tmp_path / "library.db"), "pretranslate", str(path), str(out)])
    assert found.exception is not None
    assert not out.exists()
