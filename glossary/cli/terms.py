"""`yiku terms` and `shadows`: terms in running text, and the words that hide terms inside them."""

from __future__ import annotations

from collections.abc import Iterator

import click

from glossary.answers import TermInText

from .options import NOTHING_FOUND, as_json, json_line, languages, library
from .streams import text_of


def register(cli: click.Group) -> None:
    """Adds this room's commands."""
    for command in (terms, shadows):
        cli.add_command(command)


@click.command("terms")
@click.argument("text", required=False)
@click.option("--file", "file", metavar="F", help="Look through the text file F; `-` reads standard input.")
@languages
@click.option("--termbase", "termbases", multiple=True, metavar="T", help="Only this termbase; may be given again.")
@as_json
@click.pass_context
def terms(
    context: click.Context,
    text: str | None,
    file: str | None,
    source: str,
    target: str,
    termbases: tuple[str, ...],
    as_json: bool,
) -> None:
    """Recognise the terms in TEXT, or in a file, with their translations.

    Every hit is reported, also inside a longer one, where it does not count and is shown in brackets. Inflection,
    hyphens, width and the Chinese script do not matter; case matters for acronyms and words with capitals inside.
    Offsets count code points of the whole text.
    """
    if (text is None) == (file is None):
        raise click.UsageError("give either TEXT or --file")
    with library(context) as opened:
        whole = text if text is not None else text_of(file or "")
        found = opened.recognise(whole, source, target, termbases)
    for each in found:
        click.echo(json_line(each.as_json()) if as_json else "\n".join(_lines(each)))
    if not found and not as_json:
        click.echo("no term found")
    context.exit(0 if found else NOTHING_FOUND)


def _lines(found: TermInText) -> Iterator[str]:
    piece = " ".join(found.text.split())
    text = click.style(piece, bold=True) if found.enforced else f"[{piece}]"
    translations = "; ".join(
        term.text if term.status.usable else f"{term.text} ({term.status.value})" for term in found.translations
    )
    yield f"{found.start}–{found.end}  {text}  {click.style(translations, fg='green')}"
    notes = [found.why, found.term.status.value, found.concept.termbase, f"concept {found.concept.number}"]
    if found.why != "exact":
        notes[0] = f"{found.why} of {found.term.text}"
    if not found.term.status.usable and found.preferred:
        notes.append("write " + ", ".join(term.text for term in found.preferred))
    yield click.style(f"  {', '.join(notes)}", dim=True)


@click.command("shadows")
@click.argument("words", nargs=-1)
@click.option("--termbase", required=True, metavar="T", help="The termbase whose list it is.")
@click.option("-l", "--language", required=True, metavar="LANG", help="The language of the words, such as zh-CN.")
@click.option("--remove", is_flag=True, help="Take WORDS off the list instead of putting them on it.")
@as_json
@click.pass_context
def shadows(
    context: click.Context, words: tuple[str, ...], termbase: str, language: str, remove: bool, as_json: bool
) -> None:
    """Put WORDS on a termbase's shadow list, then print the list.

    A term inside such a word does not count in a text, though the word is no term: 总经理室 on the list keeps 总经理
    from being found in it.
    """
    with library(context) as opened:
        if words:
            opened.change_shadows(termbase, language, words, remove=remove)
        listed = opened.shadows(termbase, language)
    if as_json:
        click.echo(json_line({"termbase": termbase, "language": language, "shadows": list(listed)}))
        return
    for word in listed:
        click.echo(word)
