"""The table of adaptations in `cases.tsv`: right or refused, none wrong; ! begins part of a reason."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from glossary.adapt import Refused, adapt

with (Path(__file__).parent / "cases.tsv").open(encoding="utf-8", newline="") as table:
    CASES = list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['query']}|{case['stored_target']}")
def test_case_is_adapted_as_expected_or_refused_for_the_reason(case: dict[str, str]) -> None:
    made = adapt(case["query"], case["stored_source"], case["stored_target"], case["source"], case["target"])
    if case["expected"].startswith("!"):
        assert isinstance(made, Refused), made
        assert case["expected"][1:] in made.reason
    else:
        assert not isinstance(made, Refused), made.reason
        assert made.target == case["expected"]


def test_table_is_large_and_goes_both_ways() -> None:
    assert len(CASES) >= 150
    assert {(case["source"], case["target"]) for case in CASES} >= {("zh-CN", "en"), ("en", "zh-CN")}
