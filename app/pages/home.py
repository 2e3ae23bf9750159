"""The start page and the pages every page links to."""

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from app.rights import Right
from app.templating import render
from mapping import policy

router = APIRouter(dependencies=[Depends(Right("public"))], include_in_schema=False)


@router.get("/")
def home(request: Request) -> Response:
    """What this is, and where each kind of person starts."""
    return render(request, "home.html")


@router.get("/who-sees-what")
def who_sees_what(request: Request) -> Response:
    """Who can see which answers, in words anyone can check."""
    return render(request, "who_sees_what.html")


@router.get("/privacy")
def privacy(request: Request) -> Response:
    """The privacy notice."""
    return render(request, "privacy.html")


@router.get("/accessibility")
def accessibility(request: Request) -> Response:
    """The accessibility statement, with real known issues."""
    return render(request, "accessibility.html")


@router.get("/help")
def help_page(request: Request) -> Response:
    """Where to get help."""
    return render(request, "help.html")


@router.get("/hidden-figures")
def hidden_figures(request: Request) -> Response:
    """Why some figures read [c], and what to use instead."""
    return render(request, "hidden_figures.html", {"rules": policy})
