"""Two people at once, each with a library of their own on one file, do in any order what can be done to concepts."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable
from functools import partial
from itertools import pairwise
from pathlib import Path

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from glossary.answers import ConceptChange, UndoReport
from glossary.errors import BadRequest, CannotUndo, Conflict, NotFound
from glossary.library import Library
from tests.glossary.library.contents import exported, file_of
from tmx import registry
from tmx.model import Concept, Definition, Link, Term, TermStatus

WORDS = {"en": ["port", "harbour", "haven", "sea port"], "zh-CN": ["港", "港口"]}
ENGLISH = "port harbour haven sea port."
PEOPLE = ("Ada", "Bo")

terms = st.one_of(
    *(
        st.builds(Term, st.just(language), st.sampled_from(words), st.sampled_from(TermStatus))
        for language, words in WORDS.items()
    )
)
pool = st.builds(
    lambda terms, **more: Concept(tuple(terms), **more),
    st.lists(terms, min_size=1, max_size=3, unique_by=lambda term: (term.language, term.text)),
    id=st.sampled_from(["", "", "1", "2"]),
    domains=st.sampled_from([(), ("ships",)]),
    definitions=st.sampled_from([(), (Definition("d"),), (Definition("e"),)]),
    references=st.sampled_from([(), (Link("1"),), (Link("2"),)]),
)
person = st.sampled_from(PEOPLE)
which = st.integers(0, 1 << 16)
"""One of those that there are by then."""


class TwoPeople(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.libraries = {name: Library.open(Path(self.folder.name) / "library.db") for name in PEOPLE}
        self.numbers: set[int] = set()
        self.seen: dict[tuple[str, int], int] = {}
        self.batches: list[int] = []
        self.proposals: list[int] = []
        self.remarks: list[tuple[int, str]] = []
        self.undone = self.turn = 0

    @property
    def library(self) -> Library:
        """The library of whoever looks next: in turns, so that each sees what the other did."""
        self.turn += 1
        return self.libraries[PEOPLE[self.turn % 2]]

    def number(self, at: int) -> int:
        numbers = sorted(self.numbers)
        return numbers[at % len(numbers)]

    def there(self) -> dict[int, Concept]:
        """What the concepts are, by what the library says of each that ever was."""
        found, library = {}, self.library
        for number in sorted(self.numbers):
            try:
                found[number] = library.concept(number).concept
            except NotFound:
                continue
        return found

    def done(self, write: Callable[[], object]) -> bool:
        """Keeps what a write did; a refused one must have changed nothing."""
        before = self.steps()
        try:
            written = write()
        except (BadRequest, Conflict, CannotUndo):
            assert self.steps() == before
            return False
        batch = getattr(written, "batch", None)
        if isinstance(written, UndoReport):
            self.batches = sorted({*self.batches, *written.kept_by})
        elif batch:
            self.batches.append(batch)
        for step in self.library.changes("2026-01-01", limit=1000):
            if step.concept:
                self.numbers.add(step.concept)
        return True

    def steps(self) -> dict[int, tuple[ConceptChange, ...]]:
        """The history of every concept; an import that was undone leaves none of one that nobody touched."""
        library, found = self.library, {}
        for number in sorted(self.numbers):
            try:
                found[number] = library.concept_history(number)
            except NotFound:
                self.numbers.remove(number)
        return found

    @initialize(concept=pool)
    def begin(self, concept: Concept) -> None:
        self.add("Ada", concept)

    @rule(name=person, concept=pool)
    def add(self, name: str, concept: Concept) -> None:
        self.done(lambda: self.libraries[name].add_concept("t", concept, who=name))

    @rule(name=person, concepts=st.lists(pool, min_size=1, max_size=3))
    def bring(self, name: str, concepts: list[Concept]) -> None:
        """From a file, where ids and terms of what is there come again."""
        data = file_of(concepts, "jsonl")
        self.done(lambda: self.libraries[name].import_file(io.BytesIO(data), "a.jsonl", termbase="t", who=name))
        self.numbers |= {each.concept.number for each in self.library.concepts("t", limit=1000).concepts}

    @rule(name=person, concept=pool)
    def propose(self, name: str, concept: Concept) -> None:
        def write() -> object:
            proposal = self.libraries[name].propose_concept("t", concept, who=name)
            self.proposals.append(proposal.number)
            return self.libraries[name].concept_history(proposal.concept)[0]

        self.done(write)

    @precondition(lambda self: self.numbers)
    @rule(name=person, at=which)
    def look(self, name: str, at: int) -> None:
        number = self.number(at)
        self.seen[name, number] = self.libraries[name].concept_history(number)[0].step

    @precondition(lambda self: self.numbers)
    @rule(name=person, at=which, concept=pool, propose=st.booleans())
    def change(self, name: str, at: int, concept: Concept, propose: bool) -> None:
        """With what they know of it, which may be stale: then it must be refused."""
        number = self.number(at)
        seen = self.seen.get((name, number))
        latest = self.library.concept_history(number)[0].step

        def write() -> object:
            if propose:
                self.proposals.append(self.libraries[name].propose_change(number, concept, seen=seen, who=name).number)
                return None
            return self.libraries[name].change_concept(number, concept, seen=seen, who=name)

        if self.done(write):
            assert seen in (None, latest)

    @precondition(lambda self: self.numbers)
    @rule(name=person, at=which)
    def delete(self, name: str, at: int) -> None:
        self.done(lambda: self.libraries[name].delete_concept(self.number(at), who=name))

    @precondition(lambda self: self.proposals)
    @rule(name=person, at=which, how=st.sampled_from(["approve", "approve", "reject", "withdraw"]))
    def decide(self, name: str, at: int, how: str) -> None:
        library, number = self.libraries[name], self.proposals[at % len(self.proposals)]
        state = self.library.proposal(number).state

        def write() -> object:
            if how == "approve":
                return library.approve(number, who=name)
            return library.reject(number, "no", who=name) if how == "reject" else library.withdraw(number, who=name)

        if self.done(write):
            assert state == "open"
            assert self.library.proposal(number).state != "open"

    @precondition(lambda self: self.numbers)
    @rule(name=person, at=which, status=st.sampled_from([TermStatus.PREFERRED, None]))
    def judge(self, name: str, at: int, status: TermStatus | None) -> None:
        listed = self.library.proposed_terms()
        if listed:
            each = listed[at % len(listed)]
            library, number = self.libraries[name], each.concept.number
            self.done(lambda: library.decide_terms(number, each.positions, status, who=name, comment="so"))

    @precondition(lambda self: len(self.numbers) > 1)
    @rule(name=person, into=which, other=which)
    def merge(self, name: str, into: int, other: int) -> None:
        one, two, before = self.number(into), self.number(other), self.there()
        if self.done(lambda: self.libraries[name].merge_concepts(one, [two], who=name)):
            assert keys(self.library.concept(one).concept) == keys(before[one]) | keys(before[two])

    @precondition(lambda self: self.numbers)
    @rule(name=person, at=which, position=st.integers(0, 2))
    def split(self, name: str, at: int, position: int) -> None:
        number, before = self.number(at), self.there()
        if self.done(lambda: self.libraries[name].split_concept(number, [position], who=name)):
            after = self.there()
            (new,) = after.keys() - before.keys()
            assert keys(after[number]) | keys(after[new]) == keys(before[number])
            assert len(after[new].terms) == 1

    @precondition(lambda self: self.numbers)
    @rule(name=person, at=which, back=which)
    def revert(self, name: str, at: int, back: int) -> None:
        number = self.number(at)
        steps = self.library.concept_history(number)
        step = steps[back % len(steps)]
        if self.done(lambda: self.libraries[name].revert_concept(number, step.step, who=name)):
            assert self.library.concept(number).concept == step.before

    @precondition(lambda self: self.batches)
    @rule(name=person, at=which)
    def undo(self, name: str, at: int) -> None:
        batch = self.batches[at % len(self.batches)]
        if self.done(lambda: self.libraries[name].undo(batch, name)):
            self.batches.remove(batch)
            self.undone += 1

    @precondition(lambda self: self.numbers)
    @rule(name=person, at=which)
    def remark(self, name: str, at: int) -> None:
        number, text = self.number(at), f"remark {len(self.remarks)}"
        if self.done(lambda: self.libraries[name].remark(number, text, who=name)):
            self.remarks.append((number, text))

    @invariant()
    def history_leads_to_what_there_is(self) -> None:
        there = self.there()
        for number, steps in self.steps().items():
            assert steps[0].after == there.get(number)
            assert steps[-1].before is None
            assert all(later.before == earlier.after for later, earlier in pairwise(steps))
            assert all(step.differences for step in steps if step.before != step.after)

    @invariant()
    def open_proposals_are_for_what_is_there(self) -> None:
        there = self.there()
        assert all(proposal.concept in there for proposal in self.library.proposals())
        for number in self.proposals:
            assert (self.library.proposal(number).state == "lapsed") <= (
                self.library.proposal(number).concept not in there
            )

    @invariant()
    def an_export_is_the_concepts(self) -> None:
        there = self.there()
        if there:
            assert read(exported(self.library, "a.jsonl", termbase="t")) == list(there.values())
        else:
            assert sum(each.concepts for each in self.library.termbases()) == 0

    @invariant()
    def every_term_is_found_and_recognised(self) -> None:
        there, library = self.there(), self.library
        said = {(number, term.text) for number, concept in there.items() for term in concept.terms}
        texts = {text for words in WORDS.values() for text in words}
        found = {
            (hit.concept.number, hit.term.text)
            for text in texts
            for hit in library.search(text, limit=1000).terms
            if hit.why == "exact"
        }
        assert found == said
        recognised = {(hit.concept.number, hit.term.text) for hit in library.recognise(ENGLISH, "en")}
        assert recognised == {(number, text) for number, text in said if text in WORDS["en"]}

    @invariant()
    def no_remark_is_lost(self) -> None:
        for number, text in self.remarks:
            assert text in [remark.text for remark in self.library.remarks(number)]

    def teardown(self) -> None:
        """All that was done is taken back, the last first; then nothing is there but history.

        Only what was undone in between can be in the way, with a concept that came back by it.
        """
        try:
            refused: set[int] = set()
            while left := set(self.batches) - refused:
                batch = max(left)
                if self.done(partial(self.library.undo, batch)):
                    self.batches.remove(batch)
                else:
                    refused.add(batch)
            assert not refused or self.undone
            assert refused or not self.there()
            self.history_leads_to_what_there_is()
        finally:
            for library in self.libraries.values():
                library.close()
            self.folder.cleanup()


def keys(concept: Concept) -> set[tuple[str, str]]:
    return {(term.language, term.text) for term in concept.terms}


def read(data: bytes) -> list[object]:
    return list(registry.read(io.BytesIO(data), "a.jsonl").entries)


TestTwoPeople = TwoPeople.TestCase
# What fails is not made shorter: with a database a step that would take minutes.
TestTwoPeople.settings = settings(
    max_examples=12,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.generate],
)
