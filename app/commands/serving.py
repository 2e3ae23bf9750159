"""`serve` and `demo`: running the service."""

import socket
import threading
import time
from typing import Annotated

import typer
import uvicorn

from app.backups.guarding import check_sound
from app.clock import utc_now
from app.commands.context import REFUSED, read_settings, ready_database, refusals, say
from app.demo import prepare_demo, sample_settings
from app.first_run import ensure_first_admin
from app.main import create_app
from app.sample import SAMPLE
from app.settings import Settings

Host = Annotated[str | None, typer.Option(help="Address to listen on; PRECEPTMAP_HOST otherwise.")]
Port = Annotated[int | None, typer.Option(help="Port to listen on; PORT otherwise.")]


def serve(host: Host = None, port: Port = None) -> None:
    """Serve a database of real answers. The first start prints a set-up code for the administrator."""
    with refusals():
        settings = _with(read_settings(), host, port)
        check_sound(settings)
        with ready_database(settings) as database, database.writing() as session:
            code = ensure_first_admin(session, settings=settings, now=utc_now())
    lines = [f"preceptmap answers at {settings.base_url}"]
    if code:
        lines += [
            "There is no account yet. Set up the first administrator (user name: admin)",
            f"  at {settings.base_url}/setup with this one-time code: {code}",
        ]
    _run(settings, lines)


def demo(
    host: Host = None,
    port: Port = None,
    no_serve: Annotated[bool, typer.Option("--no-serve", help="Only make the sample survey.")] = False,
) -> None:
    """Make a synthetic sample survey, once, and serve it."""
    with refusals():
        settings = sample_settings(_with(read_settings(), host, port))
        with ready_database(settings, holds=SAMPLE) as database:
            lines = prepare_demo(database, settings, say=say)
    if no_serve:
        print("\n".join(lines))
        return
    _run(settings, lines)


def _with(settings: Settings, host: str | None, port: int | None) -> Settings:
    changes = {name: value for name, value in (("host", host), ("port", port)) if value is not None}
    return settings.model_copy(update=changes)


def _run(settings: Settings, lines: list[str]) -> None:
    """Serve until stopped; print `lines` once the service answers."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError:
            say(f"Port {settings.port} is in use. Choose another, such as PORT={settings.port + 80}.")
            raise typer.Exit(REFUSED) from None
    config = uvicorn.Config(
        create_app(settings),
        host=settings.host,
        port=settings.port,
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=10,
    )
    server = uvicorn.Server(config)
    threading.Thread(target=_announce, args=(server, lines), daemon=True).start()
    server.run()


def _announce(server: uvicorn.Server, lines: list[str]) -> None:
    while not server.started:
        time.sleep(0.05)
    print("\n".join(["", *lines, "", "Press Ctrl-C to stop."]), flush=True)
