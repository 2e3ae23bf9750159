"""How long a release takes to read: pages of the dashboard and the national workbook."""

import io
from copy import copy
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell, WriteOnlyCell

from app.clock import utc_now
from app.main import create_app
from app.national import REPORTS, national_workbook
from app.releases import load_release
from app.settings import Settings
from surveys.database import open_database
from tests.bench.measure import Seconds, timed
from tests.bench.questions import bench_definitions
from tests.people import Browser, Service

Look = dict[str, Any]
LOOKS = ("font", "fill", "border", "alignment", "number_format")
WARM = 5
"""Requests of each page whose mean is one repeat."""


def time_pages(url: str, folder: Path) -> Seconds:
    """Every page of the dashboard: the first time in this process, and again."""
    seconds: Seconds = {}
    browser = _steering(url, folder)
    paths = ["/dashboard", *(f"/dashboard/{report}" for report in REPORTS)]
    with timed(seconds, "first"):
        _read(browser, paths[0])
    for _ in range(WARM):
        for path in paths:
            with timed(seconds, "page"):
                _read(browser, path)
    seconds["page"] /= WARM * len(paths)
    return seconds


def time_workbook(url: str) -> Seconds:
    """The national workbook, and openpyxl alone writing the same cells: as bare values, and as they look."""
    definitions, database, seconds = bench_definitions(), open_database(url), {}
    with database.reading() as session:
        release = load_release(session, 1)
    database.close()
    national_workbook(release, definitions)  # reports are made once a release, not once a file
    with timed(seconds, "ours"):
        content = national_workbook(release, definitions)
    sheets = [
        (sheet.title, list(sheet.iter_rows(values_only=True)))
        for sheet in load_workbook(io.BytesIO(content), read_only=True)
    ]
    with timed(seconds, "openpyxl"):
        _write_plainly(sheets)
    styled = _with_looks(load_workbook(io.BytesIO(content)))
    with timed(seconds, "styled"):
        _write_styled(styled)
    return seconds


def _with_looks(book: Workbook) -> list[tuple[str, list[list[tuple[object, Look]]]]]:
    """Each sheet's cells with what gives them their look, each look made once."""
    looks: dict[tuple[int, ...], Look] = {}

    def look_of(cell: Cell) -> Look:
        if not cell.has_style:
            return {}
        key = tuple(cell._style)
        if key not in looks:
            looks[key] = {name: copy(getattr(cell, name)) for name in LOOKS}
        return looks[key]

    return [
        (sheet.title, [[(cell.value, look_of(cell)) for cell in row] for row in sheet.iter_rows()])
        for sheet in book.worksheets
    ]


def _write_styled(sheets: list[tuple[str, list[list[tuple[object, Look]]]]]) -> None:
    """As openpyxl's own manual does it: one cell at a time, each given its look."""
    book = Workbook(write_only=True)
    for title, rows in sheets:
        sheet = book.create_sheet(title)
        for row in rows:
            cells = []
            for value, look in row:
                cell = WriteOnlyCell(sheet, value=value)
                for name, of in look.items():
                    setattr(cell, name, of)
                cells.append(cell)
            sheet.append(cells)
    book.save(io.BytesIO())


def _write_plainly(sheets: list[tuple[str, list[tuple[object, ...]]]]) -> None:
    book = Workbook(write_only=True)
    for title, rows in sheets:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(io.BytesIO())


def _steering(url: str, folder: Path) -> Browser:
    settings = Settings(data=folder, database_url=url, secret="a key for the bench, long enough for it")
    app = create_app(settings)
    app.state.definitions = bench_definitions()
    service = Service(app, settings=settings, clock=utc_now)
    return service.signed_in(f"reader-{utc_now().timestamp()}@example.org", role="steering")


def _read(browser: Browser, path: str) -> None:
    answer = browser.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
