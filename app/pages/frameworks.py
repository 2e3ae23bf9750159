"""Public pages to browse each framework and item, and to see which questions speak to it."""

from contextlib import suppress
from datetime import datetime
from typing import Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from app.definitions import Definitions
from app.presenters.coverage import reach_context
from app.presenters.plan_needs import resources_for
from app.presenters.versions import missing_item, national_item, version_of
from app.rights import Right
from app.templating import render
from frameworks.model import Framework
from surveys.errors import NotFound

router = APIRouter(dependencies=[Depends(Right("public"))], include_in_schema=False)
PROVENANCE = {
    "published": "Published fact",
    "paraphrase": "In our own words",
    "working": "Working draft",
}


@router.get("/frameworks")
def frameworks_page(request: Request) -> Response:
    """Every framework, with its owner, edition and how much of it is a working draft."""
    frameworks = definitions_of(request).frameworks.values()
    return render(request, "frameworks/list.html", {"frameworks": [_summary(each) for each in frameworks]})


@router.get("/frameworks/{framework_id}")
def framework_page(request: Request, framework_id: str) -> Response:
    """One framework: where it comes from, and its items as a tree."""
    framework = find_framework(definitions_of(request), framework_id)
    context = {
        "framework": framework,
        "published": published_words(framework.published or ""),
        "tree": _tree(framework, None),
        "own_version": version_of(framework, definitions_of(request).frameworks),
    }
    return render(request, "frameworks/framework.html", context)


@router.get("/frameworks/{framework_id}/{code}")
def item_page(request: Request, framework_id: str, code: str) -> Response:
    """One item: its gist, provenance, and everything linked to it."""
    definitions = definitions_of(request)
    framework = find_framework(definitions, framework_id)
    item = framework.item(code)
    if item is None:
        raise NotFound(missing_item(framework, code))
    context = {
        "framework": framework,
        "item": item,
        "parent": framework.item(item.parent) if item.parent else None,
        "children": framework.children(code),
        "provenance": PROVENANCE,
        "read_in": framework.sources.get(item.source_key or ""),
        "resources": resources_for(definitions, framework_id, code),
        "own_version": version_of(framework, definitions.frameworks),
        "national": national_item(framework, code, definitions.frameworks),
        **reach_context(definitions, framework_id, code),
    }
    return render(request, "frameworks/item.html", context)


def definitions_of(request: Request) -> Definitions:
    """The definitions there are now; the same ones however often a request asks."""
    known: Definitions | None = getattr(request.state, "definitions", None)
    if known is None:
        known = request.state.definitions = request.app.state.definitions = request.app.state.current.get()
    return known


def find_framework(definitions: Definitions, framework_id: str) -> Framework:
    """The framework with this id. Raises NotFound."""
    framework = definitions.frameworks.get(framework_id)
    if framework is None:
        raise NotFound("There is no such framework. Choose one from the list of frameworks.")
    return framework


def _summary(framework: Framework) -> dict[str, Any]:
    working = sum(item.provenance == "working" for item in framework.items)
    return {"framework": framework, "items": len(framework.items), "working": working}


def _tree(framework: Framework, parent: str | None) -> list[dict[str, Any]]:
    return [{"item": item, "children": _tree(framework, item.code)} for item in framework.children(parent)]


def published_words(published: str) -> str:
    """A date as far as it is known, in words.

    >>> published_words("2023-11-30"), published_words("2023-11"), published_words("2023")
    ('30 November 2023', 'November 2023', '2023')
    """
    for known, words in (("%Y-%m-%d", "%-d %B %Y"), ("%Y-%m", "%B %Y")):
        with suppress(ValueError):
            return datetime.strptime(published, known).strftime(words)
    return published
