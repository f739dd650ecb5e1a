"""A catalogue's header entry as it is written, and its languages."""

from __future__ import annotations

import re

from tmx.errors import BadLanguage, CannotWrite
from tmx.language import best, normalise, primary
from tmx.model import Details, Languages, Losses, Unit

from .messages import printable

_OTHER_FIELDS = frozenset({"Report-Msgid-Bugs-To", "POT-Creation-Date"})
_EXTENSION_FIELD = re.compile(r"X-[A-Za-z0-9-]+", re.ASCII)
_PLURAL_FIELD = re.compile(r"nplurals\s*=\s*([1-9])\s*;\s*plural\s*=[\sn\d?:|&=!<>%()+*/-]+;?", re.ASCII)

_TWO = "nplurals=2; plural=(n != 1);"
_EAST_SLAVIC = "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"
# Unicode CLDR's cardinal rules in gettext's terms, for the languages most asked for; `_TWO` for the rest.
_PLURALS = {
    **dict.fromkeys(("zh", "ja", "ko", "vi", "th", "id", "ms", "lo", "my", "km"), "nplurals=1; plural=0;"),
    **dict.fromkeys(("fr", "pt-BR", "hy", "tr"), "nplurals=2; plural=(n > 1);"),
    **dict.fromkeys(("ru", "uk", "be", "sr", "hr", "bs"), _EAST_SLAVIC),
    **dict.fromkeys(("cs", "sk"), "nplurals=3; plural=(n==1) ? 0 : (n>=2 && n<=4) ? 1 : 2;"),
    "tr": _TWO,
    "pl": "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);",
    "ro": "nplurals=3; plural=(n==1 ? 0 : (n==0 || (n%100>0 && n%100<20)) ? 1 : 2);",
    "lt": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && (n%100<10 || n%100>=20) ? 1 : 2);",
    "lv": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n != 0 ? 1 : 2);",
    "sl": "nplurals=4; plural=(n%100==1 ? 0 : n%100==2 ? 1 : n%100==3 || n%100==4 ? 2 : 3);",
    "ga": "nplurals=5; plural=n==1 ? 0 : n==2 ? 1 : n<7 ? 2 : n<11 ? 3 : 4;",
    "ar": "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);",
}


def pair_of(languages: Languages, header: Details, first: Unit | None) -> tuple[str, str]:
    """Source and target: those asked for, else the header's, else the first unit's. Raises `CannotWrite`."""
    tags = first.languages if first else ()
    source = languages.source or header.prop("X-Source-Language") or best("en", tags) or (tags[0] if tags else "en")
    target = languages.target or header.prop("Language") or next((tag for tag in tags if tag != source), "")
    try:
        source, target = normalise(source), normalise(target)
    except BadLanguage as error:
        raise CannotWrite("a PO file needs one target language", hint="name it with -t") from error
    if source == target:
        raise CannotWrite(f"source and target are both {source}", hint="name them with -s and -t")
    return source, target


def fields_of(header: Details, source: str, target: str, losses: Losses) -> dict[str, str]:
    """The header's fields, those given first; msgfmt asks for some that stay empty where nobody gave them."""
    given = {prop.type: printable(prop.value).replace("\n", " ") for prop in header.props}
    plurals = given.get("Plural-Forms", "")
    if not _PLURAL_FIELD.fullmatch(plurals.strip()) or _other_language(given.get("Language", ""), target):
        plurals = _PLURALS.get(target) or _PLURALS.get(primary(target)) or _TWO
    own = {
        "Project-Id-Version": given.get("Project-Id-Version", ""),
        "PO-Revision-Date": given.get("PO-Revision-Date", ""),
        "Last-Translator": given.get("Last-Translator", ""),
        "Language-Team": given.get("Language-Team", ""),
        "Language": target.replace("-", "_"),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": re.sub(r"^nplurals\s*=\s*", "nplurals=", plurals.strip()),
    }
    if source != "en":
        own["X-Source-Language"] = source
    fields = {}
    for name, value in given.items():
        if name in own or name in _OTHER_FIELDS or _EXTENSION_FIELD.fullmatch(name):
            fields[name] = own.get(name, value)
        else:
            losses.add("properties of the file")
    fields |= own
    if header.attributes:
        losses.add("attributes of the file", len(header.attributes))
    return fields


def forms_of(fields: dict[str, str]) -> int:
    """How many plural forms the header's language has."""
    return int(fields["Plural-Forms"].partition("=")[2][0])


def text_of(fields: dict[str, str]) -> str:
    """The ``msgstr`` of the header entry."""
    return "".join(f"{name}: {value}".rstrip() + "\n" for name, value in fields.items())


def _other_language(raw: str, target: str) -> bool:
    try:
        return normalise(raw) != target
    except BadLanguage:
        return True
