"""An unexpected fault is answered inside the guard, so that its page carries the policy and the headers too."""

from collections.abc import Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.security import BodyTooLarge


class Faults:
    """Answers with the app's page for faults (SEC-15, SEC-46), then lets the fault go on to the server's log."""

    def __init__(self, app: ASGIApp, *, answer: Callable[[Request, Exception], Any]) -> None:
        self.app = app
        self.answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on; answer when nothing else did. A body that was cut off is the guard's to refuse."""
        started = False

        async def watching_send(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self.app(scope, receive, watching_send)
        except BodyTooLarge:
            raise
        except Exception as error:
            if scope["type"] == "http" and not started:
                response: Response = self.answer(Request(scope), error)
                await response(scope, receive, send)
            raise
