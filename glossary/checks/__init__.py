"""Quality checks: what is wrong with a translation, or with one text alone. Pure: texts and terms in, findings out.

Each check is a module in `glossary.checks.rules`; a new one is one module there.
"""

from .check import Check, Finding, Pair, Severity, Side, Text, Watch
from .profile import Profile
from .registry import CHECKS
from .run import CheckedPair, Reported, Run

__all__ = [
    "CHECKS",
    "Check",
    "CheckedPair",
    "Finding",
    "Pair",
    "Profile",
    "Reported",
    "Run",
    "Severity",
    "Side",
    "Text",
    "Watch",
]
