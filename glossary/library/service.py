"""`Library`: every rule of the product behind one set of calls. Callers hold no SQL, no commit and no rule."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import BinaryIO, Self

from glossary import sample
from glossary.answers import (
    BackupReport,
    Batch,
    Change,
    CleanReport,
    ConceptAnswer,
    Concordance,
    ExportReport,
    Fault,
    Finding,
    Fragments,
    ImportReport,
    Matches,
    Memory,
    PretranslationReport,
    Replacement,
    RestoreReport,
    SearchAnswer,
    Stats,
    TablePreview,
    Termbase,
    TermInText,
    UndoReport,
    UnitAnswer,
    Written,
)
from glossary.checks import Profile
from glossary.checks.report import CheckReport
from glossary.errors import BadRequest, NotFound
from glossary.matching.patterns import Mode
from glossary.store import Store
from glossary.store.sqlite import SqliteStore
from glossary.store.values import MemoryRow
from glossary.text.keys import TEXT_VERSION
from tmx import language, registry
from tmx.codec import Table
from tmx.model import Languages, Segment, Unit, UnitStatus

from . import checking, examining, fragments, intake, lookup, output, pretranslating, reindexing, undoing, wording
from .cleaning import replacing
from .cleaning import run as cleaning
from .concordance import Sought
from .indexes import Indexes
from .matching import MOST_HITS, Matcher, Query
from .recognition import Order as Recognition
from .recognition import Recogniser
from .writing import NEW_TRANSLATIONS, Writer
from .writing import Change as UnitChange

NO_COLUMNS: Mapping[str, str] = MappingProxyType({})
MOST_PREVIEWED = 100
"""Rows that a preview shows at most."""
MOST_PENALTY = 100
"""Points that a memory can take off its matches."""


class Library:
    """A library of memories and termbases. Safe to share between threads.

    Texts and names must be Unicode without lone surrogates; `BadRequest` says so otherwise. All errors are
    `glossary.errors.YikuError` or `tmx.errors.ExchangeError`, and leave the library as it was.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self._indexes = Indexes(store)
        self._matcher = Matcher(store, self._indexes)
        self._recogniser = Recogniser(store)
        self._writer = Writer(store, self._indexes)
        self._checker = checking.Checker(store, self._recogniser, self._matcher)

    @classmethod
    def open(cls, database: str | Path) -> Self:
        """Opens a SQLite file, made where it is not there, and brings an older one up to date.

        Raises `NotALibrary` for a file that is something else and `NewerLibrary` for one of a later version.
        """
        store = SqliteStore(Path(database))
        if store.text_version() not in (0, TEXT_VERSION):
            reindexing.run(store)
        return cls(store)

    @classmethod
    def restore(cls, database: str | Path, backup: str | Path) -> RestoreReport:
        """Puts a backup in the library's place, whole or not at all, and keeps the file that was there beside it.

        Raises `NotALibrary`, `NewerLibrary` or `StorageError` for a file that cannot take its place, and `LibraryBusy`
        while the library is in use.
        """
        kept = SqliteStore.restore(Path(database), Path(backup))
        return RestoreReport(str(backup), str(kept) if kept else None)

    def close(self) -> None:
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # In and out

    def import_file(
        self,
        stream: BinaryIO,
        file: str,
        *,
        memory: str | None = None,
        termbase: str | None = None,
        source: str = "",
        target: str = "",
        format: str | None = None,
        columns: Mapping[str, str] = NO_COLUMNS,
        header: bool = True,
        sheet: str = "",
        dry_run: bool = False,
        who: str = "",
        progress: Callable[[int], None] | None = None,
    ) -> ImportReport:
        """Brings a file in, whole or not at all.

        `file` is the name for messages and, where the content does not tell, for the format. Without `memory` and
        `termbase` the content decides, and the one named ``main`` takes it. `progress` hears the entries read so far.

        Of a table, `columns` takes a column's name, letter or number for what it is (see `tmx.codec.Table`); without a
        `header` the first row is an entry; `sheet` is one of a workbook's. `tmx.errors.UnknownColumns` asks for them.
        """
        order = intake.Order(
            file=_text(file),
            memory=_name(memory),
            termbase=_name(termbase),
            languages=_languages(source, target),
            format=format,
            table=_table(columns, header, sheet),
            dry_run=dry_run,
            who=_text(who),
            at=datetime.now(UTC).isoformat(timespec="seconds"),
        )
        return intake.run(self.store, stream, order, progress)

    def preview_table(
        self,
        stream: BinaryIO,
        file: str,
        *,
        source: str = "",
        target: str = "",
        format: str | None = None,
        columns: Mapping[str, str] = NO_COLUMNS,
        header: bool = True,
        sheet: str = "",
        rows: int = 10,
    ) -> TablePreview:
        """The first rows of a table, and what `import_file` would take each column for with the same words."""
        if rows < 1:
            raise BadRequest(f"the number of rows is {rows}; it must be 1 or more")
        preview = registry.preview(
            stream,
            _text(file),
            format=format,
            languages=_languages(source, target),
            table=_table(columns, header, sheet),
            rows=min(rows, MOST_PREVIEWED),
        )
        return TablePreview(file, preview)

    def export_file(
        self,
        stream: BinaryIO,
        file: str,
        *,
        memory: str | None = None,
        termbase: str | None = None,
        source: str = "",
        target: str = "",
        format: str | None = None,
    ) -> ExportReport:
        """Writes a memory or a termbase, as the file's name or `format` says; the only one where none is named."""
        order = output.Order(_text(file), memory, termbase, _languages(source, target), format)
        return output.run(self.store, stream, order)

    def pretranslate(
        self,
        stream: BinaryIO,
        out: BinaryIO,
        file: str,
        *,
        source: str = "",
        target: str = "",
        format: str | None = None,
        threshold: int = 75,
        memories: Sequence[str] = (),
    ) -> PretranslationReport:
        """Copies a PO or XLIFF file with the best matches put into its untranslated segments.

        A target for the same text is marked as translated, one at or above `threshold` points as fuzzy. The languages
        are the file's own where they are not given. All else in the file stays as it was, byte for byte.
        """
        names = tuple(memories)
        order = pretranslating.Order(_text(file), _languages(source, target), format, threshold, names)
        with self.store.reading():
            return pretranslating.run(self.store, self._matcher, stream, out, order)

    def undo(self, batch: int, who: str = "") -> UndoReport:
        """Takes an import, a single write or a clean-up back. Raises `NotFound` or `CannotUndo`."""
        return undoing.run(self.store, batch, _text(who))

    def fill_with_sample(self) -> tuple[ImportReport, ...]:
        """Brings in the bundled sample: a termbase and a memory, both named for their subject."""
        reports = []
        for part in sample.PARTS:
            with part.open() as stream:
                reports.append(
                    self.import_file(stream, part.file, memory=part.memory, termbase=part.termbase, who="Yiku")
                )
        return tuple(reports)

    # Writing. What is written is in its history, and there for the next query.

    def add_unit(
        self,
        memory: str,
        source: Segment,
        target: Segment,
        *others: Segment,
        context: str = "",
        status: UnitStatus = UnitStatus.TRANSLATED,
        who: str = "",
    ) -> Written:
        """Adds a unit to a memory, which is made where it is not there.

        Where the memory has a unit of these segments and this context, in whatever order and with others or not, that
        one is left, but for its status. A new translation of a source that it knows in this context is kept beside the
        old ones or replaces the latest, as the memory's `new_translations` says. Raises `BadRequest` for blank texts
        or a single language, and `tmx.errors.UnreadableFile` for markup that is not well-formed.
        """
        unit = Unit(wording.segments((source, target, *others)), context=_text(context), status=UnitStatus(status))
        return self._writer.add(_name(memory) or "", unit, _text(who))

    def change_unit(
        self,
        number: int,
        *segments: Segment,
        context: str | None = None,
        status: UnitStatus | None = None,
        seen: int | None = None,
        who: str = "",
    ) -> Written:
        """Puts other segments, where any are given, another context or status into a unit.

        A text for a segment that has inline codes must hold their marks, as `tmx.placeables.shown` gives them, or be
        given with its markup: codes are never lost silently. `seen` is the latest `Change.step` of the unit that the
        caller knows of. Raises `NotFound`, `BadRequest`, and `Conflict` where that is not the latest any more or where
        the memory has another unit that says the same.
        """
        given = tuple(segments) if segments else None
        context = None if context is None else _text(context)
        return self._writer.change(number, UnitChange(given, context, status, seen), _text(who))

    def change_texts(
        self,
        number: int,
        *segments: Segment,
        context: str | None = None,
        status: UnitStatus | None = None,
        who: str = "",
    ) -> Written:
        """As `change_unit`, with only the segments that change or come; the others stay as they are."""
        with self.store.reading():
            unit, seen = self.unit(number).unit, self.history(number)[0].step
        given = wording.merged(unit.segments, segments) if segments else ()
        return self.change_unit(number, *given, context=context, status=status, seen=seen, who=who)

    def delete_unit(self, number: int, who: str = "") -> Written:
        """Deletes a unit; its history stays, from which `revert_unit` brings it back. Raises `NotFound`."""
        return self._writer.delete(number, _text(who))

    def revert_unit(self, number: int, step: int, who: str = "") -> Written:
        """Makes a unit, also a deleted one, what it was before a `Change.step`. Raises `NotFound` and `Conflict`."""
        return self._writer.revert(number, step, _text(who))

    def set_memory(self, name: str, *, penalty: int | None = None, new_translations: str | None = None) -> Memory:
        """Sets the points that a memory's matches lose (0 to 100), and what new translations do to the old ones.

        They ``keep`` or ``replace`` them. Raises `NotFound` and `BadRequest`.
        """
        if penalty is not None and not 0 <= penalty <= MOST_PENALTY:
            raise BadRequest(f"the penalty is {penalty}; it must be from 0 to {MOST_PENALTY} points")
        if new_translations not in (None, *NEW_TRANSLATIONS):
            raise BadRequest(f"new translations can {' or '.join(NEW_TRANSLATIONS)}, not {new_translations!r}")
        with self.store.writing():
            row = self.store.memory(_text(name))
            if row is None:
                raise NotFound(f"there is no memory {name!r}; `yiku stats` lists them")
            penalty = row.penalty if penalty is None else penalty
            self.store.set_memory(MemoryRow(row.number, row.name, penalty, new_translations or row.new_translations))
        return next(memory for memory in self.memories() if memory.name == name)

    # Maintenance

    def clean(self, memory: str | None = None, reports: Sequence[str] = ()) -> Generator[Finding, None, None]:
        """What the reports find in one memory or all, streamed; `glossary.library.cleaning` has a module for each.

        Raises `NotFound` for an unknown memory and `BadRequest` for an unknown report.
        """
        wanted = cleaning.reports(reports)
        with self.store.reading():
            order = cleaning.Order(self._memory_rows(memory), wanted)
            yield from cleaning.findings(self.store, self._indexes, order)

    def fix(
        self,
        remedy: str,
        memory: str | None = None,
        reports: Sequence[str] = (),
        units: Sequence[int] = (),
        who: str = "",
    ) -> CleanReport:
        """Takes a remedy to all that the reports find, or to the findings of some units, as one batch.

        `remedy` is ``delete``, ``keep-latest``, ``fuzzy`` or ``strip``. Raises as `clean` does, and `BadRequest` where
        the remedy does not fit a report.
        """
        order = cleaning.Order(self._memory_rows(memory), cleaning.reports(reports), tuple(units))
        return cleaning.fix(self.store, self._indexes, order, remedy, _text(who))

    def preview_replacement(
        self, old: str, new: str, *, language: str = "", memory: str | None = None, regex: bool = False
    ) -> Generator[Replacement, None, None]:
        """Every segment that `replace` would change. Raises as that does."""
        with self.store.reading():
            yield from replacing.preview(self.store, self._replacement(old, new, language, memory, regex))

    def replace(
        self, old: str, new: str, *, language: str = "", memory: str | None = None, regex: bool = False, who: str = ""
    ) -> CleanReport:
        """Puts one text for another in all segments, or those of a language and memory, as one batch.

        A `regex` is Python's, as is what is put for it. Raises `BadRequest` for an empty text or a pattern that is
        none, and `NotFound` for an unknown memory.
        """
        return replacing.run(self.store, self._replacement(old, new, language, memory, regex), _text(who))

    def _replacement(self, old: str, new: str, language: str, memory: str | None, regex: bool) -> replacing.Order:
        return replacing.Order(_text(old), _text(new), _tag(language), self._memory_rows(memory), regex)

    def _memory_rows(self, name: str | None) -> tuple[MemoryRow, ...]:
        rows = sorted(self.store.memory_rows().values(), key=lambda row: row.name)
        found = tuple(row for row in rows if name in (None, row.name))
        if name is not None and not found:
            raise NotFound(f"there is no memory {name!r}; `yiku stats` lists them")
        return found

    # Looking up

    def match(
        self,
        text: str,
        *,
        source: str,
        target: str,
        threshold: int = 70,
        limit: int = 5,
        memories: Sequence[str] = (),
        before: str = "",
        after: str = "",
        context: str = "",
    ) -> Matches:
        """The units that match a text at or above `threshold` points (1 to 101), best first, at most `limit`.

        `before`, `after` and `context` (a ``msgctxt``) are what stands around the text; a unit that agrees scores 101.
        """
        languages = _languages(source, target)
        query = Query(
            _text(text), languages.source, languages.target, threshold, limit, tuple(memories), before, after, context
        )
        return self._matcher.match(query)

    def match_all(
        self,
        texts: Iterable[str],
        *,
        source: str,
        target: str,
        threshold: int = 70,
        limit: int = 5,
        memories: Sequence[str] = (),
    ) -> Iterator[Matches]:
        """The matches of many texts, each with those beside it as its context."""
        before, current = "", None
        for following in (*texts, None):
            if current is not None:
                yield self.match(
                    current,
                    source=source,
                    target=target,
                    threshold=threshold,
                    limit=limit,
                    memories=memories,
                    before=before,
                    after=following or "",
                )
                before = current
            current = following

    def search(self, query: str, *, language: str = "", limit: int = 20, mode: str = Mode.EXACT) -> SearchAnswer:
        """Terms, then sentences, that a query finds; `language` narrows to one, `mode` is as in `concordance`."""
        _check_limit(limit)
        with self.store.reading():
            return lookup.search(self.store, self._indexes, _text(query), _tag(language), limit, _mode(mode))

    def concordance(
        self, query: str, language: str = "", *, mode: str = Mode.EXACT, limit: int = 20, memories: Sequence[str] = ()
    ) -> Concordance:
        """The sentences that hold a query, shortest first, with its translation marked where that can be told.

        By `mode` it stands there as it is (``exact``: but for inflection, case and width), all its words in any order
        (``all``), with an error in it (``fuzzy``), or with ``*`` and ``?`` for what may stand there (``wildcard``); see
        `glossary.matching.patterns`. Only in one language and in the named memories, or in all.
        """
        _check_limit(limit)
        with self.store.reading():
            chosen = frozenset(self._matcher.memories(memories)) if memories else None
            sought = Sought(_text(query), _mode(mode), _tag(language), chosen)
            return lookup.concordance(self.store, self._indexes, sought, limit)

    def fragments(self, text: str, source: str, target: str, limit: int = 10) -> Fragments:
        """The longest stretches of a text that units with the target language have whole, the longest first.

        Of two words or three Han characters at least, and not of function words alone; inflection, case and width do
        not matter. Each has a few sentences that hold it, with its probable translation marked.
        """
        _check_limit(limit)
        languages = _languages(source, target)
        for name, tag in (("source", languages.source), ("target", languages.target)):
            if not tag:
                raise BadRequest(f"the {name} language is missing; give a tag such as en or zh-CN")
        query = fragments.Query(_text(text), languages.source, languages.target, limit)
        with self.store.reading():
            return fragments.Fragmenter(self.store, self._indexes, query).answer()

    def recognise(
        self, text: str, source: str, target: str = "", termbases: Sequence[str] = ()
    ) -> tuple[TermInText, ...]:
        """The terms in a text of the source language, also those inside others, by their places in code points.

        By the rules of `glossary.terms.recognise`. Only terms of the named termbases; of all where none is named.
        """
        return self._recogniser.recognise(_text(text), _recognition(source, target, termbases))

    def recognise_all(
        self, texts: Iterable[str], source: str, target: str = "", termbases: Sequence[str] = ()
    ) -> Iterator[tuple[TermInText, ...]]:
        """The terms in each of many texts, much quicker than one by one where they are short."""
        return self._recogniser.recognise_all(map(_text, texts), _recognition(source, target, termbases))

    def shadows(self, termbase: str, language: str) -> tuple[str, ...]:
        """The words that hide terms inside them and are none themselves. Raises `NotFound`."""
        return self.store.shadows(self._termbase(termbase), _tag(language))

    def change_shadows(self, termbase: str, language: str, words: Sequence[str], *, remove: bool = False) -> None:
        """Puts words on a shadow list, or takes them off it. Raises `NotFound` for an unknown termbase."""
        given = {word for word in map(str.strip, map(_text, words)) if word}
        number, tag = self._termbase(termbase), _tag(language)
        with self.store.writing():
            listed = set(self.store.shadows(number, tag))
            self.store.set_shadows(number, tag, sorted(listed - given if remove else listed | given))

    def _termbase(self, name: str) -> int:
        number = self.store.termbase(name)
        if number is None:
            raise NotFound(f"there is no termbase {name!r}; `yiku stats` lists them")
        return number

    def concept(self, number: int) -> ConceptAnswer:
        """Raises `NotFound`."""
        stored = self.store.concepts([number]).get(number)
        if stored is None:
            raise NotFound(f"there is no concept {number}")
        return ConceptAnswer(stored.number, stored.termbase, stored.concept)

    def unit(self, number: int) -> UnitAnswer:
        """Raises `NotFound`."""
        stored = self._writer.existing(number)
        return UnitAnswer(stored.number, stored.memory, stored.unit)

    def history(self, unit: int) -> tuple[Change, ...]:
        """A unit's changes, the latest first, its coming last; also of one that was deleted. Raises `NotFound`."""
        past = self.store.history_of_unit(unit)
        if not past:
            raise NotFound(f"there is no unit {unit}")
        return tuple(Change(each.at, each.who, each.action, each.batch, each.before, each.step) for each in past)

    # Upkeep

    def backup(self, to: str | Path) -> BackupReport:
        """Copies the library as it is now into a file; an import that runs meanwhile goes on, and is not in it."""
        self.store.backup(Path(to))
        return BackupReport(str(to), Path(to).stat().st_size)

    def examine(self) -> tuple[Fault, ...]:
        """What is wrong with the library's file and with its index; empty where all is well."""
        return tuple(examining.run(self.store))

    def repair(self) -> None:
        """Makes the index anew from the texts. A damaged file is not mended by it: restore a backup."""
        reindexing.run(self.store)

    # Checks. `termbases` are those whose terms count (none named: all); `profile` says which checks are on. A language
    # that is not named is the file's own, or that of the units.

    def check_file(
        self,
        stream: BinaryIO,
        file: str,
        *,
        source: str = "",
        target: str = "",
        format: str | None = None,
        termbases: Sequence[str] = (),
        memories: Sequence[str] = (),
        profile: Profile | None = None,
    ) -> CheckReport:
        """Checks a bilingual file; or, where one language alone is named, a ``.txt`` in it, line by line.

        With `memories` a source that one of them has must be translated as there.
        """
        order = _check_order(source, target, termbases, memories, profile)
        return self._checker.file(stream, _text(file), format, order)

    def check_memory(
        self,
        memory: str,
        *,
        source: str = "",
        target: str = "",
        termbases: Sequence[str] = (),
        profile: Profile | None = None,
    ) -> CheckReport:
        """Checks all units of a memory. Raises `NotFound`."""
        return self._checker.memory(memory, _check_order(source, target, termbases, (), profile))

    def check_pair(
        self,
        source_text: str,
        target_text: str,
        *,
        source: str = "",
        target: str = "",
        termbases: Sequence[str] = (),
        memories: Sequence[str] = (),
        profile: Profile | None = None,
        by_line: bool = False,
    ) -> CheckReport:
        """Checks a text and its translation; where one language alone is named, the text in that language.

        `by_line` checks each line by itself, of a pair where both texts have as many.
        """
        order = _check_order(source, target, termbases, memories, profile)
        return self._checker.pair(_text(source_text), _text(target_text), order, by_line=by_line)

    # What there is

    def memories(self) -> tuple[Memory, ...]:
        return self.store.memories()

    def termbases(self) -> tuple[Termbase, ...]:
        return self.store.termbases()

    def batches(self, limit: int = 50) -> tuple[Batch, ...]:
        """Imports, the latest first."""
        return self.store.batches(limit)

    def languages(self) -> tuple[str, ...]:
        """The languages of all memories and termbases, in alphabetical order."""
        held = [each.languages for each in self.memories()] + [each.languages for each in self.termbases()]
        return tuple(sorted({tag for languages in held for tag in languages}))

    def stats(self) -> Stats:
        return Stats(self.memories(), self.termbases(), len(self.batches(1_000_000)))


def _check_limit(limit: int) -> None:
    if not 1 <= limit <= MOST_HITS:
        raise BadRequest(f"the limit is {limit}; it must be from 1 to {MOST_HITS:,}")


def _mode(mode: str) -> Mode:
    if mode not in list(Mode):
        raise BadRequest(f"there is no mode {mode!r}; there are: {', '.join(Mode)}")
    return Mode(mode)


def _table(columns: Mapping[str, str], header: bool, sheet: str) -> Table:
    pairs = tuple((_text(column), _text(word)) for column, word in columns.items())
    return Table(pairs, header, _text(sheet))


def _recognition(source: str, target: str, termbases: Sequence[str]) -> Recognition:
    return Recognition(_tag(source), _tag(target), tuple(termbases))


def _check_order(
    source: str, target: str, termbases: Sequence[str], memories: Sequence[str], profile: Profile | None
) -> checking.Order:
    languages = _languages(source, target)
    return checking.Order(languages, tuple(termbases), tuple(memories), profile or Profile.default())


def _languages(source: str, target: str) -> Languages:
    return Languages(_tag(source), _tag(target))


def _tag(tag: str) -> str:
    return language.normalise(tag) if tag else ""


def _name(name: str | None) -> str | None:
    """A memory's or termbase's name: None where it is not given, else not blank."""
    if name is None:
        return None
    if not _text(name).strip():
        raise BadRequest("the name is blank; give the memory or termbase a name")
    return name.strip()


def _text(text: str) -> str:
    """A text that can be stored. Raises `BadRequest` for lone surrogates, which a broken terminal or JSON can hold."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise BadRequest(f"the text is not valid Unicode at character {error.start + 1}; check its encoding") from error
    return text
