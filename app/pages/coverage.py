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
from app.presenters.links import is_working, item_text, set_title
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


@router.get("/coverage/{framework_id}")
def coverage_page(request: Request, framework_id: str) -> Response:
    """One framework's elements by what reaches them."""
    definitions = definitions_of(request)
    framework = find_framework(definitions, framework_id)
    return render(request, "frameworks/coverage.html", coverage_context(definitions, framework))


@router.get("/crosswalks")
def crosswalks_page(request: Request) -> Response:
    """Every link, one by one."""
    definitions = definitions_of(request)
    crosswalks = [
        {
            "crosswalk": crosswalk,
            "origin": set_title(definitions, crosswalk.origin),
            "target": set_title(definitions, crosswalk.target),
            "edges": [
                {
                    "edge": edge,
                    "origin": item_text(definitions, crosswalk.origin, edge.origin),
                    "target": item_text(definitions, crosswalk.target, edge.target),
                    "origin_working": is_working(definitions, crosswalk.origin, edge.origin),
                    "target_working": is_working(definitions, crosswalk.target, edge.target),
                }
                for edge in crosswalk.edges
            ],
        }
        for crosswalk in definitions.crosswalks.values()
    ]
    return render(request, "frameworks/crosswalks.html", {"crosswalks": crosswalks})
