"""Who may change the library through the API while there is no sign-in."""

from __future__ import annotations

import ipaddress

from flask import request

from web.errors import Forbidden

SAFE = ("GET", "HEAD", "OPTIONS")


def guard() -> None:
    """Let a reading call through; let any other through from loopback only, and only if no foreign form can send it.

    A page of another site can make a browser post a form, but only as form data or plain text and without headers of
    its own: JSON and ``X-Requested-With`` need a preflight (Fetch Standard, "CORS-safelisted request-header"), which
    Yiku never grants. So a writing call must be JSON or carry ``X-Requested-With``, with any value.
    """
    if request.method in SAFE:
        return
    if not _is_loopback(request.remote_addr or ""):
        raise Forbidden("the API takes changes only from this machine; sign-in is still to come")
    if not (request.is_json or request.headers.get("X-Requested-With")):
        raise Forbidden("send JSON (Content-Type: application/json) or the header X-Requested-With: yiku")


def _is_loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False
