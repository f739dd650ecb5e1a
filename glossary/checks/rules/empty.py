"""A text without a translation."""

from __future__ import annotations

from collections.abc import Iterator

from glossary.checks.check import NOTHING, Check, Finding, Nothing, Pair, Severity, Side


def find(pair: Pair, _: Nothing) -> Iterator[Finding]:
    if pair.untranslated:
        yield Finding(f"there is no translation: {pair.untranslated}")
    if pair.source is None or pair.target is None:
        return
    source, target = pair.source.text.strip(), pair.target.text.strip()
    if source and not target:
        yield Finding("there is no translation")
    elif target and not source:
        yield Finding("it translates nothing: the source is empty", Side.TARGET, 0, len(pair.target.text))


CHECK = Check("empty", "No translation", Severity.ERROR, NOTHING, find)
