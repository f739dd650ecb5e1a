"""An analysis counts each segment once, in the first band that fits, as one would by looking them up one by one."""

from __future__ import annotations

import io
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.answers import Analysis, Band, Count, Tally
from glossary.errors import BadRequest, NotFound
from glossary.library import Library, jobs
from glossary.library.analysing import band_of
from glossary.text.counting import characters, words
from tests.glossary.library.contents import bring, file_of
from tests.glossary.library.test_jobs import SETTINGS, memory, sentence
from tmx.errors import UnreadableFile
from tmx.model import Details, Prop, Segment, Unit

PO = """msgid ""
msgstr ""
"Language: zh_CN\\n"
"Content-Type: text/plain; charset=UTF-8\\n"

msgctxt "menu"
msgid "Open"
msgstr ""

msgid "Save the file"
msgstr "保存文件"

msgid "%d file"
msgid_plural "%d files"
msgstr[0] ""

#~ msgid "Gone"
#~ msgstr ""
"""
XLIFF = """<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file original="f" source-language="en" target-language="zh-CN" datatype="html"><body>
<trans-unit id="1"><source>Save the file</source></trans-unit>
<trans-unit id="2"><source>Press <g id="x">Start</g> now.</source></trans-unit>
<trans-unit id="3" translate="no"><source>ACME</source></trans-unit>
<trans-unit id="4"><source>Done</source><target>好</target></trans-unit>
</body></file></xliff>
"""


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library.open(tmp_path_factory.mktemp("analysis") / "library.db", processes=1) as library:
        bring(library, memory(60), memory="m")
        yield library


def unit(source: str, target: str, **more: object) -> Unit:
    return Unit((Segment("en", source), Segment("zh-CN", target)), **more)  # type: ignore[arg-type]


def analysed(library: Library, *files: tuple[str, str], **order: object) -> Analysis:
    streams = ((name, io.BytesIO(text.encode())) for name, text in files)
    return library.analyse_files(streams, **{**SETTINGS, **order})  # type: ignore[arg-type]


def segments(tally: Tally) -> dict[str, int]:
    return {str(band): count.segments for band, count in tally.counts.items() if count.segments}


def naive(library: Library, files: list[list[str]]) -> list[Counter[Band]]:
    """How many segments of each file are in each band, each looked up by itself."""
    seen: set[str] = set()
    found = []
    for texts in files:
        counts: Counter[Band] = Counter()
        for before, text, after in zip(["", *texts], texts, [*texts[1:], ""], strict=False):
            matches = library.match(text, **SETTINGS, threshold=50, before=before, after=after).matches
            score = max((match.score for match in matches), default=0)
            if score < 101 and text in seen:
                counts[Band.REPETITION] += 1
            else:
                limits = zip((101, 100, 95, 85, 75, 50, 0), [b for b in Band if b is not Band.REPETITION], strict=True)
                counts[next(band for limit, band in limits if score >= limit)] += 1
            seen.add(text)
        found.append(counts)
    return found


files = st.lists(st.lists(st.integers(0, 30).map(lambda seed: sentence(random.Random(seed))), max_size=8), max_size=3)


@settings(max_examples=40)
@given(texts=files)
def test_an_analysis_is_what_a_naive_count_gives(full: Library, texts: list[list[str]]) -> None:
    found = analysed(full, *((f"{number}.txt", "\n".join(lines)) for number, lines in enumerate(texts)))
    assert [Counter({band: count.segments for band, count in file.counts.items()}) for file in found.files] == naive(
        full, texts
    )
    for file, lines in zip(found.files, texts, strict=True):
        assert file.total == Count(len(lines), sum(map(words, lines)), sum(map(characters, lines)))
    assert found.total.total == sum((file.total for file in found.files), Count())
    assert found.total.weighted == pytest.approx(sum(file.weighted for file in found.files))


def test_several_processes_count_alike(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    choose = random.Random(9)
    text = "\n".join(sentence(choose) for _ in range(60))
    monkeypatch.setattr(jobs, "WORTH", 10)
    monkeypatch.setattr(jobs, "PORTION", 3)
    with Library.open(tmp_path / "library.db", processes=2) as two:
        bring(two, memory(60), memory="m")
        found = analysed(two, ("a.txt", text), ("b.txt", text))
        assert len(two._hands._idle) == 1
    with Library.open(tmp_path / "library.db", processes=1) as one:
        assert analysed(one, ("a.txt", text), ("b.txt", text)) == found
    assert {Band.REPETITION} >= found.files[1].counts.keys() - {Band.CONTEXT}


@given(score=st.integers(0, 101), again=st.booleans())
def test_every_score_has_one_band(score: int, again: bool) -> None:
    assert band_of(score, again=again) in list(Band)
    assert (band_of(score, again=again) is Band.REPETITION) == (again and score < 101)


@pytest.mark.parametrize(
    ("score", "band"),
    [
        *[(101, "context"), (100, "exact"), (99, "95-99"), (95, "95-99"), (94, "85-94"), (85, "85-94")],
        *[(84, "75-84"), (75, "75-84"), (74, "50-74"), (50, "50-74"), (49, "new"), (0, "new")],
    ],
)
def test_bands_begin_and_end_where_their_names_say(score: int, band: str) -> None:
    assert band_of(score, again=False) == band


def test_translated_and_untranslated_messages_of_a_catalogue_count(library: Library) -> None:
    bring(library, file_of([unit("Open", "打开", context="menu"), unit("Open", "开着", context="state")]), memory="m")
    (file,) = analysed(library, ("a.po", PO)).files
    assert (file.format, segments(file)) == ("po", {"context": 1, "new": 3})
    assert file.counts[Band.CONTEXT] == Count(1, 1, 4)


def test_what_is_not_to_be_translated_does_not_count_and_codes_are_no_text(library: Library) -> None:
    beside = Details(props=(Prop("x-context-post", "Press Start now."),))
    bring(library, file_of([unit("Save the file", "保存文件", details=beside)]), memory="m")
    found = analysed(library, ("a.xlf", XLIFF), source="", target="")
    assert segments(found.files[0]) == {"context": 1, "new": 2}
    assert (found.files[0].skipped, found.files[0].total) == (1, Count(3, 7, 29))


def test_tables_and_memories_count_in_the_language_that_is_asked_for(library: Library) -> None:
    bring(library, file_of([unit("Save the file", "保存文件")]), memory="m")
    table = "en\tzh-CN\nSave the file\t\n\t保存\nSave the page\t保存网页\n"
    (file,) = analysed(library, ("a.tsv", table)).files
    assert (segments(file), file.skipped) == ({"exact": 1, "50-74": 1}, 1)
    tmx = file_of([unit("one", "保存文件"), unit("two", "二")]).decode()
    assert segments(analysed(library, ("a.tmx", tmx), source="zh", target="en").files[0]) == {"exact": 1, "new": 1}


def test_a_repetition_counts_in_another_file_too(library: Library) -> None:
    bring(library, file_of([unit("Save the file", "保存文件")]), memory="m")
    found = analysed(library, ("a.txt", "Save the file\n\nnew\n"), ("b.po", PO))
    assert segments(found.files[0]) == {"exact": 1, "new": 1}
    assert segments(found.files[1]) == {"repetitions": 1, "new": 3}
    assert segments(found.total) == {"exact": 1, "new": 4, "repetitions": 1}
    assert [tally.file for tally in found.tallies()] == ["a.txt", "b.po", ""]


def test_rates_weigh_words(library: Library) -> None:
    bring(library, file_of([unit("Save the file", "保存文件")]), memory="m")
    found = analysed(library, ("a.txt", "Save the file\nnew words"), rates={"exact": 50})
    assert found.total.weighted == 3.5
    assert [(line.band, line.share) for line in found.total.lines() if line.share] == [
        ("exact", 60.0),
        ("new", 40.0),
        (None, 100.0),
    ]


def test_nothing_to_count_is_no_error(library: Library) -> None:
    found = analysed(library, ("a.txt", "\n \n"))
    assert (found.total.total, found.total.weighted) == (Count(), 0)
    assert analysed(library).files == ()


@pytest.mark.parametrize(
    ("order", "error", "says"),
    [
        ({"rates": {"90-99": 5}}, BadRequest, "there is no band '90-99'"),
        ({"rates": {"new": -1}}, BadRequest, "the rate of new is -1"),
        ({"source": ""}, BadRequest, "the source language is missing"),
        ({"memories": ["none"]}, NotFound, "there is no memory 'none'"),
    ],
)
def test_a_wrong_order_says_what_is_wrong(
    library: Library, order: dict[str, object], error: type[Exception], says: str
) -> None:
    with pytest.raises(error, match=says):
        analysed(library, ("a.txt", "text"), **order)


def test_a_file_that_cannot_be_read_is_named(library: Library) -> None:
    with pytest.raises(UnreadableFile, match=r"b\.xlf"):
        analysed(library, ("a.txt", "text"), ("b.xlf", "<xliff"))
