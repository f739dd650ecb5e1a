"""A profile: which checks are on, how severe each is, and its parameters, as a TOML file says.

::

    [spacing]
    on = true
    severity = "note"
    han_latin = "space"
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from types import MappingProxyType
from typing import Any

from glossary.errors import BadRequest

from .check import Check, Severity
from .registry import CHECKS


@dataclass(frozen=True, slots=True)
class Setting:
    """What a profile says about one check."""

    on: bool
    severity: Severity
    parameters: Any


@dataclass(frozen=True, slots=True)
class Profile:
    """A setting for every check, by its name."""

    settings: Mapping[str, Setting]

    @classmethod
    def default(cls) -> Profile:
        """As each check has it."""
        return cls(MappingProxyType({each.name: Setting(each.on, each.severity, each.parameters) for each in CHECKS}))

    @classmethod
    def from_toml(cls, text: str, file: str = "the profile") -> Profile:
        """The defaults with what a TOML text changes. Raises `BadRequest`, naming the key that is wrong."""
        try:
            tables = tomllib.loads(text)
        except (tomllib.TOMLDecodeError, RecursionError) as error:
            raise BadRequest(f"{file}: not TOML: {error}") from error
        settings = dict(cls.default().settings)
        for name, table in tables.items():
            check = next((each for each in CHECKS if each.name == name), None)
            if check is None:
                raise BadRequest(f"{file}: there is no check “{name}”; there are: {', '.join(settings)}")
            settings[name] = _setting(check, table, f"{file}: [{name}]")
        return cls(MappingProxyType(settings))

    def only(self, *names: str) -> Profile:
        """The same with these checks on and all others off. Raises `BadRequest` for a name that no check has."""
        unknown = [name for name in names if name not in self.settings]
        if unknown:
            raise BadRequest(f"there is no check “{unknown[0]}”; there are: {', '.join(self.settings)}")
        settings = {name: replace(each, on=name in names) for name, each in self.settings.items()}
        return Profile(MappingProxyType(settings))

    @property
    def active(self) -> tuple[tuple[Check[Any], Setting], ...]:
        """The checks that are on."""
        return tuple((each, self.settings[each.name]) for each in CHECKS if self.settings[each.name].on)

    @property
    def needs_terms(self) -> bool:
        return any(check.needs_terms for check, _ in self.active)


def _setting(check: Check[Any], table: object, where: str) -> Setting:
    if not isinstance(table, dict):
        raise BadRequest(f"{where} must be a table, such as “[{check.name}]” with “on = false” below it")
    given = dict(table)
    on, severity = given.pop("on", check.on), given.pop("severity", check.severity.value)
    if not isinstance(on, bool):
        raise BadRequest(f"{where}: on must be true or false")
    if severity not in list(Severity):
        raise BadRequest(f"{where}: severity must be one of {', '.join(Severity)}")
    return Setting(on, Severity(severity), _parameters(check, given, where))


def _parameters(check: Check[Any], given: Mapping[str, object], where: str) -> Any:
    names = [field.name for field in fields(check.parameters)]
    values = {}
    for name, value in given.items():
        if name not in names:
            raise BadRequest(f"{where} has no “{name}”; it has: {', '.join(['on', 'severity', *names])}")
        values[name] = _as(getattr(check.parameters, name), value, f"{where}: {name}")
    try:
        return replace(check.parameters, **values)
    except ValueError as error:
        raise BadRequest(f"{where}: {error}") from error


def _as(default: object, value: object, where: str) -> object:
    """A TOML value in the kind of the default."""
    if isinstance(default, tuple):
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            raise BadRequest(f"{where} must be a list of texts")
        return tuple(value)
    if isinstance(default, float) and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if type(value) is not type(default):
        kinds = {bool: "true or false", int: "a whole number", float: "a number", str: "a text"}
        raise BadRequest(f"{where} must be {kinds[type(default)]}")
    return value


def as_toml(profile: Profile) -> str:
    """A profile as a file that `Profile.from_toml` reads, every check with all it can be told."""
    return "\n".join(_table(check, profile.settings[check.name]) for check in CHECKS)


def _table(check: Check[Any], setting: Setting) -> str:
    parameters = {field.name: getattr(setting.parameters, field.name) for field in fields(setting.parameters)}
    values = {"on": setting.on, "severity": setting.severity.value, **parameters}
    lines = (f"{name} = {_toml(value)}" for name, value in values.items())
    return "\n".join((f"# {check.title}", f"[{check.name}]", *lines, ""))


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return f"[{', '.join(map(_toml, value))}]"
    return f'"{value}"' if isinstance(value, str) else str(value)
