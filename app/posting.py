"""What every form that changes something does: carried out once, then on to a page to read."""

from collections.abc import Callable

from fastapi.responses import RedirectResponse, Response
from sqlmodel import Session

from app.once import carry_out_once
from app.signins import Actor
from app.web import Form


def carry_out(session: Session, form: Form, actor: Actor, act: Callable[[], str]) -> Response:
    """Run `act`, which returns where to go next, unless this form was carried out before; then go there."""
    return RedirectResponse(
        carry_out_once(session, key=form.once, owner=actor.account or "", act=act), status_code=303
    )
