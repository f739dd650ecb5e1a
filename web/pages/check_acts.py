"""What the buttons beside the findings of a check do: mend a text, mark a finding as no error, show it again.

Each is a button of the check's own form whose value says all that it needs, so that the page works without scripts and
comes back as it was, checked anew.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from glossary.answers import Dismissal, ShownFinding
from glossary.checks import CheckedPair, Reported, Side
from glossary.checks.identity import everywhere
from glossary.checks.report import CheckReport, dismissed_by, shown
from glossary.errors import BadRequest
from web.parameters import whole_number, word
from web.people import who
from web.service import library

_LINE = "line "
_FIELDS = {Side.SOURCE: "text", Side.TARGET: "translation"}


def act(form: Mapping[str, Any], fields: dict[str, str]) -> bool:
    """Does what the button that was pressed says, to the library or to the texts in `fields`; False where none was."""
    for name, do in _ACTS.items():
        if word(form, name):
            do(form, fields)
            return True
    return False


def fix(checked: CheckedPair, each: Reported) -> str | None:
    """The value of a button that mends a finding; None where nothing safe is known, or the text has inline codes."""
    finding, side = each.finding, checked.pair.side(each.finding.side)
    if finding.suggestion is None or finding.start is None or side is None or side.codes:
        return None
    at = checked.pair.at
    return json.dumps(
        {
            "unit": checked.pair.unit,
            "language": side.language,
            "field": _FIELDS[finding.side],
            "line": int(at.removeprefix(_LINE)) - 1 if at.startswith(_LINE) else None,
            "start": finding.start,
            "was": side.text[finding.start : finding.end],
            "write": finding.suggestion,
        }
    )


def mark(checked: CheckedPair, each: Reported) -> str:
    """The value of a button that marks a finding as no error."""
    return json.dumps(shown(checked, each).as_json(), ensure_ascii=False)


def marks(report: CheckReport) -> Iterator[tuple[CheckedPair, Reported, Dismissal, bool]]:
    """The quiet findings of a report, with the mark of each, and whether its words can be silenced everywhere."""
    if not report.dismissed:
        return
    by_key = {each.key: each for each in library().dismissed()}
    for checked in report.pairs:
        for each in checked.quiet:
            known = next((by_key[key] for key in dismissed_by(checked, each) if key in by_key), None)
            if known:
                wider = not known.everywhere and bool(everywhere(each.check, known.finding.stretch))
                yield checked, each, known, wider


def _mend(form: Mapping[str, Any], fields: dict[str, str]) -> None:
    """Puts into a text, or a unit's, what a button says. Raises `BadRequest` where the text is no longer so."""
    try:
        order = json.loads(word(form, "fix"))
        if order.get("unit") is not None:
            was, write = str(order["was"]), str(order["write"])
            library().mend_unit(int(order["unit"]), str(order["language"]), int(order["start"]), was, write, who())
            return
        before, after = _around(fields[order["field"]], order["line"], order["start"], order["was"])
        fields[order["field"]] = before + str(order["write"]) + after
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise BadRequest("the text has changed since it was checked; check it again") from error


def _around(whole: str, line: int | None, start: int, was: str) -> tuple[str, str]:
    """What stands before and behind a stretch of a text's line. Raises `ValueError` where the stretch is another."""
    lines = whole.split("\n")
    at = start if line is None else sum(len(each) + 1 for each in lines[:line]) + start
    if whole[at : at + len(was)] != was:
        raise ValueError(f"{was!r} is not there")
    return whole[:at], whole[at + len(was) :]


def _dismiss(name: str) -> Callable[[Mapping[str, Any], dict[str, str]], None]:
    def do(form: Mapping[str, Any], _: dict[str, str]) -> None:
        try:
            finding = ShownFinding.from_json(json.loads(word(form, name)))
        except (ValueError, RecursionError) as error:
            raise BadRequest("that is no finding; check the text again") from error
        library().dismiss(finding, everywhere=name == "everywhere", who=who())

    return do


def _show_again(form: Mapping[str, Any], _: dict[str, str]) -> None:
    library().show_again(whole_number(form, "again", 0))


_ACTS = {"fix": _mend, "dismiss": _dismiss("dismiss"), "everywhere": _dismiss("everywhere"), "again": _show_again}
"""The buttons' names, and what each does."""
