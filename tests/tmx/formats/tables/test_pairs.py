"""OmegaT, DeepL and Google: pairs read back as they were, and what a service would refuse is left out and counted."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.tmx.values import LETTERS, filled_stripped
from tmx import registry
from tmx.errors import CannotWrite, UnreadableFile
from tmx.formats import deepl, google
from tmx.formats.tables.pairs import Limits
from tmx.model import Concept, Languages, Note, Segment, Term, TermStatus, Unit, UnitStatus

BOTH = Languages("zh-CN", "en")
PREFERRED, ADMITTED = TermStatus.PREFERRED, TermStatus.ADMITTED
ONE_LINE = filled_stripped.filter(lambda text: not set(text) & set("\t\n\r\x85\u2028\u2029\ufeff") and text[0] != "#")


@st.composite
def glossaries(draw: st.DrawFn) -> list[Concept]:
    """Concepts that say no more than pairs do, no two of one source."""
    sources = draw(st.lists(ONE_LINE, min_size=1, max_size=3, unique=True))
    return [
        Concept(
            (
                Term("zh-CN", source, PREFERRED),
                *(
                    Term("en", text, ADMITTED if at else PREFERRED)
                    for at, text in enumerate(draw(st.lists(ONE_LINE, min_size=1, max_size=2, unique=True)))
                ),
            ),
            notes=tuple(map(Note, draw(st.lists(ONE_LINE, max_size=1)))),
        )
        for source in sources
    ]


def written(entries: list, format: str, languages: Languages = BOTH) -> tuple[bytes, registry.Written]:
    stream = io.BytesIO()
    report = registry.write(stream, entries, format=format, languages=languages)
    return stream.getvalue(), report


def read_back(data: bytes, format: str, **order: object) -> list:
    return list(registry.read(io.BytesIO(data), "a.txt", format=format, **{"languages": BOTH, **order}).entries)


@pytest.mark.parametrize("format", ["omegat", "omegat-csv"])
@settings(max_examples=40)
@given(concepts=glossaries())
def test_glossaries_of_omegat_read_back_as_they_were(format: str, concepts: list[Concept]) -> None:
    data, report = written(concepts, format)
    assert report.lost == ()
    assert read_back(data, format) == concepts


@pytest.mark.parametrize("format", ["google-csv", "google-tsv"])
@settings(max_examples=40)
@given(concepts=glossaries())
def test_glossaries_of_google_read_back_but_for_their_notes(format: str, concepts: list[Concept]) -> None:
    data, report = written(concepts, format)
    assume(not any("left out" in line or "control" in line for line in report.lost))
    assert read_back(data, format) == [Concept(concept.terms) for concept in concepts]


@pytest.mark.parametrize("format", ["deepl-csv", "deepl-tsv"])
@settings(max_examples=40)
@given(concepts=glossaries())
def test_glossaries_of_deepl_read_back_with_one_target_a_source(format: str, concepts: list[Concept]) -> None:
    data, report = written(concepts, format)
    assume(not any("control" in line for line in report.lost))
    assert read_back(data, format) == [Concept(concept.terms[:2]) for concept in concepts]
    further = sum(len(concept.terms) - 2 for concept in concepts)
    assert (f"further translations of one source ({further})" in report.lost) == bool(further)


LETTER = st.text(LETTERS, min_size=1, max_size=3)
ODD = st.one_of(
    LETTER, st.sampled_from(["", " ", "a\tb", "a\nb", "\x00", "\x85", "\u2028", "x" * 1025, "界" * 342, " a "])
)


@settings(max_examples=60)
@given(texts=st.lists(st.tuples(ODD, ODD), max_size=5))
def test_deepl_is_given_nothing_that_it_would_refuse(texts: list[tuple[str, str]]) -> None:
    units = [Unit((Segment("zh-CN", source), Segment("en", target))) for source, target in texts]
    data, report = written(units, "deepl-tsv")
    lines = data.decode().splitlines()
    assert report.written == len(data.decode().split("\n")) - 1 == len(lines)
    sources = [line.split("\t")[0] for line in lines]
    assert len(sources) == len(set(sources))
    for line in lines:
        cells = line.split("\t")
        assert len(cells) == 2
        assert all(cell and cell == cell.strip() and len(cell.encode()) <= 1024 for cell in cells)
    said = sum(int(line.rpartition("(")[2].rstrip(")").replace(",", "")) for line in report.lost)
    assert report.written + said >= len(texts)


def test_a_glossary_ends_where_the_service_would_stop(monkeypatch: pytest.MonkeyPatch) -> None:
    limits = Limits(longest=10, whole=9, once=True)
    monkeypatch.setattr(deepl, "LIMITS", limits)
    monkeypatch.setattr(google, "LIMITS", limits)
    units = [Unit((Segment("zh-CN", source), Segment("en", "abc"))) for source in ("x", "y", "z", "w" * 11)]
    for format in ("deepl-csv", "google-csv"):
        _, report = written(units, format)
        assert report.written == 2
        assert report.lost == (
            "entries after the first 9 bytes (1)",
            "entries with a text of more than 10 bytes (1)",
        )


def test_real_limits_are_those_of_the_services() -> None:
    assert (deepl.LIMITS.longest, deepl.LIMITS.whole, deepl.LIMITS.once) == (1024, 10_485_760, True)
    assert (google.LIMITS.longest, google.LIMITS.whole) == (1023, 10_485_760)


def test_terms_are_written_as_they_are_though_a_spreadsheet_would_run_them() -> None:
    for format in ("deepl-csv", "google-csv", "omegat-csv"):
        data, _ = written([Unit((Segment("zh-CN", "-able"), Segment("en", "=1")))], format)
        assert next(csv.reader([data.decode()])) == ["-able", "=1"]


@pytest.mark.parametrize("format", ["omegat", "omegat-csv", "deepl-csv", "google-tsv", "weblate", "utx"])
def test_two_languages_must_be_named(format: str) -> None:
    for languages in (Languages(), Languages("en"), Languages("en", "en")):
        with pytest.raises(CannotWrite):
            written([], format, languages)
    if format != "utx":
        with pytest.raises(UnreadableFile, match=r"a\.txt: it does not say its languages; name them with -s and -t"):
            read_back(b"a\tb\n", format, languages=Languages())


def test_deepl_may_name_the_languages_in_its_rows() -> None:
    [concept] = read_back("关税,tariff,zh,en\n".encode(), "deepl-csv", languages=Languages())
    assert [term.language for term in concept.terms] == ["zh", "en"]


def test_a_term_that_omegat_would_take_for_a_remark_is_left_out_and_counted() -> None:
    unit = Unit((Segment("zh-CN", "#1"), Segment("en", "number one")))
    data, report = written([unit], "omegat")
    assert (data, report.written) == (b"", 0)
    assert report.lost == ("terms that begin with #, which OmegaT takes for a remark (1)",)
    assert written([unit], "omegat-csv")[1].lost == ()


def test_what_pairs_do_not_say_is_counted_once_an_entry() -> None:
    rich = Concept(
        (
            Term("zh-CN", "关税", PREFERRED),
            Term("en", "tariff", PREFERRED, part_of_speech="noun"),
            Term("en", "toll", TermStatus.FORBIDDEN),
            Term("fr", "droit", PREFERRED),
        ),
        id="7",
    )
    _, report = written([rich, Concept((Term("en", "alone", PREFERRED),))], "omegat")
    assert report.lost == (
        "terms in other languages, or not to be used (2)",
        "entries of which more is known (1)",
        "entries without a text in zh-CN and en (1)",
    )


def test_the_status_of_a_unit_is_not_lost_silently() -> None:
    unit = Unit((Segment("zh-CN", "关税"), Segment("en", "tariff")), status=UnitStatus.FUZZY)
    assert written([unit], "omegat")[1].lost == ("entries of which more is known (1)",)


def test_term_sets_take_every_language_and_one_term_of_each() -> None:
    concepts = [
        Concept((Term("en", "tariff", PREFERRED), Term("en", "duty"), Term("zh-CN", "关税", PREFERRED))),
        Concept((Term("en", "area", PREFERRED, part_of_speech="noun"), Term("fr", "zone", PREFERRED))),
        Concept((Term("en", "alone", PREFERRED),)),
    ]
    data, report = written(concepts, "google-terms", Languages())
    assert list(csv.reader(io.StringIO(data.decode()))) == [
        ["en", "zh-CN", "fr", "pos", "description"],
        ["tariff", "关税", "", "", ""],
        ["area", "", "zone", "noun", ""],
    ]
    assert report.lost == (
        "synonyms, and terms in other languages or not to be used (1)",
        "entries with a usable term in fewer than two languages (1)",
    )
    detected = registry.detect(io.BytesIO(data), "a.csv")
    assert detected.name == "google-terms"
