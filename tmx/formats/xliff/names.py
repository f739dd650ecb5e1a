"""The names that the rooms of XLIFF share: namespaces, states, and properties for what a unit has no field for."""

from __future__ import annotations

import re

V12 = "urn:oasis:names:tc:xliff:document:1.2"
V20 = "urn:oasis:names:tc:xliff:document:2.0"
V22 = "urn:oasis:names:tc:xliff:document:2.2"
METADATA = "urn:oasis:names:tc:xliff:metadata:2.0"

NAMESPACES_1 = (V12, "urn:oasis:names:tc:xliff:document:1.1", "")
VERSIONS_1 = ("1.0", "1.1", "1.2")
VERSIONS_2 = {V20: ("2.0", "2.1"), V22: ("2.0", "2.1", "2.2")}
"""By namespace: 2.1 kept that of 2.0, and the schema of 2.2 takes the older versions too."""

STATE = "x-xliff-state"
SUB_STATE = "x-xliff-sub-state"
QUALIFIER = "x-xliff-state-qualifier"
APPROVED = "x-xliff-approved"
SEGMENT = "x-xliff-segment"
"""The property that holds the id of a segment within its unit (2.x ``id``, 1.2 ``mid``)."""
CONTEXT = "x-xliff-context:"
"""Begins the type of a property that is a ``<context>`` of 1.2 or a ``<mda:meta>`` of 2.x."""
CONTENT_12 = "x-xliff12-content"
CONTENT_20 = "x-xliff2-content"
"""The properties that hold a segment's own codes where TMX markup says less than they do."""
BEFORE, AFTER = "x-context-pre", "x-context-post"

OWN = "yiku"
"""The category of metadata that the writers add for what XLIFF has no place for."""
EXPORTED = "yiku:memory"
"""The ``original`` of an exported memory: its units stand in no document, so the ones beside them mean nothing."""
FUZZY = "yiku:fuzzy"
"""The ``subState`` of a segment that someone has to look at."""

DONE_1 = ("translated", "signed-off", "final")
STATES_1 = (
    "final",
    "needs-adaptation",
    "needs-l10n",
    "needs-review-adaptation",
    "needs-review-l10n",
    "needs-review-translation",
    "needs-translation",
    "new",
    "signed-off",
    "translated",
)
UNTOUCHED_1 = ("new", "needs-translation")
"""States of 1.2 in which a target that equals its source is a mere copy of it."""
STATES_2 = ("initial", "translated", "reviewed", "final")

_NAME_CHARACTERS = (
    "\\-.0-9:A-Z_a-z\u00b7\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u037d\u037f-\u1fff\u200c\u200d\u203f\u2040\u2070-\u218f"
    "\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
NMTOKEN = re.compile(f"[{_NAME_CHARACTERS}]+")
"""What XML 1.0 §2.3 takes as a name token."""
PLAIN_ID = re.compile("[-.0-9:A-Z_a-z\u4e00-\u9fa5]+")
"""The name tokens that every edition of XML, and so every schema processor, agrees on; only these are written."""
