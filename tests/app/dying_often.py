"""A service that is killed over and over: a process that has everything loaded, and forks one that serves.

Run as `python -m tests.app.dying_often ADDRESS DATA`. It reads one line at a time and answers with one:
`serve PORT` starts a server and says its number; `migrate N` brings the database up to date in a process that is
killed at its Nth statement, and says how it ended.
"""

import os
import signal
import socket
import sys
from pathlib import Path
from typing import Any

import uvicorn
from fastapi import FastAPI
from sqlalchemy import event

from app.main import create_app
from app.migrate import upgrade
from app.settings import Settings
from surveys.database import open_database

SECRET = "a key for tests that is long enough"


def load(address: str, data: str) -> FastAPI:
    """The whole service, before it is asked for anything; nobody holds a connection that a fork would share."""
    app = create_app(Settings(data=Path(data), database_url=address, secret=SECRET))
    app.state.database.close()
    return app


def serve(app: FastAPI, port: int) -> None:
    """Serve until killed, on a port that is taken at once so that clients wait and are not refused."""
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(("127.0.0.1", port))
    listener.listen(64)
    config = uvicorn.Config(app, log_level="critical", access_log=False, lifespan="off")
    uvicorn.Server(config).run(sockets=[listener])


def migrate(address: str, statement: int) -> None:
    """Upgrade and be killed just before the statement with this number, from 1."""
    database = open_database(address)
    seen = 0

    def count(*_: Any) -> None:
        nonlocal seen
        seen += 1
        if seen == statement:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(database.engine, "before_cursor_execute", count)
    event.listen(database.engine, "commit", count)
    upgrade(database)


def fork(act: Any, *options: Any) -> int:
    """Do something in a process of its own; its number."""
    process = os.fork()
    if process == 0:
        try:
            act(*options)
            os._exit(0)
        except BaseException as error:
            print(error, file=sys.stderr, flush=True)
            os._exit(1)
    return process


def main(address: str, data: str) -> None:
    """Do what each line asks."""
    app: FastAPI | None = None
    print("ready", flush=True)
    for line in sys.stdin:
        word, number = line.split()
        if word == "serve":
            app = app or load(address, data)
            print(fork(serve, app, int(number)), flush=True)
        elif word == "kill":
            os.kill(int(number), signal.SIGKILL)
            os.waitpid(int(number), 0)
            print("killed", flush=True)
        else:
            _, status = os.waitpid(fork(migrate, address, int(number)), 0)
            print(
                "killed" if os.WIFSIGNALED(status) else f"ended {os.waitstatus_to_exitcode(status)}",
                flush=True,
            )


if __name__ == "__main__":
    main(*sys.argv[1:])
