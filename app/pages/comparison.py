"""Public page to compare two frameworks side by side, and the same as a workbook."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response

from app.clock import london_day
from app.downloads import download
from app.pages.frameworks import definitions_of, find_framework
from app.presenters.comparison import beside, comparison_context, framework_options
from app.query import Takes
from app.rights import Right
from app.templating import render
from app.web import ClockIn
from frameworks.compare import compare
from reports.compared_editions import comparison_workbook

router = APIRouter(dependencies=[Depends(Right("public"))], include_in_schema=False)
Id = Annotated[str, Query(max_length=100)]
SAME = "Choose two different frameworks."
MISSING = "Choose the {which} framework."


@router.get("/frameworks/compare", dependencies=[Depends(Takes("earlier", "later", "show"))])
def compare_page(
    request: Request, earlier: Id | None = None, later: Id | None = None, show: Id = ""
) -> Response:
    """A form to choose two frameworks, and below it what differs between them."""
    frameworks = definitions_of(request).frameworks
    if earlier is None and later in frameworks:
        return _page(request, beside(frameworks[later], frameworks), later, show, {})
    problems = {} if earlier is None and later is None else _problems(earlier or "", later or "")
    return _page(request, earlier or "", later or "", show, problems)


@router.get("/frameworks/compare.xlsx", dependencies=[Depends(Takes("earlier", "later"))])
def compare_file(request: Request, clock: ClockIn, earlier: Id, later: Id) -> Response:
    """The comparison as a workbook, with the items that are the same too."""
    definitions = definitions_of(request)
    before, after = (find_framework(definitions, each) for each in (earlier, later))
    content = comparison_workbook(compare(before, after), before, after, made_on=london_day(clock()))
    return download(content, f"{before.id}-compared-with-{after.id}.xlsx")


def _page(request: Request, earlier: str, later: str, show: str, problems: dict[str, str]) -> Response:
    definitions = definitions_of(request)
    chosen = [find_framework(definitions, each) for each in (earlier, later) if each]
    context = {
        "earlier_options": framework_options(definitions.frameworks.values(), earlier),
        "later_options": framework_options(definitions.frameworks.values(), later),
        "problems": problems,
        "summary": [{"text": text, "href": f"#{field}"} for field, text in problems.items()],
    }
    if len(chosen) == 2 and not problems:
        comparison = compare(*chosen)
        context |= comparison_context(comparison, *chosen, everything=show == "all")
    return render(request, "frameworks/compare.html", context, status=422 if problems else 200)


def _problems(earlier: str, later: str) -> dict[str, str]:
    chosen = {"earlier": earlier, "later": later}
    missing = {name: MISSING.format(which=name) for name, value in chosen.items() if not value}
    if missing or earlier != later:
        return missing
    return {"later": SAME}
