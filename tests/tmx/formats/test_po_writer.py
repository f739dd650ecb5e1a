from __future__ import annotations

import io
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tmx.values import text
from tmx.codec import Wanted
from tmx.errors import CannotWrite
from tmx.formats import po
from tmx.formats.po.writer import write
from tmx.model import NOTHING, Details, Languages, Losses, Note, Prop, Segment, Unit, UnitStatus

CHINESE = Languages("en", "zh-CN")
message = text.map(lambda value: value.replace("\ufeff", "")).filter(bool)
line = st.text("ab 保:#.,|~\\\"'", max_size=9).map(str.strip)


def written(
    entries: list[Unit], languages: Languages = CHINESE, header: Details = NOTHING, losses: Losses | None = None
) -> bytes:
    stream = io.BytesIO()
    write(stream, entries, languages, header, losses or Losses())
    return stream.getvalue()


def read(data: bytes, languages: Languages = CHINESE) -> list[object]:
    return list(po.read(io.BytesIO(data), Wanted("a.po", languages)).entries)


def framed(value: str, like: str) -> str:
    """The value with line breaks at its ends where `like` has them."""
    return "\n" * like.startswith("\n") + value.strip("\n") + "\n" * like.endswith("\n")


@st.composite
def messages(draw: st.DrawFn) -> Unit:
    source = draw(message)
    target = framed(draw(message.filter(lambda value: value.strip("\n") != "")), source)
    props = [Prop("x-po-comment", value) for value in draw(st.lists(line.filter(bool), max_size=1))]
    props += [Prop("x-po-occurrence", value) for value in draw(st.lists(st.sampled_from(["a.c:1", "b"]), max_size=2))]
    props += [Prop("x-po-flag", value) for value in draw(st.lists(st.just("no-wrap"), max_size=1))]
    props += [Prop("x-po-previous-msgid", value) for value in draw(st.lists(message, max_size=1))]
    props += [Prop("x-po-obsolete", value) for value in draw(st.lists(st.just("yes"), max_size=1))]
    notes = tuple(Note(value) for value in draw(st.lists(line.filter(bool), max_size=1)))
    return Unit(
        (Segment("en", source), Segment("zh-CN", target)),
        context=draw(message),
        status=draw(st.sampled_from(UnitStatus)),
        details=Details(props=tuple(props), notes=notes) or NOTHING,
    )


distinct = st.lists(messages(), max_size=4, unique_by=lambda unit: (unit.context, unit.segments[0].text))


@given(distinct)
def test_what_is_written_reads_back_as_it_was(values: list[Unit]) -> None:
    losses = Losses()
    assert read(written(values, losses=losses)) == values
    assert losses.counts == {}


@given(distinct)
def test_the_same_values_give_the_same_bytes(values: list[Unit]) -> None:
    assert written(values) == written(values)


@given(
    values=st.lists(messages(), min_size=1, max_size=20),
    target=st.sampled_from(["zh-CN", "zh-Hant", "de", "ru", "ar", "pt-BR", "sr-Latn", "x-foo"]),
)
def test_msgfmt_accepts_it(
    values: list[Unit], target: str, require_tool: Callable[[str], str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    values = [Unit((unit.segments[0], Segment(target, unit.segments[1].text))) for unit in values]
    file = tmp_path_factory.mktemp("po") / "a.po"
    file.write_bytes(written(values, Languages("en", target)))
    found = msgfmt(file, require_tool)
    assert found.returncode == 0, found.stderr


def msgfmt(file: Path, require_tool: Callable[[str], str]) -> subprocess.CompletedProcess[str]:
    command = [require_tool("msgfmt"), "-c", "-o", "-", str(file)]
    return subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)


GOLDEN = """\
# Copyright
msgid ""
msgstr ""
"Project-Id-Version: yiku\\n"
"PO-Revision-Date:\\n"
"Last-Translator:\\n"
"Language-Team:\\n"
"Language: zh_CN\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"

# remark
#. From the code
#: a.c:1
#, fuzzy, c-format
#| msgid "Sav"
msgctxt "menu"
msgid ""
"Save\\n"
"as \\"%s\\""
msgstr "另存为“%s”"

# remark
#~| msgid "Sav"
#~ msgctxt "menu"
#~ msgid ""
#~ "Save\\n"
#~ "all"
#~ msgstr "全部保存"
"""


def test_a_file_looks_like_this() -> None:
    props = (("x-po-comment", "From the code"), ("x-po-occurrence", "a.c:1"), ("x-po-flag", "c-format"))
    unit = Unit(
        (Segment("en", 'Save\nas "%s"'), Segment("zh-CN", "另存为“%s”")),
        context="menu",
        status=UnitStatus.FUZZY,
        details=Details(
            props=(*(Prop(*each) for each in props), Prop("x-po-previous-msgid", "Sav")), notes=(Note("remark"),)
        ),
    )
    header = Details(props=(Prop("Project-Id-Version", "yiku"),), notes=(Note("Copyright"),))
    gone = Unit(
        (Segment("en", "Save\nall"), Segment("zh-CN", "全部保存")),
        context="menu",
        details=Details((), (Prop("x-po-previous-msgid", "Sav"), Prop("x-po-obsolete", "yes")), (Note("remark"),)),
    )
    assert written([unit, gone], header=header).decode() == GOLDEN


PLURAL = 'msgid "%d file"\nmsgid_plural "%d files"\n'


def with_header(content: str, language: str) -> bytes:
    return f'msgid ""\nmsgstr "Language: {language}\\n"\n\n{content}'.encode()


@pytest.mark.parametrize(
    ("language", "forms"),
    [("zh_CN", ["甲"]), ("de", ["eins", "zwei"]), ("ru", ["a", "b", "c"]), ("ar", list("abcdef"))],
)
def test_the_forms_of_a_plural_become_one_message_again(
    language: str, forms: list[str], require_tool: Callable[[str], str], tmp_path: Path
) -> None:
    msgstrs = "".join(f'msgstr[{n}] "{form}"\n' for n, form in enumerate(forms))
    second = PLURAL.replace("file", "folder") + msgstrs
    units = read(with_header(f"{PLURAL}{msgstrs}\n{second}", language), Languages())
    assert all(isinstance(unit, Unit) for unit in units)
    losses = Losses()
    data = written(units, Languages("en", language), losses=losses)  # type: ignore[arg-type]
    assert read(data, Languages()) == units
    assert data.count(b"msgid_plural") == 2
    assert losses.counts == {}
    (tmp_path / "a.po").write_bytes(data)
    assert msgfmt(tmp_path / "a.po", require_tool).returncode == 0


def test_a_plural_is_fitted_to_a_language_with_other_forms() -> None:
    units = read(with_header(PLURAL + 'msgstr[0] "eins"\nmsgstr[1] "zwei"\n', "de"), Languages())
    as_chinese = [
        Unit((unit.segments[0], Segment("zh-CN", unit.segments[1].text)), details=unit.details) for unit in units
    ]  # type: ignore[attr-defined]
    losses = Losses()
    assert 'msgstr[0] "eins"\n' in written(as_chinese, losses=losses).decode()
    assert losses.lines() == ("plural forms that the language does not have (1)",)


def test_a_form_that_is_missing_is_left_empty_and_counted() -> None:
    units = read(with_header(PLURAL + 'msgstr[0] "eins"\nmsgstr[1] "zwei"\n', "de"), Languages())
    losses = Losses()
    data = written(units[1:], Languages("en", "de"), losses=losses)  # type: ignore[arg-type]
    assert 'msgstr[0] ""\nmsgstr[1] "zwei"\n' in data.decode()
    assert losses.lines() == ("messages with a plural form missing (1)",)


def test_line_breaks_at_the_ends_are_made_those_of_the_msgid() -> None:
    losses = Losses()
    values = [
        Unit((Segment("en", "\na"), Segment("zh-CN", "甲\n"))),
        Unit((Segment("en", "b"), Segment("zh-CN", "\n乙"))),
    ]
    found = read(written(values, losses=losses))
    assert [unit.segments[1].text for unit in found] == ["\n甲", "乙"]  # type: ignore[attr-defined]
    assert losses.lines() == ("line breaks at the ends of a text, made those of its msgid (2)",)


def test_the_second_of_two_like_messages_is_left_out_and_counted() -> None:
    values = [
        Unit((Segment("en", "a"), Segment("zh-CN", target)), context=c)
        for target, c in (("甲", ""), ("乙", ""), ("丙", "c"))
    ]
    losses = Losses()
    assert read(written(values, losses=losses)) == [values[0], values[2]]
    assert losses.lines() == ("messages that stand in the file already, with the same context (1)",)


def test_what_po_has_no_place_for_is_counted() -> None:
    unit = Unit(
        (Segment("en", "a", "a<ph/>"), Segment("fr", "x"), Segment("zh-CN", "甲\0", None, Details(notes=(Note("n"),)))),
        id="7",
        details=Details((("changeid", "amy"),), (Prop("client", "ACME"),), (Note("n", "en"),)),
    )
    losses = Losses()
    header = Details((("srclang", "en"),), (Prop("RTFPreamble", "x"),))
    assert read(written([unit, Unit((Segment("en", "b"), Segment("fr", "c")))], CHINESE, header, losses)) == [
        Unit((Segment("en", "a"), Segment("zh-CN", "甲")), details=Details(notes=(Note("n"),)))
    ]
    assert set(losses.lines()) == {
        "properties of the file (1)",
        "attributes of the file (1)",
        "unit identifiers (1)",
        "further languages (1)",
        "attributes of units (1)",
        "properties of units (1)",
        "details of segments (1)",
        "languages and encodings of notes (1)",
        "segments with inline codes, which became plain text (1)",
        "control characters (1)",
        "units without en or zh-CN (1)",
    }


def test_a_catalogue_needs_a_target() -> None:
    with pytest.raises(CannotWrite, match="name it with -t"):
        written([], Languages())
    with pytest.raises(CannotWrite, match="both en"):
        written([], Languages("en", "en"))


def test_the_first_unit_says_the_target_where_nobody_does() -> None:
    unit = Unit((Segment("zh-CN", "甲"), Segment("en", "a")))
    assert read(written([unit], Languages()), Languages()) == [Unit((Segment("en", "a"), Segment("zh-CN", "甲")))]
