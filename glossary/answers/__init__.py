"""What the `Library` answers: frozen values that the pages, the JSON API and the command line all render.

`as_json` gives the fields that the command line publishes; the API answers with the same objects.
"""

from .analysis import RATES, Analysis, Band, Count, Tally
from .cleaning import CleanReport, Finding, Replacement
from .concept_json import concept_from_json
from .concepts import (
    ConceptChange,
    Difference,
    Happening,
    Proposal,
    ProposedTerms,
    Rebased,
    Remark,
    Waiting,
    WrittenConcept,
)
from .drift import ConceptDrift, DriftPlace, DriftReport, Rendering, RenderingKind
from .exchange import ExportReport, ImportReport, PretranslationReport, TablePreview, UndoReport
from .findings import Dismissal, ShownFinding
from .found import Concordance, Fragment, Fragments, SearchAnswer, SegmentHit, Side
from .json import Json
from .marked import Piece
from .matches import Match, Matches, MatchKind, Provenance, Replaced
from .shelf import Batch, Memory, Stats, Termbase
from .terms import ConceptAnswer, ConceptList, ListedConcept, TermHit, TermInText, by_status, term_json
from .units import Change, UnitAnswer, Written, unit_json
from .upkeep import BackupReport, Fault, RestoreReport

__all__ = [
    "RATES",
    "Analysis",
    "BackupReport",
    "Band",
    "Batch",
    "Change",
    "CleanReport",
    "ConceptAnswer",
    "ConceptChange",
    "ConceptDrift",
    "ConceptList",
    "Concordance",
    "Count",
    "Difference",
    "Dismissal",
    "DriftPlace",
    "DriftReport",
    "ExportReport",
    "Fault",
    "Finding",
    "Fragment",
    "Fragments",
    "Happening",
    "ImportReport",
    "Json",
    "ListedConcept",
    "Match",
    "MatchKind",
    "Matches",
    "Memory",
    "Piece",
    "PretranslationReport",
    "Proposal",
    "ProposedTerms",
    "Provenance",
    "Rebased",
    "Remark",
    "Rendering",
    "RenderingKind",
    "Replaced",
    "Replacement",
    "RestoreReport",
    "SearchAnswer",
    "SegmentHit",
    "ShownFinding",
    "Side",
    "Stats",
    "TablePreview",
    "Tally",
    "TermHit",
    "TermInText",
    "Termbase",
    "UndoReport",
    "UnitAnswer",
    "Waiting",
    "Written",
    "WrittenConcept",
    "by_status",
    "concept_from_json",
    "term_json",
    "unit_json",
]
