"""Makes the report of a document or a memory: two passes, one that counts and one that learns what else there is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from glossary.answers import ConceptDrift, DriftReport, Rendering
from glossary.answers.drift import RenderingKind
from glossary.checks import Pair, Text
from glossary.text.keys import key_text

from .counting import MOST_PLACES, Missing, Seen, Tally, Used, place_of
from .probable import Found, Texts, keys_of, probable


def report(name: str, pairs: Iterable[Pair]) -> DriftReport:
    """The drift of pairs with their terms, or of texts alone."""
    tally, kept = Tally(), []
    for pair in pairs:
        tally.see(pair)
        if pair.both:
            kept.append(replace(pair.both[1], terms=()))
    texts = _texts(tally, kept)
    concepts = [_concept(seen, texts) for seen in tally.concepts.values()]
    return DriftReport(name, tally.pairs, tuple(sorted(concepts, key=lambda one: (-len(one.renderings), -one.count))))


def _texts(tally: Tally, targets: list[Text]) -> Texts:
    """The target texts, for those keys that the statistics will ask about."""
    wanted = keys_of([each for seen in tally.concepts.values() for each in seen.missing])
    texts = Texts(wanted)
    for target in targets if wanted else ():
        texts.add(key_text(target.text, target.language))
    return texts


def _concept(seen: Seen, texts: Texts) -> ConceptDrift:
    found, left = probable(seen.missing, texts) if seen.missing else ([], [])
    renderings = [*map(_used, seen.used.values()), *map(_probable, found), *([_nothing(left)] if left else [])]
    order = sorted(renderings, key=lambda one: (one.kind is RenderingKind.NOTHING, -one.count))
    return ConceptDrift(seen.concept, tuple(seen.sources.most_common()), tuple(order))


def _used(used: Used) -> Rendering:
    term = used.term
    return Rendering(
        *(RenderingKind.TERM, term.text, term.language, term.status, term.type, used.count, used.pairs),
        tuple(used.places),
    )


def _probable(found: Found) -> Rendering:
    (text, _), *_ = found.spellings.most_common(1)
    first = found.places[0][0].pair.target
    places = tuple(place_of(missing.pair, missing.spans, (span,)) for missing, span in found.places[:MOST_PLACES])
    count = len(found.places)
    return Rendering(RenderingKind.PROBABLE, text, first.language if first else "", None, "", count, count, places)


def _nothing(missing: list[Missing]) -> Rendering:
    places = tuple(place_of(each.pair, each.spans, ()) for each in missing[:MOST_PLACES])
    count = sum(len(each.spans) for each in missing)
    return Rendering(RenderingKind.NOTHING, "", "", None, "", count, len(missing), places)
