from __future__ import annotations

import io
from pathlib import Path

import pytest

from tmx.codec import Reading, Wanted
from tmx.errors import HostileFile, UnreadableFile
from tmx.formats import po
from tmx.formats.po import reader
from tmx.model import Details, Languages, Note, Prop, Segment, Skipped, Unit, UnitStatus

HEADER = 'msgid ""\nmsgstr ""\n"Language: zh_CN\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'


def opened(content: str | bytes, file: str = "a.po", languages: Languages | None = None) -> Reading:
    data = content.encode() if isinstance(content, str) else content
    return po.read(io.BytesIO(data), Wanted(file, languages or Languages()))


def units(content: str, header: str = HEADER) -> list[object]:
    return list(opened(f"{header}\n{content}").entries)


def pair(source: str, target: str, **fields: object) -> Unit:
    return Unit((Segment("en", source), Segment("zh-CN", target)), **fields)  # type: ignore[arg-type]


def test_a_message_is_a_unit() -> None:
    assert units('msgid "Save"\nmsgstr "保存"\n') == [pair("Save", "保存")]


def test_strings_over_several_lines_are_joined() -> None:
    assert units('msgid ""\n"a \\"b\\"\\n"\n"c\\\\n\\t"\nmsgstr "甲"\n"乙"') == [pair('a "b"\nc\\n\t', "甲乙")]


def test_everything_about_a_message_is_kept() -> None:
    content = """\
# A translator's remark
#
#   in three lines
#. From the code
#: a.c:1 b.c
#: c.c:3
#, fuzzy, c-format
#| msgctxt "old menu"
#| msgid "Sav"
msgctxt "menu"
msgid "Save"
msgstr "保存"
"""
    props = (
        ("x-po-comment", "From the code"),
        ("x-po-occurrence", "a.c:1"),
        ("x-po-occurrence", "b.c"),
        ("x-po-occurrence", "c.c:3"),
        ("x-po-flag", "c-format"),
        ("x-po-previous-context", "old menu"),
        ("x-po-previous-msgid", "Sav"),
    )
    details = Details((), tuple(Prop(*each) for each in props), (Note("A translator's remark\n\n  in three lines"),))
    assert units(content) == [pair("Save", "保存", context="menu", status=UnitStatus.FUZZY, details=details)]


def test_the_header_is_the_files_details() -> None:
    reading = opened("# Copyright\n" + HEADER)
    assert reading.header.notes == (Note("Copyright"),)
    assert reading.header.prop("Language") == "zh_CN"
    assert list(reading.entries) == []


def plural(form: str, source: str, target: str) -> Unit:
    props = (Prop("x-po-plural", form), Prop("x-po-msgid", "%d file"), Prop("x-po-msgid-plural", "%d files"))
    return pair(source, target, details=Details(props=props))


def test_the_one_form_of_chinese_answers_both_msgids() -> None:
    assert units('msgid "%d file"\nmsgid_plural "%d files"\nmsgstr[0] "%d 个文件"\n') == [
        plural("0/1", "%d file", "%d 个文件"),
        plural("0/1", "%d files", "%d 个文件"),
    ]


def test_each_plural_form_is_a_unit() -> None:
    content = 'msgid "%d file"\nmsgid_plural "%d files"\nmsgstr[0] "eins"\nmsgstr[1] "zwei"\nmsgstr[2] ""\n'
    first, second, third = units(content)
    assert (first, second) == (plural("0/3", "%d file", "eins"), plural("1/3", "%d files", "zwei"))
    assert third == Skipped("line 6", "plural form 2 is not translated")


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ('msgid "a"\nmsgstr ""\n', "not translated"),
        ('msgid "a"\nmsgid_plural "as"\nmsgstr[0] ""\nmsgstr[1] ""\n', "not translated"),
        ('#~ msgid "a"\n#~ msgstr ""\n', "not translated"),
        ('msgctxt "c"\nmsgid ""\nmsgstr "甲"\n', "its msgid is empty"),
    ],
)
def test_what_is_no_unit_is_skipped_with_its_line(content: str, why: str) -> None:
    found = units(f'msgid "x"\nmsgstr "y"\n\n{content}\nmsgid "z"\nmsgstr "w"\n')
    assert found == [pair("x", "y"), Skipped("line 9", why), pair("z", "w")]


@pytest.mark.parametrize("mark", ["#~ ", "#~"])
def test_an_obsolete_message_is_a_unit_that_says_so(mark: str) -> None:
    lines = ['msgctxt "c"', 'msgid ""', '"a\\n"', '"b"', 'msgstr "甲"']
    content = '# note\n#~| msgid "old"\n' + "".join(f"{mark}{line}\n" for line in lines)
    props = (Prop("x-po-previous-msgid", "old"), Prop("x-po-obsolete", "yes"))
    assert units(f'{content}\nmsgid "c"\nmsgstr "丙"\n') == [
        pair("a\nb", "甲", context="c", details=Details((), props, (Note("note"),))),
        pair("c", "丙"),
    ]


def test_lines_are_counted_over_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "CHUNK", 2)
    content = "".join(f'# note {n}\nmsgid "{n}"\nmsgstr "{n or ""}"\n\n' for n in (1, 2, 3, 4, 0))
    found = units(content)
    assert found[:4] == [pair(str(n), str(n), details=Details(notes=(Note(f"note {n}"),))) for n in (1, 2, 3, 4)]
    assert found[4] == Skipped("line 22", "not translated")


def test_entries_need_no_empty_line_between_them() -> None:
    assert units('msgid "a"\nmsgstr "甲"\n#: x:1\nmsgid "b"\nmsgstr "乙"\nmsgctxt "q"\nmsgid "b"\nmsgstr "丙"') == [
        pair("a", "甲"),
        pair("b", "乙", details=Details(props=(Prop("x-po-occurrence", "x:1"),))),
        pair("b", "丙", context="q"),
    ]


def test_gettext_spellings_that_polib_does_not_know_are_read() -> None:
    content = '#note\n#,fuzzy\n#:a.c:1\nmsgid "\\101\\x42\\a\\x22"\nmsgstr "甲"\n'
    assert units(content) == [
        pair(
            'AB\a"',
            "甲",
            status=UnitStatus.FUZZY,
            details=Details(props=(Prop("x-po-occurrence", "a.c:1"),), notes=(Note("note"),)),
        )
    ]


def test_line_separators_inside_a_message_do_not_cut_it() -> None:
    assert units('msgid "a\u2028b\x85c\x0cd"\nmsgstr "甲\u2028"\n') == [pair("a\u2028b\x85c\x0cd", "甲\u2028")]


@pytest.mark.parametrize("charset", ["GB18030", "GBK", "Big5", "UTF-8", "EUC-JP"])
def test_the_header_names_the_charset(charset: str) -> None:
    text = HEADER.replace("UTF-8", charset) + '\nmsgid "Save"\nmsgstr "保存"\n'
    assert list(opened(text.encode(charset)).entries) == [pair("Save", "保存")]


@pytest.mark.parametrize("header", [HEADER.replace("UTF-8", "CHARSET"), "\ufeff" + HEADER])
def test_utf8_is_read_without_a_filled_in_charset_and_with_a_mark(header: str) -> None:
    assert units('msgid "Save"\r\nmsgstr "保存"\r\n', header) == [pair("Save", "保存")]


@pytest.mark.parametrize("file", ["zh_CN.po", "po/messages.zh_CN.po", "zh_CN/LC_MESSAGES/django.po"])
def test_the_path_says_the_language_where_the_header_does_not(file: str) -> None:
    reading = opened('msgid "Save"\nmsgstr "保存"\n', file)
    assert list(reading.entries) == [pair("Save", "保存")]


def test_languages_given_go_before_those_of_the_file() -> None:
    reading = opened(HEADER + '\nmsgid "a"\nmsgstr "b"\n', languages=Languages("de", "fr"))
    assert list(reading.entries) == [Unit((Segment("de", "a"), Segment("fr", "b")))]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('msgid "a"\nmsgstr "b"\n', "a.po: it does not say its language; name the target with -t"),
        (HEADER.replace("zh_CN", "en"), "a.po: source and target are both en; name the source with -s"),
        (HEADER + '\nmsgid "a\nmsgstr "b"\n', "a.po, line 6: a string that is not closed"),
        (HEADER + '\nmsgid "a"\nmsgstr "b"c"\n', "a.po, line 7: not a PO file: unescaped double quote found"),
        (HEADER + '\nmsgid "a"\nnonsense "b"\n', "a.po, line 7: not a PO file: neither comment, keyword nor string"),
        (HEADER + '\nmsgstr "b"\n', "a.po, line 6: not a PO file: neither comment, keyword nor string"),
        (HEADER.encode() + b'\nmsgid "a"\nmsgstr "\xff"\n', "a.po, line 7: not UTF-8 text; its header must name"),
        (HEADER.replace("UTF-8", "nope"), "a.po, line 1: not nope text; its header must name its charset"),
    ],
)
def test_a_broken_file_is_refused_with_its_place(content: str | bytes, message: str) -> None:
    with pytest.raises(UnreadableFile) as refused:
        list(opened(content).entries)
    assert str(refused.value).startswith(message)


def test_an_entry_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MAX_ENTRY", 1000)
    with pytest.raises(HostileFile, match="line 6"):
        units('msgid ""\n' + '"more"\n' * 200)


def test_a_path_is_never_opened_for_its_text(tmp_path: Path) -> None:
    other = tmp_path / "other.po"
    other.write_text(HEADER + '\nmsgid "secret"\nmsgstr "x"\n')
    with pytest.raises(UnreadableFile):
        list(opened(str(other), "zh_CN.po").entries)


def test_what_follows_the_last_entry_is_counted() -> None:
    reading = opened(HEADER + '\nmsgid "a"\nmsgstr "b"\n\n# the end\n')
    assert len(list(reading.entries)) == 1
    assert reading.lost.lines() == ("comments after the last entry (1)",)


@pytest.mark.parametrize(
    ("head", "known"),
    [
        (HEADER, True),
        ('#, fuzzy\nmsgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"', True),
        ('\ufeffmsgid ""\r\n"a"\r\nmsgstr "b"', True),
        ("source,target\nmsgid,msgstr", False),
        ("", False),
        ("<tmx/>", False),
    ],
)
def test_detection_goes_by_a_message(head: str, known: bool) -> None:
    assert po.detect(head.encode()) is known
