"""Is the process alive, and can it serve: for machines, with no detail to strangers (OPS-02)."""

from fastapi import APIRouter, Depends, Request
from fastapi.responses import PlainTextResponse
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from app.migrate import is_current
from app.rights import Right
from app.web import get_database

router = APIRouter(dependencies=[Depends(Right("public"))], include_in_schema=False)


@router.get("/health/live")
def live() -> PlainTextResponse:
    """The process answers."""
    return PlainTextResponse("live\n")


@router.get("/health/ready")
def ready(request: Request) -> PlainTextResponse:
    """The database answers and has the schema this code was written for."""
    database = get_database(request)
    try:
        with database.writing() as session:
            session.execute(text("SELECT 1"))
        current = is_current(database)
    except SQLAlchemyError:
        current = False
    return PlainTextResponse("ready\n") if current else PlainTextResponse("not ready\n", 503)
