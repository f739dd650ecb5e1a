"""What every call of the library works with."""

from __future__ import annotations

from glossary.library import (
    checking,
    processes,
)
from glossary.library.concepts.proposing import Review
from glossary.library.concepts.writing import ConceptWriter
from glossary.library.hands import Hands
from glossary.library.indexes import Indexes
from glossary.library.jobs import Jobs
from glossary.library.matching import Matcher
from glossary.library.pairing import Pairing
from glossary.library.recognition import Recogniser
from glossary.library.searching.lexicons import Lexicons
from glossary.library.writing import Writer
from glossary.store import Store


class Held:
    """The store, and what is kept beside it as long as the library is open."""

    def __init__(self, store: Store, most_processes: int = 0) -> None:
        """`most_processes` is how many may answer one job, this one among them; 0: as many as there are cores."""
        self.store = store
        self._indexes = Indexes(store)
        self._lexicons = Lexicons(store)
        self._matcher = Matcher(store, self._indexes)
        self._hands = Hands(store.address(), (most_processes or processes.cores()) - 1)
        self._jobs = Jobs(self._matcher, self._hands)
        self._recogniser = Recogniser(store)
        self._writer = Writer(store, self._indexes)
        self._concepts = ConceptWriter(store)
        self._pairing = Pairing(store, self._recogniser)
        self._checker = checking.Checker(store, self._pairing, self._matcher)
        self._review = Review(store)
