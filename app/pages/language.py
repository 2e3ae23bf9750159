"""Choosing the language of pages. The choice is kept in the browser, and nowhere else."""

from urllib.parse import urlsplit

from fastapi import APIRouter, Depends
from fastapi.responses import RedirectResponse, Response

from app.languages import ONE_YEAR, known_language, language_cookie
from app.pages.account import local_path
from app.rights import Right
from app.web import FormIn, SettingsIn
from surveys.errors import Invalid

router = APIRouter(dependencies=[Depends(Right("public"))], include_in_schema=False)


@router.post("/language")
def choose_language(form: FormIn, settings: SettingsIn) -> Response:
    """Remember the language and go back to the page that was being read."""
    language = known_language(form.one("language"))
    if language is None:
        raise Invalid({"language": "Choose one of the languages shown."})
    page = RedirectResponse(_back(form.one("page")), 303)
    page.set_cookie(
        language_cookie(settings),
        language,
        max_age=ONE_YEAR,
        path="/",
        secure=settings.secure,
        httponly=True,
        samesite="lax",
    )
    return page


def _back(address: str) -> str:
    """The page this was sent from, with what followed its question mark; else the home page."""
    path, query = local_path(address), urlsplit(address).query
    return f"{path}?{query}" if path and query else path or "/"
