"""What a page says before a session ends for want of use (UX-15), for the script that says it."""

from typing import Any

from app.settings import Settings
from app.signins import Actor, idle_seconds
from frameworks.language import say

LONGEST_WARNING = 300
"""Seconds before the end at which a person is warned; a third of the time where that is less."""


def idle_context(actor: Actor, settings: Settings) -> dict[str, Any] | None:
    """After how many seconds this person is signed out, when they are warned, and the words; None for a visitor."""
    seconds = idle_seconds(actor, settings)
    if not seconds:
        return None
    return {"seconds": seconds, "warning": min(LONGEST_WARNING, seconds // 3), "words": idle_words()}


def idle_words() -> dict[str, str]:
    """Words by what happens: `soon` (with `{time}`), `stayed`, `ended` and `offline`."""
    return {
        "soon": say(
            "You will be signed out at {time}, because nothing was sent for a while. What is saved is kept."
        ),
        "stayed": say("You are still signed in."),
        "ended": say(
            "You have been signed out. What is saved is kept. What you typed since is still on this page: "
            "copy it before you leave."
        ),
        "offline": say("There is no connection. Try again."),
    }
