"""A trend among all who answered stops at a break; change among those who answered both is another table."""

import io
from datetime import date

from openpyxl import load_workbook

from mapping.cell import Cell, not_applicable, not_available
from reports.csv import table_csv
from reports.over_time import Point, change_by_area, change_by_region, need_over_time, over_time_chart
from reports.workbook import Book, build_workbook
from surveys.instrument import Instrument
from surveys.load import load_instruments
from tests.reports.data import sample_release

START, LATER = sample_release(seed=7), sample_release(seed=8).model_copy(update={"number": 2})
ASKED = load_instruments()["preceptee-2026"]
BREAKS = {"N01": (3,), "N02": ()}


def points(*, later: Instrument = ASKED) -> list[Point]:
    return [Point(0, START, ASKED), Point(3, LATER, later)]


def share(release: int, item: str) -> Cell:
    part = (START, LATER)[release].part("preceptee", "nation", "all")
    assert part is not None
    return next(one.need_share for one in part.items if one.item == item)


def test_each_area_has_its_share_at_each_moment_from_all_who_answered() -> None:
    table = need_over_time(points(), BREAKS)
    assert [column.title for column in table.columns] == [
        "Need area",
        "Item",
        "Start",
        "3 months",
        "Comparable",
    ]
    row = next(row for row in table.rows if row[1] == "N02")
    assert row[2:] == (share(0, "N02"), share(1, "N02"), "Yes")
    assert "all who answered" in table.title
    assert "not all the same people" in table.notes[0]


def test_a_break_stands_in_table_and_notes_and_no_line_crosses_it() -> None:
    table = need_over_time(points(), BREAKS)
    row = next(row for row in table.rows if row[1] == "N01")
    assert row[-1] == "[b] asked differently since 3 months"
    assert any(note.startswith("[b]") for note in table.notes)
    data = over_time_chart(table, points(), BREAKS).figure["data"]
    name = str(row[0])
    lines, marks = data[0], data[-1]
    assert not any(label and label.replace("<br>", " ") == name for label in lines["y"])
    assert marks["text"] == ["  [b]"]
    assert marks["x"] == [share(1, "N01").value]
    assert [trace["name"] for trace in data if trace["mode"] == "markers"] == ["Start", "3 months"]


def test_without_a_break_nothing_is_marked() -> None:
    table = need_over_time(points(), {})
    assert not any("[b]" in note for note in table.notes)
    assert "[b]" not in [trace.get("name") for trace in over_time_chart(table, points(), {}).figure["data"]]


def test_new_and_retired_areas_have_no_figure_where_they_were_not_asked() -> None:
    first, *others = ASKED.sections[1].items
    section = ASKED.sections[1].model_copy(update={"items": tuple(others)})
    later = ASKED.model_copy(update={"sections": (ASKED.sections[0], section, *ASKED.sections[2:])})
    row = next(row for row in need_over_time(points(later=later), {}).rows if row[1] == first.code)
    assert row[3:] == (not_applicable, "Retired")


def test_a_break_is_left_out_of_the_sentence() -> None:
    every = {item.code: (3,) for item in ASKED.items}
    assert (
        need_over_time(points(), every).sentence == "No area can be compared between these time points yet."
    )
    assert "Among all who answered, between the start and 3 months" in need_over_time(points(), {}).sentence


def test_a_release_that_counted_no_change_says_that_it_is_not_available() -> None:
    table = change_by_area(points()[0])
    assert {cell for row in table.rows for cell in row[3:]} == {not_available}
    assert "only people who answered both times" in table.title
    assert "None of these figures" in table.sentence
    assert len(change_by_region(points()[0]).columns) == 2 + 8


def test_the_break_is_printed_in_the_workbook_and_the_csv_as_in_the_table() -> None:
    table = need_over_time(points(), BREAKS)
    words = "[b] asked differently since 3 months"
    assert words in table_csv(table).decode("utf-8-sig")
    book = Book(
        title="A book",
        subject="One table",
        about=(("What", "A test"),),
        notes=(),
        tables=(table,),
        made_on=date(2026, 11, 25),
    )
    sheet = load_workbook(io.BytesIO(build_workbook(book)))["Need over time"]
    cells = [cell.value for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]
    assert cells.count(words) == 1
    assert any("[b] A break" in cell for cell in cells)
