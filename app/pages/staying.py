"""Staying signed in by one press of a button (UX-15)."""

from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse, Response

from app.rights import Right
from app.signins import cookie_name, seconds_left
from app.web import ClockIn, Db, SettingsIn

router = APIRouter(dependencies=[Depends(Right("public"))], include_in_schema=False)


@router.post("/stay")
def stay(request: Request, session: Db, clock: ClockIn, settings: SettingsIn) -> Response:
    """In how many seconds the session ends if nothing more is sent; 0 for somebody who is not signed in.

    Asking is using: finding out who asks has noted that the session is in use.
    """
    token = request.cookies.get(cookie_name(settings))
    return JSONResponse({"seconds": seconds_left(session, token, now=clock(), settings=settings)})
