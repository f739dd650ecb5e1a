"""Profiles: the defaults, what TOML changes, and errors that name the key."""

from __future__ import annotations

import pytest

from glossary.checks import CHECKS, Profile, Severity
from glossary.checks.profile import as_toml
from glossary.errors import BadRequest


def test_a_whole_profile_reads_back_as_the_defaults() -> None:
    assert Profile.from_toml(as_toml(Profile.default())) == Profile.default()


def test_toml_changes_what_it_names() -> None:
    profile = Profile.from_toml('[length]\non = false\nseverity = "error"\nlongest = 3\n[terms]\ncounts = true')
    length = profile.settings["length"]
    assert (length.on, length.severity, length.parameters.longest) == (False, Severity.ERROR, 3.0)
    assert "length" not in [check.name for check, _ in profile.active]
    assert profile.settings["terms"].parameters.counts
    assert profile.settings["spacing"] == Profile.default().settings["spacing"]


def test_only_some_checks() -> None:
    assert [check.name for check, _ in Profile.default().only("terms", "urls").active] == ["terms", "urls"]
    assert Profile.default().only("terms").needs_terms
    assert not Profile.default().only("urls").needs_terms


@pytest.mark.parametrize(
    ("toml", "words"),
    [
        ("[lenght]", "there is no check “lenght”"),
        ("[length]\nlonger = 3", "[length] has no “longer”; it has: on, severity, shortest, longest, letters"),
        ("[length]\nlongest = true", "longest must be a number"),
        ("[length]\nlongest = 0.1", "shortest must be less than longest"),
        ("[length]\non = 1", "on must be true or false"),
        ('[length]\nseverity = "bad"', "severity must be one of error, warning, note"),
        ("length = 3", "must be a table"),
        ("[length", "not TOML"),
        ('[doubled_words]\nallowed = "that"', "allowed must be a list of texts"),
        ('[spacing]\nhan_latin = "wide"', "han_latin must be one of any, space, none"),
    ],
)
def test_what_is_wrong_in_a_profile_is_named(toml: str, words: str) -> None:
    with pytest.raises(BadRequest, match=r"^p\.toml: ") as error:
        Profile.from_toml(toml, "p.toml")
    assert words in str(error.value)


def test_names_say_what_they_are() -> None:
    assert all(check.title and check.name.islower() for check in CHECKS)
