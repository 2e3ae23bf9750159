"""Where a published figure comes from, what rule was applied to it, and what to use where it is not shown."""

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from app.pages.dashboard import ChosenIn, ReleaseIn
from app.pages.frameworks import definitions_of
from app.presenters.explain import explainer_of, row_name, worked
from app.query import Takes
from app.rights import Right
from app.templating import render
from surveys.errors import NotFound

router = APIRouter(
    prefix="/dashboard/explain",
    dependencies=[Depends(Right("steering")), Depends(Takes("release"))],
    include_in_schema=False,
)


@router.get("/{table_id}")
def explain_table(request: Request, release: ReleaseIn, chosen: ChosenIn, table_id: str) -> Response:
    """How the figures of a table are worked out, and each of its rows to explain."""
    assert chosen is not None, "a release was found, so one was chosen"
    explainer = explainer_of(release, definitions_of(request))
    places = explainer.rows(table_id)
    table = places[0].table
    context = explainer.table_context(chosen, table) | {
        "worked": worked(places[0]),
        "rows": [(place.number, row_name(table, place.row)) for place in places],
    }
    return render(request, "dashboard/explain_table.html", context)


@router.get("/{table_id}/{number}")
def explain_row(
    request: Request, release: ReleaseIn, chosen: ChosenIn, table_id: str, number: str
) -> Response:
    """One row: wording, links, formulas, who is counted, and the rule applied to each figure."""
    if not number.isascii() or not number.isdigit() or number.startswith("0") or len(number) > 6:
        raise NotFound("There is no such row in this table.")
    assert chosen is not None, "a release was found, so one was chosen"
    context = explainer_of(release, definitions_of(request)).row_context(chosen, table_id, int(number))
    return render(request, "dashboard/explain.html", context)
