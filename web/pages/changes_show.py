"""What happened to concepts since a date: a page by days, and a feed for those who follow it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import groupby

from flask import Response, render_template, request

from glossary.answers import Happening
from web.feed import deed_of, feed_of
from web.parameters import word
from web.service import library

DAYS = 30
"""How far back the page looks where the address does not say."""
MOST_SHOWN, MOST_IN_FEED = 200, 100


def changes_show() -> str:
    """The latest day first."""
    since, termbase = word(request.args, "since") or _long_ago(), word(request.args, "termbase")
    found = library().changes(since, termbase=termbase or None, limit=MOST_SHOWN)
    return render_template(
        "pages/changes.html",
        days=[(day, list(those)) for day, those in groupby(found, key=lambda each: each.at[:10])],
        since=since,
        termbase=termbase,
        termbases=library().termbases(),
        deed_of=deed_of,
        full=len(found) == MOST_SHOWN,
    )


def changes_feed() -> Response:
    """Atom, of one termbase or all."""
    termbase = word(request.args, "termbase")
    since = word(request.args, "since") or _long_ago()
    found: tuple[Happening, ...] = library().changes(since, termbase=termbase or None, limit=MOST_IN_FEED)
    return Response(feed_of(found, since, termbase), mimetype="application/atom+xml")


def _long_ago() -> str:
    return f"{datetime.now(UTC) - timedelta(days=DAYS):%Y-%m-%d}"
