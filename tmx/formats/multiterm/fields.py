"""What MultiTerm's freely named fields are called here: the names that its users give them, in several spellings.

MultiTerm fixes no names; each termbase has its own. These are those of its templates and of what people send.
"""

from __future__ import annotations

import re

from tmx.model import TermStatus

_SPELLINGS = {
    "domain": "Subject|Domain|Subject field|Subject area|Fachgebiet",
    "definition": "Definition",
    "note": "Note|Comment|Remark|Remarks|Usage note",
    "source": "Source|Reference",
    "customer": "Customer|Client",
    "project": "Project",
    "id": "Entry identifier|Identifier",
    "status": "Status|Term status|Usage status|Approval",
    "type": "Type|Term type|Category",
    "part_of_speech": "Part of speech|POS|Word class",
    "gender": "Gender",
    "geographical_usage": "Geographical usage|Region",
    "context": "Context|Example",
}
NAMES = {name: spellings.partition("|")[0] for name, spellings in _SPELLINGS.items()}
"""How each is written."""
_KNOWN = {spelling.casefold(): name for name, spellings in _SPELLINGS.items() for spelling in spellings.split("|")}

_STATUSES = {
    TermStatus.PREFERRED: "preferred|preferred term|approved|recommended|standard",
    TermStatus.ADMITTED: "admitted|admitted term|allowed|synonym|permitted",
    TermStatus.DEPRECATED: "deprecated|deprecated term|obsolete|superseded|not recommended|nonstandard|non-standard",
    TermStatus.FORBIDDEN: "forbidden|not allowed|do not use|prohibited|banned|rejected",
    TermStatus.PROPOSED: "proposed|new|provisional|unapproved|draft|pending|under review|to be approved",
}
_BY_WORD = {word: status for status, words in _STATUSES.items() for word in words.split("|")}


def known(type: str) -> str:
    """What a field of this name is, empty where nothing here is."""
    return _KNOWN.get(re.sub(r"[\s_]+", " ", type).strip().casefold(), "")


def status_of(word: str) -> TermStatus | None:
    """The status that a picklist's word means, None where it is none that is known."""
    return _BY_WORD.get(word.strip().casefold())
