"""Public coverage pages: elements by items, with what nothing reaches; and every crosswalk edge."""

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from app.pages.frameworks import definitions_of, find_framework
from app.presenters.coverage import (
    coverage_context,
    mapped_frameworks,
    unmapped_frameworks,
    unreaching_items,
)
from app.presenters.crosswalks import FILTERS, crosswalks_context
from app.query import Takes
from app.rights import Right
from app.templating import render

router = APIRouter(dependencies=[Depends(Right("public"))], include_in_schema=False)


@router.get("/coverage")
def coverage_list(request: Request) -> Response:
    """Each framework that something is mapped to, with how much of it is reached."""
    definitions = definitions_of(request)
    context = {
        "frameworks": [
            coverage_context(definitions, framework) for framework in mapped_frameworks(definitions)
        ],
        "unmapped": unmapped_frameworks(definitions),
        "unreaching": unreaching_items(definitions),
    }
    return render(request, "frameworks/coverage_list.html", context)


@router.get("/coverage/{framework_id}", dependencies=[Depends(Takes("inferred"))])
def coverage_page(request: Request, framework_id: str) -> Response:
    """One framework's elements by what reaches them; with `inferred=yes` also by links through constructs."""
    definitions = definitions_of(request)
    framework = find_framework(definitions, framework_id)
    with_inferred = request.query_params.get("inferred") == "yes"
    context = coverage_context(definitions, framework, with_inferred=with_inferred)
    return render(request, "frameworks/coverage.html", context)


@router.get("/crosswalks", dependencies=[Depends(Takes(*FILTERS))])
def crosswalks_page(request: Request) -> Response:
    """Every link of the current editions, or those chosen, one by one."""
    chosen = {name: request.query_params.get(name, "") for name in FILTERS}
    context = crosswalks_context(definitions_of(request), chosen)
    return render(request, "frameworks/crosswalks.html", context)
