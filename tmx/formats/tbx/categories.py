"""The data categories of TBX-Basic: where each may stand, which values it takes, and how others spell these.

Sources: the TBX-Basic 1.2 dialect's Schematron and its modules *min* and *basic* (ISO 30042:2019).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from tmx.model import TermStatus

CONCEPT, LANGUAGE, TERM = "concept", "language", "term"
EVERYWHERE = frozenset({CONCEPT, LANGUAGE, TERM})

MODULES = {"min": "http://www.tbxinfo.net/ns/min", "basic": "http://www.tbxinfo.net/ns/basic"}
"""The namespaces that the DCT style puts the categories of each module into."""


@dataclass(frozen=True, slots=True)
class Category:
    """One data category: its element in DCA style (`kind`), its module, its levels, its picklist (empty: any text)."""

    kind: str
    type: str
    module: str
    levels: frozenset[str]
    values: tuple[str, ...] = ()


TERM_TYPES = ("fullForm", "acronym", "abbreviation", "shortForm", "variant", "phrase")
PARTS_OF_SPEECH = ("adjective", "noun", "other", "verb", "adverb")
GENDERS = ("masculine", "feminine", "neuter", "other")
LOCATIONS = (
    *("checkBox", "comboBox", "comboBoxElement", "dialogBox", "groupBox", "informativeMessage", "interactiveMessage"),
    *("menuItem", "progressBar", "pushButton", "radioButton", "slider", "spinBox", "tab", "tableText", "textBox"),
    *("toolTip", "user-definedType"),
)
STATUSES = {
    "preferredTerm-admn-sts": TermStatus.PREFERRED,
    "admittedTerm-admn-sts": TermStatus.ADMITTED,
    "deprecatedTerm-admn-sts": TermStatus.DEPRECATED,
    "supersededTerm-admn-sts": TermStatus.DEPRECATED,
}
"""TBX-Basic has no word for what is proposed or forbidden."""

_OLDER_STATUSES = {"standardized": TermStatus.PREFERRED, "legal": TermStatus.PREFERRED}
_OLDER_STATUSES |= {"regulated": TermStatus.PREFERRED, "obsolete": TermStatus.DEPRECATED}

CATEGORIES = {
    (one.kind, one.type): one
    for one in (
        Category("admin", "customerSubset", "min", frozenset({CONCEPT, TERM})),
        Category("admin", "projectSubset", "basic", frozenset({CONCEPT, TERM})),
        Category("admin", "source", "basic", EVERYWHERE),
        Category("descrip", "subjectField", "min", frozenset({CONCEPT})),
        Category("descrip", "definition", "basic", frozenset({CONCEPT, LANGUAGE})),
        Category("descrip", "context", "basic", frozenset({TERM})),
        Category("ref", "crossReference", "basic", frozenset({CONCEPT, TERM})),
        Category("xref", "externalCrossReference", "min", EVERYWHERE),
        Category("xref", "xGraphic", "basic", frozenset({CONCEPT, LANGUAGE})),
        Category("termNote", "administrativeStatus", "min", frozenset({TERM}), tuple(STATUSES)),
        Category("termNote", "partOfSpeech", "min", frozenset({TERM}), PARTS_OF_SPEECH),
        Category("termNote", "grammaticalGender", "basic", frozenset({TERM}), GENDERS),
        Category("termNote", "geographicalUsage", "basic", frozenset({TERM})),
        Category("termNote", "termLocation", "basic", frozenset({TERM}), LOCATIONS),
        Category("termNote", "termType", "basic", frozenset({TERM}), TERM_TYPES),
        Category("transac", "transactionType", "basic", EVERYWHERE, ("origination", "modification")),
        Category("transacNote", "responsibility", "basic", EVERYWHERE),
    )
}

_OTHER_KINDS = {
    **dict.fromkeys(("reliabilityCode", "relatedConcept", "example", "characteristic", "unitOfMeasure"), "descrip"),
    **dict.fromkeys(
        ("grammaticalNumber", "register", "transferComment", "termProvenance", "temporalUsage"), "termNote"
    ),
    **dict.fromkeys(("animacy", "frequency", "processStatus", "pronunciation", "transliteration"), "termNote"),
    **dict.fromkeys(("productSubset", "applicationSubset", "businessUnitSubset", "sourceIdentifier"), "admin"),
    **dict.fromkeys(("securitySubset", "environmentSubset", "entrySource", "sourceType", "sourceLanguage"), "admin"),
    **dict.fromkeys(("see", "homograph", "antonymConcept", "relatedTerm"), "ref"),
    **dict.fromkeys(("xSource", "corpusTrace", "xAudio", "xVideo", "xMathML"), "xref"),
    **dict.fromkeys(("contextType", "definitionType"), "descripNote"),
}


@cache
def kind_of(type: str) -> str:
    """The element that a category of this name belongs to, where a DCT element does not say its metaType."""
    basic = next((kind for kind, name in CATEGORIES if name == type), "")
    return basic or _OTHER_KINDS.get(type, "descrip")


_SYNONYMS = {
    "partOfSpeech": {"n": "noun", "v": "verb", "adj": "adjective", "adv": "adverb", "propernoun": "noun"}
    | {"名词": "noun", "动词": "verb", "形容词": "adjective", "副词": "adverb", "名詞": "noun", "動詞": "verb"},
    "grammaticalGender": {"m": "masculine", "f": "feminine", "n": "neuter", "masc": "masculine", "fem": "feminine"}
    | {"neut": "neuter", "阳性": "masculine", "阴性": "feminine", "中性": "neuter"},
    "termType": {"abbr": "abbreviation", "abbreviated": "abbreviation", "full": "fullForm", "short": "shortForm"}
    | {"phraseologicalunit": "phrase", "setphrase": "phrase", "缩写": "abbreviation", "全称": "fullForm"},
}


def spelled(category: Category, value: str) -> str:
    """The picklist's spelling of a value, empty where it holds none that means the same."""
    folded = _folded(value)
    for one in category.values:
        if _folded(one) == folded:
            return one
    return _SYNONYMS.get(category.type, {}).get(folded, "")


def _folded(value: str) -> str:
    return re.sub(r"[\W_]", "", value).casefold()


def status_of(value: str) -> TermStatus | None:
    """The status that any known spelling of ``administrativeStatus`` means: ``preferred``, ``legalTerm-admn-sts`` …"""
    word = _folded(value).removesuffix("admnsts").removesuffix("adms").removesuffix("term")
    for name, status in STATUSES.items():
        if name.partition("Term")[0] == word:
            return status
    return _OLDER_STATUSES.get(word) or next((status for status in TermStatus if status.value == word), None)


def status_spelling(status: TermStatus) -> str:
    """What TBX-Basic calls a status, or the nearest that it has; empty for what is only proposed."""
    nearest = TermStatus.DEPRECATED if status is TermStatus.FORBIDDEN else status
    return next((name for name, meant in STATUSES.items() if meant is nearest), "")
