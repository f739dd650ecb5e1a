"""A filled catalogue is the same catalogue, line by line, with messages in it; gettext takes it."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import polib
import pytest

from tmx import registry
from tmx.errors import CannotWrite
from tmx.filling import Blank, Filled, Proposal, Propose
from tmx.model import Languages, Segment

HEADER = """\
# Translator.
msgid ""
msgstr ""
"Language: zh_CN\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"

"""

CATALOGUE = (
    HEADER
    + """\
#  odd   comment
#. extracted
#: a.c:1
#, c-format
msgctxt "menu"
msgid "Hello %s\\n"
msgstr ""

msgid "one file"
msgid_plural "%d files"
msgstr[0] ""

msgid "done"
msgstr "好"

#, fuzzy
msgid "nearly"
msgstr "差不多"

#~ msgid "old"
#~ msgstr ""
"""
)


def proposing(target: str, exact: bool) -> Propose:
    def propose(blanks: Iterable[Blank]) -> Iterator[Proposal | None]:
        for blank in blanks:
            source = blank.source.text if exact else "Near"
            yield Proposal(Segment("en", source), Segment(blank.target_language, target), exact, 100 if exact else 80)

    return propose


def fill(data: bytes, propose: Propose, languages: Languages | None = None) -> tuple[bytes, Filled]:
    out = io.BytesIO()
    _, report = registry.fill(io.BytesIO(data), out, "a.po", propose, languages=languages or Languages())
    return out.getvalue(), report


def test_exact_messages_are_put_in_and_nothing_else_changes() -> None:
    out, report = fill(CATALOGUE.encode(), proposing("译", exact=True))
    expected = CATALOGUE.replace('Hello %s\\n"\nmsgstr ""', 'Hello %s\\n"\nmsgstr "译\\n"')
    assert out.decode() == expected.replace('msgstr[0] ""', 'msgstr[0] "译"')
    assert report == Filled(4, 2, 0)


def test_fuzzy_messages_have_the_flag_and_the_msgid_they_were_made_for() -> None:
    out, report = fill(CATALOGUE.encode(), proposing("译", exact=False))
    assert '#, fuzzy, c-format\n#| msgid "Near"\nmsgctxt "menu"\n' in out.decode()
    assert '\n\n#, fuzzy\n#| msgid "Near"\nmsgid "one file"\n' in out.decode()
    assert report == Filled(4, 0, 2)


def test_line_ends_a_byte_order_mark_and_a_missing_last_line_end_stay() -> None:
    data = b"\xef\xbb\xbf" + (HEADER + 'msgid "a"\nmsgstr ""').replace("\n", "\r\n").encode()
    out, _ = fill(data, proposing("译", exact=True))
    assert out == data.removesuffix(b'""') + '"译"'.encode()


def test_a_message_that_wraps_gets_one_that_wraps() -> None:
    long = "word " * 40
    data = (HEADER + f'msgid ""\n"{long[:70]}"\n"{long[70:]}"\nmsgstr ""\n\nmsgid "{long}"\nmsgstr ""\n').encode()
    out, _ = fill(data, proposing(long, exact=True))
    wrapped, plain = polib.pofile(out.decode())
    assert wrapped.msgstr == plain.msgstr == long
    assert out.count(b"\n") > data.count(b"\n")
    assert out.decode().endswith(f'msgstr "{long}"\n')


def test_the_forms_of_a_plural_are_filled_together_or_not_at_all() -> None:
    data = (HEADER + 'msgid "a"\nmsgid_plural "b"\nmsgstr[0] ""\nmsgstr[1] ""\n').replace("zh_CN", "de").encode()

    def first_only(blanks: Iterable[Blank]) -> Iterator[Proposal | None]:
        for blank in blanks:
            yield Proposal(blank.source, Segment("de", "x"), True, 100) if blank.source.text == "a" else None

    assert fill(data, first_only) == (data, Filled(2, 0, 0))
    out, report = fill(data, proposing("x", exact=True))
    assert b'msgstr[0] "x"\nmsgstr[1] "x"\n' in out
    assert report == Filled(2, 2, 0)


def test_a_charset_that_lacks_the_targets_characters_is_named() -> None:
    data = (HEADER + 'msgid "a"\nmsgstr ""\n').replace("UTF-8", "ISO-8859-1").encode("latin-1")
    with pytest.raises(CannotWrite, match="ISO-8859-1 has no “译”; convert it with msgconv"):
        fill(data, proposing("译", exact=True))


def test_real_catalogues_stay_as_they_are_where_nothing_is_found(corpus: Path) -> None:
    for path in sorted((corpus / "po").rglob("*.po")):
        data = path.read_bytes()
        out, report = fill(data, lambda blanks: (None for _ in blanks), Languages("en", "zh-CN"))
        assert out == data, path
        assert report.untouched == report.units > 0


def test_gettext_takes_what_was_filled(corpus: Path, require_tool: Callable[[str], str], tmp_path: Path) -> None:
    for path in sorted((corpus / "po").rglob("*.po"))[:6]:
        catalogue = polib.pofile(str(path))
        for entry in catalogue:
            entry.msgstr = ""
        emptied = catalogue.__unicode__().encode()
        out, report = fill(emptied, proposing("译文", exact=False), Languages("en", "zh-CN"))
        assert report.fuzzy == report.units > 0
        filled = tmp_path / path.name
        filled.write_bytes(out)
        command = [require_tool("msgfmt"), "--check-format", "--use-fuzzy", "-o", str(tmp_path / "a.mo"), str(filled)]
        found = subprocess.run(command, capture_output=True, text=True, check=False)
        assert found.returncode == 0, found.stderr
