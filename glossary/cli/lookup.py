"""`yiku match` and `search`: looking sentences and terms up."""

from __future__ import annotations

from collections.abc import Iterator

import click

from glossary.answers import Fragments, Match, Matches, Piece, SearchAnswer, SegmentHit, TermHit
from glossary.library.ranking import Order
from glossary.matching.patterns import Mode
from tmx.model import TermStatus, UnitStatus

from .options import NOTHING_FOUND, as_json, json_line, languages, library
from .streams import text_of


def register(cli: click.Group) -> None:
    """Adds this room's commands."""
    for command in (match, search):
        cli.add_command(command)


@click.command("match")
@click.argument("text", required=False)
@click.option("--file", "file", metavar="F", help="Match each line of F; `-` reads standard input.")
@languages
@click.option("--threshold", default=70, show_default=True, help="Lowest score, in points from 1 to 101.")
@click.option("--limit", default=5, show_default=True, help="Most matches a query.")
@click.option("--memory", "memories", multiple=True, metavar="M", help="Only this memory; may be given again.")
@click.option(
    "--order",
    type=click.Choice([order.value for order in Order]),
    default=Order.SCORE.value,
    show_default=True,
    help="What comes first: the higher score, or what shares more of the rare words too and so may help more.",
)
@click.option("--fragments", is_flag=True, help="Instead, the longest stretches that the memories have whole.")
@as_json
@click.pass_context
def match(
    context: click.Context,
    text: str | None,
    file: str | None,
    source: str,
    target: str,
    threshold: int,
    limit: int,
    memories: tuple[str, ...],
    order: str,
    fragments: bool,
    as_json: bool,
) -> None:
    """Find the units that match TEXT, or each line of a file, by the published score.

    Every unit at or above the threshold is found. With --file, the lines before and after a line are its context.
    """
    if (text is None) == (file is None):
        raise click.UsageError("give either TEXT or --file")
    found = False
    with library(context) as opened:
        queries = [text] if text is not None else _lines(file or "")
        for query in queries if fragments else ():
            answer = opened.fragments(query, source, target, limit)
            found = found or bool(answer.fragments)
            click.echo(json_line(answer.as_json()) if as_json else "\n".join(_fragment_lines(answer)))
        for matches in opened.match_all(
            [] if fragments else queries,
            source=source,
            target=target,
            threshold=threshold,
            limit=limit,
            memories=memories,
            order=order,
            marked=False,
        ):
            found = found or bool(matches.matches)
            click.echo(json_line(matches.as_json()) if as_json else "\n".join(_match_lines(matches)))
    context.exit(0 if found else NOTHING_FOUND)


def _lines(file: str) -> list[str]:
    """The lines of a file; `splitlines` would also cut at U+2028 and form feeds."""
    lines = text_of(file).replace("\r\n", "\n").split("\n")
    return lines if lines[-1] else lines[:-1]


def _match_lines(matches: Matches) -> Iterator[str]:
    yield click.style(matches.query, bold=True)
    if not matches.matches:
        yield "  no match"
    for each in matches.matches:
        penalties = "".join(f", −{points} {name}" for name, points in each.penalties.items())
        yield f"  {each.score:>3}  {each.source}"
        yield f"       {click.style(each.target, fg='green')}"
        yield from (f"       {change.old} → {change.new}" for change in each.adapted)
        yield from (f"       {note}" for note in each.notes)
        yield click.style(f"       {', '.join(_origin(each))}{penalties}", dim=True)


def _origin(match: Match) -> Iterator[str]:
    """How a match came about, and where its unit comes from; the file is in the JSON."""
    found = match.provenance
    yield from (match.kind.value, match.memory, f"unit {match.unit}", f"batch {found.batch}")
    if found.status != UnitStatus.TRANSLATED:
        yield found.status
    yield from filter(None, (found.author, found.date))


def _fragment_lines(answer: Fragments) -> Iterator[str]:
    yield click.style(answer.query, bold=True)
    if not answer.fragments:
        yield "  no stretch of it"
    for fragment in answer.fragments:
        yield f"  {click.style(fragment.text, fg='green')}"
        for hit in fragment.contexts:
            yield from (f"  {line}" for line in _segment_lines(hit))


_MODES = (
    "How sentences hold QUERY: as it is, all its words in any order, with an error in it, or with * for any characters "
    "or words and ? for one character. With regex it is a regular expression over terms, as /…/ is in any mode."
)


@click.command("search")
@click.argument("query")
@click.option("-l", "--language", default="", metavar="LANG", help="Only terms and sentences in this language.")
@click.option("--limit", default=20, show_default=True, help="Most terms, and most sentences.")
@click.option(
    "--mode", type=click.Choice([mode.value for mode in Mode]), default=Mode.EXACT.value, show_default=True, help=_MODES
)
@click.option(
    "--status",
    "statuses",
    type=click.Choice([status.value for status in TermStatus]),
    multiple=True,
    help="Only terms of this status; can be given several times.",
)
@click.option("--domain", default="", help="Only terms in this domain, or in those whose names begin so.")
@click.option(
    "--termbase", "termbases", multiple=True, metavar="T", help="Only this termbase; can be given several times."
)
@as_json
@click.pass_context
def search(
    context: click.Context,
    query: str,
    language: str,
    limit: int,
    mode: str,
    statuses: tuple[str, ...],
    domain: str,
    termbases: tuple[str, ...],
    as_json: bool,
) -> None:
    """Search everything: terms, each saying why it was found, then sentences that hold QUERY.

    Terms are found in either language and Chinese script, by pinyin or its initials, in other English forms, by their
    acronym, and with a typing error; also by * and ?, and by /a regular expression/. Filters can stand in QUERY too:
    status:forbidden domain:"medical devices" termbase:customs lang:zh. They leave out sentences, but for lang.
    """
    with library(context) as opened:
        answer = opened.search(
            query,
            language=language,
            limit=limit,
            mode=mode,
            statuses=statuses,
            domain=domain,
            termbases=termbases,
        )
    for line in _json_lines(answer) if as_json else _search_lines(answer):
        click.echo(line)
    context.exit(0 if answer.terms or answer.segments else NOTHING_FOUND)


def _json_lines(answer: SearchAnswer) -> Iterator[str]:
    yield from (json_line(hit.as_json()) for hit in answer.terms)
    yield from (json_line(hit.as_json()) for hit in answer.segments)


def _search_lines(answer: SearchAnswer) -> Iterator[str]:
    for term in answer.terms:
        yield from _term_lines(term)
    if answer.terms and answer.segments:
        yield ""
    for segment in answer.segments:
        yield from _segment_lines(segment)
    if not answer.terms and not answer.segments:
        yield f"nothing found for {answer.query!r}"


def _term_lines(hit: TermHit) -> Iterator[str]:
    others = "; ".join(
        term.text if term.status.usable else f"{term.text} ({term.status.value})" for term in hit.translations()
    )
    concept = hit.concept
    yield f"{click.style(hit.term.text, bold=True)}  {click.style(others, fg='green')}"
    notes = (
        f"{hit.why} ({hit.detail})" if hit.detail else hit.why,
        hit.term.status.value,
        concept.concept.domain,
        f"concept {concept.number}",
    )
    yield click.style(f"  {', '.join(note for note in notes if note)}", dim=True)


def _segment_lines(hit: SegmentHit) -> Iterator[str]:
    for side in hit.sides:
        text = "".join(_styled(piece) for piece in side.pieces)
        yield f"  {side.language:<6} {text}"
    yield click.style(f"         {hit.why}, {hit.memory}, unit {hit.unit}", dim=True)


def _styled(piece: Piece) -> str:
    return click.style(piece.text, bold=piece.mark == "hit", underline=piece.mark == "probable" or None)
