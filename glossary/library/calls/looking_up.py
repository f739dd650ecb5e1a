"""Sentences and terms looked up: matches, the search box, concordance, fragments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from glossary.answers import (
    Concordance,
    Fragments,
    Matches,
    SearchAnswer,
)
from glossary.errors import BadRequest
from glossary.library import (
    fragments,
    lookup,
    sitting,
)
from glossary.library.concordance import Sought
from glossary.library.contexts import neighbours
from glossary.library.matching import Query
from glossary.library.ranking import Order
from glossary.library.searching.asked import Filters
from glossary.library.termbases import numbers_of
from glossary.matching.patterns import Mode

from .arguments import check_limit, languages_of, mode_of, order_of, status_of, tag_of, text_of
from .held import Held


class LookupCalls(Held):
    """The calls that look something up."""

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
        order: str = Order.SCORE,
    ) -> Matches:
        """The units that match a text at or above `threshold` points (1 to 101), best first, at most `limit`.

        `before`, `after` and `context` (a ``msgctxt``) are what stands around the text; a unit that agrees scores 101.
        Higher scores come first; or, where `order` is ``usefulness``, what may help most (`glossary.library.ranking`).
        """
        tags, names, ranked = languages_of(source, target), tuple(memories), order_of(order)
        asked = Query(text_of(text), tags.source, tags.target, threshold, limit, names, before, after, context, ranked)
        return self._matcher.match(asked)

    def match_all(
        self,
        texts: Iterable[str],
        *,
        source: str,
        target: str,
        threshold: int = 70,
        limit: int = 5,
        memories: Sequence[str] = (),
        before: str = "",
        after: str = "",
        context: str = "",
        order: str = Order.SCORE,
        marked: bool = True,
    ) -> Iterator[Matches]:
        """The matches of many texts, each with those beside it as its context; of many, all cores look some up.

        `before` and `after` are what stands around them all. Texts are drawn ahead of the answers, which have what is
        written in the meantime as `match` itself would. Where nobody looks at what differs, it need not be `marked`.
        """
        tags, names, ranked = languages_of(source, target), tuple(memories), order_of(order)
        blank = Query("", tags.source, tags.target, threshold, limit, names, "", "", context, ranked, marked)
        return self._jobs.answer(
            replace(blank, text=text_of(text), before=ahead, after=behind)
            for ahead, text, behind in neighbours(texts, before, after)
        )

    def search(
        self,
        query: str,
        *,
        language: str = "",
        limit: int = 20,
        mode: str = Mode.EXACT,
        statuses: Sequence[str] = (),
        domain: str = "",
        termbases: Sequence[str] = (),
    ) -> SearchAnswer:
        """Terms, then sentences, that a query finds; `language` narrows to one, `mode` is as in `concordance`.

        In any mode terms are found by every way there is, each hit saying which; `mode` ``regex`` takes the query for
        a regular expression, as ``/…/`` does in all of them, and then there are terms alone. So there are where terms
        are narrowed by status, domain (a name, or what names begin with) or termbase. All these can be typed too, as
        ``status:deprecated domain:"medical devices" termbase:customs lang:zh``; without any other word the first terms
        of such are listed.

        Raises `BadRequest` for a regular expression that cannot be read or takes longer than two seconds.
        """
        check_limit(limit)
        narrowed = Filters(
            tag_of(language),
            tuple(map(status_of, statuses)),
            (text_of(domain.strip()),) if domain.strip() else (),
            tuple(map(text_of, termbases)),
        )
        with self.store.reading():
            numbers_of(self.store, termbases)
            return lookup.search(
                self.store, self._indexes, self._lexicons, text_of(query), narrowed, limit, mode_of(mode)
            )

    def concordance(
        self, query: str, language: str = "", *, mode: str = Mode.EXACT, limit: int = 20, memories: Sequence[str] = ()
    ) -> Concordance:
        """The sentences that hold a query, shortest first, with its translation marked where that can be told.

        By `mode` it stands there as it is (``exact``: but for inflection, case and width), all its words in any order
        (``all``), with an error in it (``fuzzy``), or with ``*`` and ``?`` for what may stand there (``wildcard``); see
        `glossary.matching.patterns`. Only in one language and in the named memories, or in all.
        """
        check_limit(limit)
        with self.store.reading():
            chosen = frozenset(sitting.memories(self.store, memories)) if memories else None
            sought = Sought(text_of(query), mode_of(mode), tag_of(language), chosen)
            return lookup.concordance(self.store, self._indexes, sought, limit)

    def fragments(self, text: str, source: str, target: str, limit: int = 10) -> Fragments:
        """The longest stretches of a text that units with the target language have whole, the longest first.

        Of two words or three Han characters at least, and not of function words alone; inflection, case and width do
        not matter. Each has a few sentences that hold it, with its probable translation marked.
        """
        check_limit(limit)
        languages = languages_of(source, target)
        for name, tag in (("source", languages.source), ("target", languages.target)):
            if not tag:
                raise BadRequest(f"the {name} language is missing; give a tag such as en or zh-CN")
        query = fragments.Query(text_of(text), languages.source, languages.target, limit)
        with self.store.reading():
            return fragments.Fragmenter(self.store, self._indexes, query).answer()
