"""`yiku propose`, `review`, `approve`, `reject`, `withdraw`, `judge` and `changes`: what people propose and decide."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from glossary.answers import Happening, Proposal, ProposedTerms
from glossary.library.concepts.proposing import STATES
from tmx.model import TermStatus

from .concept_input import Given, concept_of, concept_options
from .concepts import change_lines, difference_line, tell
from .options import NOTHING_FOUND, as_json, comment, json_line, library, who

_proposal = click.argument("proposal", type=int)
_termbase = click.option("--termbase", metavar="T", help="Only in this termbase.")
_limit = click.option("--limit", default=100, show_default=True, help="Most of them.")
_STATUSES = [status.value for status in TermStatus if status is not TermStatus.PROPOSED]


def register(cli: click.Group) -> None:
    """Adds this room's commands."""
    for command in (propose, review, approve, reject, withdraw, judge, changes):
        cli.add_command(command)


@click.command("propose")
@click.option("--concept", "number", type=int, metavar="N", help="A change to this concept, not a new one.")
@click.option("--termbase", default="main", show_default=True, metavar="T", help="The termbase of a new concept.")
@concept_options
@click.option("--remove", nargs=2, multiple=True, metavar="LANG TEXT", help="Take this term out; with --concept.")
@who
@comment
@as_json
@click.pass_context
def propose(
    context: click.Context,
    /,
    number: int | None,
    termbase: str,
    remove: tuple[tuple[str, str], ...],
    who: str,
    comment: str,
    as_json: bool,
    **options: Any,
) -> None:
    """Propose a new concept, or with --concept a change, by the options of `concept add` and `concept change`.

    The terms of a new concept are found at once, marked as proposed; `yiku review` lists what waits for a decision.
    """
    given = Given.of(options)
    if remove and number is None:
        raise click.UsageError("--remove takes a term out of the concept that --concept names")
    with library(context) as opened:
        if number is None:
            proposal = opened.propose_concept(termbase, given.new(), who=who, comment=comment)
        else:
            seen = opened.concept_history(number)[0].step
            changed = given.put_into(opened.concept(number).concept, remove)
            proposal = opened.propose_change(number, changed, seen=seen, who=who, comment=comment)
    click.echo(json_line(proposal.as_json()) if as_json else "\n".join(_lines(proposal)))


@click.command("review")
@_termbase
@click.option("--state", type=click.Choice([*STATES, "all"]), default="open", show_default=True, help="Which ones.")
@_limit
@as_json
@click.pass_context
def review(context: click.Context, termbase: str | None, state: str, limit: int, as_json: bool) -> None:
    """List proposals, the latest first, then terms that are proposed though nobody made a proposal of them.

    These come by imports; `yiku judge` decides them.
    """
    with library(context) as opened:
        chosen = None if state == "all" else state
        proposals = opened.proposals(state=chosen, termbase=termbase, limit=limit)
        terms = opened.proposed_terms(termbase, limit) if state in ("open", "all") else ()
    for proposal in proposals:
        click.echo(json_line(proposal.as_json()) if as_json else "\n".join(_lines(proposal)))
    for each in terms:
        click.echo(json_line(each.as_json()) if as_json else _terms_line(each))
    context.exit(0 if proposals or terms else NOTHING_FOUND)


def _lines(proposal: Proposal) -> Iterator[str]:
    what = "a new concept" if proposal.kind == "new" else "a change"
    stale = ", which has changed since" if proposal.stale else ""
    head = f"proposal {proposal.number}  {proposal.at}  {proposal.who or 'someone'}: {what}, concept {proposal.concept}"
    yield head + stale + (f" – {proposal.comment}" if proposal.comment else "")
    yield from map(difference_line, proposal.differences)
    if proposal.state != "open":
        by = f" by {proposal.decided_by or 'someone'} {proposal.decided_at}" if proposal.decided_at else ""
        yield f"  {proposal.state}{by}" + (f" – {proposal.reason}" if proposal.reason else "")


def _terms_line(each: ProposedTerms) -> str:
    terms = "; ".join(f"{at} {term.language} {term.text}" for at, term in zip(each.positions, each.terms, strict=True))
    return f"concept {each.concept.number} of {each.concept.termbase}, proposed: {terms}"


@click.command("approve")
@_proposal
@click.option("--edited", metavar="FILE", help="The concept as it is to be, as JSON, in place of what is proposed.")
@who
@comment
@as_json
@click.pass_context
def approve(context: click.Context, proposal: int, edited: str | None, who: str, comment: str, as_json: bool) -> None:
    """Carry PROPOSAL out, with what was done to the concept since.

    Where others changed the same things meanwhile that is refused, and the things are named.
    """
    concept = None if edited is None else concept_of(edited)
    with library(context) as opened:
        tell(opened.approve(proposal, who=who, comment=comment, concept=concept), as_json)


@click.command("reject")
@_proposal
@click.argument("reason")
@who
@as_json
@click.pass_context
def reject(context: click.Context, proposal: int, reason: str, who: str, as_json: bool) -> None:
    """Turn PROPOSAL down, for a REASON that stands in the history. A concept that was only proposed goes."""
    with library(context) as opened:
        tell(opened.reject(proposal, reason, who=who), as_json)


@click.command("withdraw")
@_proposal
@who
@comment
@as_json
@click.pass_context
def withdraw(context: click.Context, proposal: int, who: str, comment: str, as_json: bool) -> None:
    """Take your own PROPOSAL back."""
    with library(context) as opened:
        tell(opened.withdraw(proposal, who=who, comment=comment), as_json)


@click.command("judge")
@click.argument("number", type=int, metavar="CONCEPT")
@click.argument("terms", type=int, nargs=-1, required=True, metavar="TERM...")
@click.option("--status", type=click.Choice(_STATUSES), help="What they are from now on.")
@click.option("--reject", "reason", metavar="REASON", help="Take them out instead.")
@who
@as_json
@click.pass_context
def judge(
    context: click.Context,
    number: int,
    terms: tuple[int, ...],
    status: str | None,
    reason: str | None,
    who: str,
    as_json: bool,
) -> None:
    """Give proposed terms of CONCEPT, by the positions that `review` prints, a status, or reject them."""
    if (status is None) == (reason is None):
        raise click.UsageError("give either --status or --reject")
    verdict = TermStatus(status) if status else None
    with library(context) as opened:
        tell(opened.decide_terms(number, terms, verdict, who=who, comment=reason or ""), as_json)


@click.command("changes")
@click.option("--since", required=True, metavar="DATE", help="From this date or time on, such as 2026-11-24 (UTC).")
@_termbase
@_limit
@as_json
@click.pass_context
def changes(context: click.Context, since: str, termbase: str | None, limit: int, as_json: bool) -> None:
    """Tell what happened to concepts since a date, the latest first; an import is one line."""
    with library(context) as opened:
        found = opened.changes(since, termbase=termbase, limit=limit)
    for each in found:
        click.echo(json_line(each.as_json()) if as_json else "\n".join(_happening_lines(each)))
    context.exit(0 if found else NOTHING_FOUND)


def _happening_lines(each: Happening) -> Iterator[str]:
    where = f"{each.termbase} {each.concept}" if each.concept else each.termbase
    yield click.style(f"{where}  {each.title}", bold=True)
    if each.change:
        yield from (f"  {line}" for line in change_lines(each.change))
    elif each.proposal:
        yield from (f"  {line}" for line in _lines(each.proposal))
    elif each.remark:
        yield f"  {each.at}  {each.who or 'someone'}: {each.remark.text}"
    elif each.batch:
        done = "imported" if each.kind == "import" else "import undone"
        counts = f"{each.batch.added:,} added, {each.batch.updated:,} updated, batch {each.batch.number}"
        yield f"  {each.at}  {each.who or 'someone'}: {done}, {counts}"
