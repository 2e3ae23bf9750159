"""The dashboard: who sees it, that it takes no filters, and that every reader gets the same figure."""

import csv
import io
import re

import html5lib
import pytest

from app.national import REPORTS, all_charts, all_tables
from app.releases import load_release
from mapping.figures import Release
from reports.csv import plain_number
from reports.table import Table
from tests.app.steering import has_release
from tests.app.test_respondent_journey import started
from tests.people import Browser, Service
from tests.reports.books import check_cells, table_sheets

XHTML = "{http://www.w3.org/1999/xhtml}"
PATHS = ("/dashboard", "/dashboard/need", "/dashboard/national.xlsx", "/dashboard/tables/need-by-area.csv")
PATHS += ("/dashboard/charts/need-by-area.json",)


def stored(service: Service, number: int) -> Release:
    with service.database.reading() as session:
        return load_release(session, number)


def tables_of(page: str) -> dict[str, list[list[str]]]:
    """The texts of each table's body by its title, without the words meant for listeners."""
    found = {}
    for table in html5lib.parse(page).iter(f"{XHTML}table"):
        caption = table.find(f"{XHTML}caption")
        rows = [[seen(cell) for cell in row] for row in table.find(f"{XHTML}tbody")]
        found[seen(caption)] = rows
    return found


def seen(element: object) -> str:
    text = element.text or ""  # type: ignore[attr-defined]
    for child in element:  # type: ignore[attr-defined]
        text += child.tail or ""
    return str(text).strip()


def texts(table: Table) -> list[list[str]]:
    return [[entry if isinstance(entry, str) else entry.text for entry in row] for row in table.rows]


@pytest.mark.parametrize("path", PATHS)
def test_sec_06_only_the_steering_group_gets_in(service: Service, path: str) -> None:
    respondent, _ = started(service)
    has_release(service, people=60)
    assert service.browser().get(path).headers["location"].startswith("/sign-in")
    for browser in (
        respondent,
        service.signed_in("lee", role="lead", organisation="T02"),
        service.signed_in("ada", role="admin"),
    ):
        assert browser.get(path).status_code == 403
    assert service.signed_in("cat", role="steering").get(path).status_code == 200


def test_a_waiting_release_is_on_no_page(service: Service) -> None:
    number = has_release(service, people=60, approved=False)
    browser = service.signed_in("cat", role="steering")
    assert "No release has been approved yet" in browser.get("/dashboard").text
    for path in PATHS[1:]:
        assert browser.get(path).status_code == 404
    assert browser.get(f"/dashboard?release={number}").status_code == 422
    assert browser.get("/api/v1/releases/latest").status_code == 404


@pytest.mark.parametrize(
    "query",
    [
        "region=Y56",
        "release=99",
        "release=",
        "release=1&release=1",
        "release=1&organisation=T01",
        "release[]=1",
        "release=01",
        "release=%001",
    ],
)
def test_sdc_01_anything_but_the_number_of_an_approved_release_is_refused(
    service: Service, query: str
) -> None:
    has_release(service, people=60)
    browser = service.signed_in("cat", role="steering")
    for path in PATHS:
        assert browser.get(f"{path}?{query}").status_code == 422, path
    for path in ("/dashboard/nothing", "/dashboard/tables/nothing.csv", "/dashboard/charts/nothing.json"):
        assert browser.get(path).status_code == 404


def test_an_earlier_release_stays_as_it_was(service: Service) -> None:
    first = has_release(service, people=60)
    browser = service.signed_in("cat", role="steering")
    before = browser.get(f"/dashboard/need?release={first}").content
    service.closes(1)
    second = has_release(service, people=70)
    assert f"release {second}" in browser.get("/dashboard").text
    assert browser.get(f"/dashboard/need?release={first}").content == before


def test_every_page_and_file_is_the_same_bytes_each_time(service: Service) -> None:
    has_release(service, people=60)
    browser = service.signed_in("cat", role="steering")
    first = {path: browser.get(path).content for path in PATHS}
    service.clock.move(minutes=20)  # type: ignore[attr-defined]
    service.app.state.shelf.__init__()
    assert {path: browser.get(path).content for path in PATHS} == first


def test_sdc_08_page_csv_workbook_and_chart_show_the_same_figure(service: Service) -> None:
    number = has_release(service)
    release = stored(service, number)
    tables = all_tables(release, service.app.state.definitions)
    browser = service.signed_in("cat", role="steering")
    assert any(cell.text == "[c]" for table in tables for cell in table.cells())
    assert any(cell.shown for table in tables for cell in table.cells())
    _check_pages(browser, tables)
    for table in tables:
        _check_csv(browser, table)
    book = browser.get("/dashboard/national.xlsx").content
    for table, sheet in table_sheets(book, tuple(tables)):
        check_cells(table, sheet)
    _check_charts(browser, release, service)


def _check_pages(browser: Browser, tables: list[Table]) -> None:
    found: dict[str, list[list[str]]] = {}
    for report in REPORTS:
        page = browser.get(f"/dashboard/{report}").text
        found |= tables_of(page)
        if "[c]" in page:
            assert "not shown: too few people" in page
            assert 'href="/hidden-figures"' in page
    assert len(found) == len(tables)
    for table in tables:
        assert found[table.title] == [[text.strip() for text in row] for row in texts(table)], table.id


def _check_csv(browser: Browser, table: Table) -> None:
    answer = browser.get(f"/dashboard/tables/{table.id}.csv")
    assert answer.headers["content-disposition"].startswith(f'attachment; filename="preceptmap-{table.id}-')
    header, *rows = csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline=""))
    assert header == [column.key for column in table.columns]
    assert rows == [
        [entry if isinstance(entry, str) else plain_number(entry.value, entry.text) for entry in row]
        for row in table.rows
    ]


def _check_charts(browser: Browser, release: Release, service: Service) -> None:
    shown = {
        cell.value: cell.text
        for table in all_tables(release, service.app.state.definitions)
        for cell in table.cells()
        if cell.shown and cell.text.endswith("%")
    }
    charts = all_charts(release, service.app.state.definitions)
    assert len({chart.id for chart in charts}) == len(charts) > 10
    for chart in charts:
        figure = browser.get(f"/dashboard/charts/{chart.id}.json").json()
        assert figure == chart.figure
        assert figure["layout"]["xaxis"]["range"] == [0, 100]
        for trace in figure["data"]:
            assert None not in trace["x"]
            assert all(value in shown for value in trace["x"])
            if trace["text"] and trace["text"][0].endswith("%"):
                assert trace["text"] == [shown[value] for value in trace["x"]]


def test_sdc_09_a_hidden_figure_is_in_no_chart(service: Service) -> None:
    number = has_release(service)
    for chart in all_charts(stored(service, number), service.app.state.definitions):
        assert "[c]" not in str(chart.figure)
        for trace in chart.figure["data"]:
            assert len(trace["x"]) == len(trace["y"])


def test_ux_21_each_chart_has_its_sentence_table_and_file(service: Service) -> None:
    has_release(service)
    browser = service.signed_in("cat", role="steering")
    for report in REPORTS:
        page = browser.get(f"/dashboard/{report}").text
        for address in re.findall(r'data-chart="([^"]+)"', page):
            assert browser.get(address).status_code == 200
        assert len(re.findall(r'role="img" aria-label="Chart\. \S', page)) == page.count("data-chart=")
        files = re.findall(r'href="(/dashboard/tables/[^"]+)"', page)
        assert len(files) == page.count("<table")


def test_ux_31_the_workbook_is_two_clicks_away(service: Service) -> None:
    has_release(service, people=60)
    browser = service.signed_in("cat", role="steering")
    assert "/dashboard/national.xlsx" in browser.get("/steering").text
    answer = browser.get("/dashboard/national.xlsx")
    assert answer.headers["content-type"].endswith("spreadsheetml.sheet")
    assert answer.headers["content-disposition"] == (
        'attachment; filename="preceptmap-national-release-1.xlsx"'
    )
