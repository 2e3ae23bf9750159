"""Who may use a route. Every route declares one right; a test walks them all (SEC-01)."""

from typing import Literal

from fastapi import Request

from app.signins import Actor
from app.web import NeedsSignIn, get_actor
from surveys.errors import NotAllowed

Role = Literal["public", "respondent", "preceptee", "preceptor", "staff", "lead", "steering", "admin"]

WHO = {
    "respondent": "people who are answering",
    "preceptee": "preceptees",
    "preceptor": "preceptors",
    "staff": "people with an account",
    "lead": "organisation leads",
    "steering": "the steering group",
    "admin": "administrators",
}


class Right:
    """A dependency that lets only one kind of person through."""

    def __init__(self, role: Role) -> None:
        self.role = role

    def __call__(self, request: Request) -> None:
        """Raise NeedsSignIn for a visitor and NotAllowed for anyone else without the right."""
        check_can_use(get_actor(request), role=self.role)


def can_use(actor: Actor, *, role: Role) -> bool:
    """True when this person may use routes of this right."""
    if role == "public":
        return True
    if role == "respondent":
        return actor.role == "respondent"
    if role in {"preceptee", "preceptor"}:
        return actor.role == "respondent" and actor.audience == role
    if role == "staff":
        return actor.is_staff
    return actor.is_staff and actor.role == role


def check_can_use(actor: Actor, *, role: Role) -> None:
    """Raise NeedsSignIn or NotAllowed unless `can_use`."""
    if can_use(actor, role=role):
        return
    if actor.role == "visitor":
        raise NeedsSignIn(role)
    raise NotAllowed(f"This page is for {WHO[role]}. You are signed in as somebody else.")
