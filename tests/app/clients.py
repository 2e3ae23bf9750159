"""Clients that answer over real connections, keep a history of what was acknowledged, and never give up."""

import http.client
import random
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlencode

from tests.app.respondents import ABOUT_YOU

DONE = {200, 303}
PAUSE = 0.01


@dataclass
class History:
    """What clients sent and were told. A journey's number stands for everything one person did.

    `told` are the steps that were acknowledged, `repeats` counts the posts whose outcome nobody knew and that
    were sent again with the same key, `surprises` are answers that no client may get.
    """

    told: list[tuple[str, str]] = field(default_factory=list)
    repeats: int = 0
    surprises: list[str] = field(default_factory=list)

    def journeys(self, step: str) -> list[str]:
        """Whose `step` was acknowledged."""
        return [journey for journey, each in self.told if each == step]


class Client(threading.Thread):
    """People who start, answer and submit, one after another, until told to stop."""

    def __init__(
        self, port: int, section: str, codes: Iterator[str], history: History, stop: threading.Event
    ) -> None:
        super().__init__(daemon=True)
        self.port, self.section, self.codes, self.history, self.stop = port, section, codes, history, stop
        self.cookie = ""

    def run(self) -> None:
        """Begin another journey until it is time to stop; a journey that was begun is finished."""
        while not self.stop.is_set():
            code = next(self.codes, None)
            if code is None:
                return
            self.cookie = ""
            self.journey(code)

    def journey(self, code: str) -> None:
        """One person, from the invitation to the end. The number of the journey is their code."""
        self.send(code, "join", "/join/start", {"code": code})
        self.send(code, "about", "/my/section/about-you", {"revision": "0", **ABOUT_YOU})
        answers = {"revision": "0", "N01-importance": "5", "N01-confidence": "2", "N01-note": f"of {code}"}
        self.send(code, "save", f"/my/section/{self.section}", answers)
        self.send(code, "submit", "/my/submit", {})

    def send(self, journey: str, step: str, path: str, fields: dict[str, str]) -> None:
        """Post one form with one key, again and again until somebody answers."""
        form = urlencode(fields | {"once": f"{random.getrandbits(96):024x}"})
        while True:
            try:
                status = self.post(path, form)
            except ConnectionRefusedError:  # nobody is there, so nothing was sent
                time.sleep(PAUSE)
                continue
            except (OSError, http.client.HTTPException):
                self.history.repeats += 1
                continue
            if status in DONE:
                self.history.told.append((journey, step))
            else:
                self.history.surprises.append(f"{step}: {status}")
            return

    def post(self, path: str, form: str) -> int:
        """One request on a connection of its own; its status, once the whole answer is here."""
        here = f"http://127.0.0.1:{self.port}"
        headers = {"Origin": here, "Content-Type": "application/x-www-form-urlencoded", "Cookie": self.cookie}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request("POST", path, form, headers)
            answer = connection.getresponse()
            answer.read()
        finally:
            connection.close()
        if cookie := answer.headers.get("Set-Cookie"):
            self.cookie = cookie.split(";")[0]
        return answer.status
