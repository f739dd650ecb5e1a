"""The commands that `web` hangs on the command line: ``yiku serve`` and ``yiku demo``.

Flask and its kin are imported when a command runs, not when the command line lists what it can do.
"""

from __future__ import annotations

import ipaddress
import logging
import signal
import socket
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any, NoReturn

import click
from click.core import ParameterSource

THREADS = 8
BACKLOG = 128


class CannotServe(click.ClickException):
    """The server cannot start as it was asked to: one line, exit code 2."""

    exit_code = 2


def register(cli: click.Group) -> None:
    """Add the commands to `cli`, whose context object holds the database under ``database``."""
    cli.add_command(serve)
    cli.add_command(demo)


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Loopback address to listen on.")
@click.option("--port", default=8080, show_default=True, type=click.IntRange(0, 65535), help="0 takes any free port.")
@click.pass_context
def serve(context: click.Context, host: str, port: int) -> None:
    """Serve the library's pages and API to this machine."""
    with closing(listen(host, port)) as listener:
        _run(context.obj["database"], listener, fill=False)


@click.command()
@click.option("--port", default=8080, show_default=True, type=click.IntRange(0, 65535), help="0 takes any free port.")
@click.pass_context
def demo(context: click.Context, port: int) -> None:
    """Serve a sample library from a fresh database, or from the one that --db names."""
    with ExitStack() as stack:
        listener = stack.enter_context(closing(listen("127.0.0.1", port)))  # before the filling, which takes a while
        database = context.obj["database"] if _is_named(context) else stack.enter_context(_passing_database())
        _run(database, listener, fill=True)


def _is_named(context: click.Context) -> bool:
    """True where the command line names a database; the one of every day does not get a sample by default."""
    return context.find_root().get_parameter_source("database") is ParameterSource.COMMANDLINE


@contextmanager
def _passing_database() -> Iterator[str]:
    with tempfile.TemporaryDirectory(prefix="yiku-demo-", ignore_cleanup_errors=True) as folder:
        yield str(Path(folder, "demo.db"))


def listen(host: str, port: int) -> socket.socket:
    """A listening socket on a loopback address, or `CannotServe`. What connects early waits until the app is up."""
    address = _loopback(host)
    listener = socket.socket()
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((address, port))
        listener.listen(BACKLOG)
    except OSError as error:
        listener.close()
        reason = error.strerror or str(error)
        raise CannotServe(
            f"cannot listen on {host} port {port}: {reason}; choose another with --port (make: PORT=)"
        ) from None
    return listener


def _loopback(host: str) -> str:
    address = "127.0.0.1" if host == "localhost" else host
    try:
        if ipaddress.IPv4Address(address).is_loopback:
            return address
    except ValueError:
        pass  # a name, or IPv6: refused below like any other
    raise CannotServe(
        f"--host {host} would let other machines in, and sign-in is still to come; use 127.0.0.1 or localhost"
    )


def _run(database: str, listener: socket.socket, *, fill: bool) -> None:
    from web.app import create_app
    from web.service import library_of

    host, port = listener.getsockname()
    app = create_app({"DATABASE": database, "TRUSTED_HOSTS": ["localhost", "127.0.0.1", host]})
    with closing(library_of(app)) as library, _stopped_by_terminate():
        if fill:
            library.fill_with_sample()
        click.echo(f"Yiku is at http://{host}:{port}/ (Ctrl+C ends it)")
        _serve(app, listener)


def _serve(app: Any, listener: socket.socket) -> None:
    import waitress  # type: ignore[import-untyped]

    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # a request that waits for a thread is no fault
    waitress.serve(
        app,
        sockets=[listener],
        threads=THREADS,
        max_request_body_size=app.config["MAX_CONTENT_LENGTH"] * 2,  # the app itself refuses, with a page that says why
        ident="yiku",
        _quiet=True,
    )


@contextmanager
def _stopped_by_terminate() -> Iterator[None]:
    """Let a service manager's SIGTERM end the server as Ctrl+C does, so that the database is closed."""

    def stop(number: int, frame: object) -> NoReturn:
        raise SystemExit(0)

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
