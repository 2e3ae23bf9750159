"""What the API answers when it refuses, as its description tells it."""

from typing import Any

from frameworks.model import Frozen


class Refusal(Frozen):
    """Why there is no answer: `error` in a few words, `message` with how to put it right."""

    error: str
    message: str
    problems: dict[str, str] | None = None
    """What is wrong with each parameter, where that is the trouble."""


def refusals(**reasons: str) -> dict[int | str, dict[str, Any]]:
    """The refusals of a route for its description, such as `refusals(_404="There is none")`."""
    described = {int(code[1:]): reason for code, reason in reasons.items()}
    return {
        **{code: {"model": Refusal, "description": reason} for code, reason in described.items()},
        "default": {"model": Refusal, "description": "Any other refusal: too busy, or a fault of ours."},
    }
