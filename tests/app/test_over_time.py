"""The dashboard's page of a series over time, its chart, CSV and sheet: approved releases only."""

import io
import random

from openpyxl import load_workbook
from sqlmodel import Session, select

from app.making import make_release
from app.releases import approve_release
from surveys.tables import FactAnswer, Response
from tests.answers import has_answers, has_places
from tests.app.steering import ANN, BEN
from tests.app.test_year import has_moment
from tests.app.unattacked import unattacked
from tests.people import Service


def has_approved(service: Service, point: int, *, approved: bool = True) -> int:
    """A release of a time point; its number."""
    number = make_release(
        service.database,
        time_point=point,
        by=ANN,
        now=service.clock(),
        definitions=service.app.state.definitions,
        code_version="test",
        protect=unattacked,
    )
    if approved:
        with service.database.writing() as session:
            approve_release(session, number=number, revision=1, by=BEN, now=service.clock())
    return number


def has_a_year(service: Service, *, approved: bool = True) -> tuple[int, int]:
    """Releases of a start and of 3 months, when 60 of 90 people came back."""
    has_places(service)
    start = service.has_open_time_point()
    has_answers(service, start, people=90)
    point = has_moment(service, 3)
    has_answers(service, point, people=60, seed=3)
    with service.database.writing() as session:
        _link(session, start, point)
    return has_approved(service, start), has_approved(service, point, approved=approved)


def _link(session: Session, start: int, point: int) -> None:
    first = session.exec(select(Response).where(Response.time_point == start)).all()
    later = session.exec(select(Response).where(Response.time_point == point)).all()
    dice = random.Random(1)
    for before, after in zip(first, later, strict=False):
        after.respondent = before.respondent
        session.add(after)
        value = dice.choice(("gone", "gone", "same", "new"))
        session.add(FactAnswer(response=after.id, question="change:N01", value=value))


def test_all_who_answered_and_those_who_answered_both_are_told_apart(service: Service) -> None:
    _, later = has_a_year(service)
    ann = service.signed_in(ANN, role="steering")
    assert f"/dashboard/over-time?release={later}" in ann.get("/dashboard").text
    page = ann.get(f"/dashboard/over-time?release={later}").text
    assert "Preceptees: need over time, all who answered" in page
    assert "what became of needs, only people who answered both times" in page
    assert page.count("<h1") == 1
    chart = ann.get(f"/dashboard/over-time/charts/need-over-time.json?release={later}").json()
    assert [trace["name"] for trace in chart["data"] if trace["mode"] == "markers"] == ["Start", "3 months"]


def test_sdc_08_page_csv_and_workbook_print_the_same_cells(service: Service) -> None:
    _, later = has_a_year(service)
    ann = service.signed_in(ANN, role="steering")
    page = ann.get(f"/dashboard/over-time?release={later}").text
    at = f"?release={later}"
    trend = ann.get(f"/dashboard/over-time/tables/need-over-time.csv{at}").text.splitlines()
    assert trend[0].lstrip("\ufeff").split(",")[-3:] == ["need_share_0", "need_share_3", "comparable"]
    change = ann.get(f"/dashboard/over-time/tables/need-change.csv{at}").text
    row = next(line for line in change.splitlines() if ",N01," in line)
    share = row.split(",N01,")[1].split(",")[1]
    assert f"{share}%" in page
    book = load_workbook(io.BytesIO(ann.get(f"/dashboard/national.xlsx{at}").content))
    titles = [sheet.title for sheet in book.worksheets]
    assert {"Need over time", "Need change", "Need change by region"} <= set(titles)
    cells = [cell.value for line in book["Need over time"].iter_rows() for cell in line]
    assert {"Start", "3 months", "Comparable"} <= set(cells)


def test_only_approved_releases_up_to_the_chosen_one_are_read(service: Service) -> None:
    first, later = has_a_year(service, approved=False)
    ann = service.signed_in(ANN, role="steering")
    assert ann.get(f"/dashboard/over-time?release={first}").status_code == 404
    assert ann.get(f"/dashboard/over-time?release={later}").status_code == 422
    assert "/dashboard/over-time" not in ann.get("/dashboard").text
    with service.database.writing() as session:
        approve_release(session, number=later, revision=1, by=BEN, now=service.clock())
    assert ann.get(f"/dashboard/over-time?release={later}").status_code == 200
    assert ann.get(f"/dashboard/over-time?release={first}").status_code == 404
    assert ann.get(f"/dashboard/over-time?release={later}&region=Y56").status_code == 422
