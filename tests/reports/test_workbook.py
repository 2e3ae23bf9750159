import io
import re
from datetime import date

import pandas as pd
import pytest

from mapping.cell import Cell, hidden
from reports.native_charts import NativeChart
from reports.table import Column, Table
from reports.workbook import Book, TwoTablesWithOneName, build_workbook
from tests.reports.books import check_cells, check_structure, open_book, parts, table_sheets
from tests.reports.national import sample_book

PAYLOADS = (
    "=1+1",
    "+1",
    "-1+2",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\0=1+1",
    "{=1+1}",
    "http://example.invalid/",
    "internal:Cover!A1",
    "=cmd|'/C calc'!A0",
    "#REF!",
    "mailto:a@example.invalid",
    "O'Brien",
    "1234",
)


def small_book(**changes: object) -> Book:
    table = Table(
        id="small",
        title="A small table",
        subtitle="Two rows",
        columns=(
            Column(key="name", title="Name"),
            Column(key="share", title="Share", unit="percent", meaning="The share."),
            Column(key="people", title="People", unit="count"),
        ),
        rows=(
            ("First", Cell(text="35%", value=35.0), Cell(text="1,235", value=1235.0)),
            ("Second", hidden, hidden),
        ),
        sentence="The first is 35%.",
    )
    book = Book(
        title="A book",
        subject="For a test",
        about=(("What", "A test"),),
        notes=(("Note", "A note."),),
        tables=(table,),
        charts=(NativeChart(table="small", kind="bar", label="name", values=("share",)),),
        made_on=date(2026, 11, 24),
    )
    return book.model_copy(update=changes)


def hostile_book() -> Book:
    rows = tuple((text, text) for text in PAYLOADS)
    columns = tuple(Column(key=f"k{n}", title=text, meaning=text) for n, text in enumerate(PAYLOADS[:2]))
    table = Table(
        id="=1+1", title="=1+1", subtitle="+1", columns=columns, rows=rows, sentence="@x", notes=("-1",)
    )
    return small_book(
        title="=1+1", subject="@A1", about=(("=1", "=2"),), notes=(("=3", "=4"),), tables=(table,), charts=()
    )


def test_ux_26_every_book_has_the_same_usable_structure() -> None:
    national = sample_book()
    check_structure(build_workbook(national), title=national.title, sample=True)
    check_structure(build_workbook(small_book()), title="A book", sample=False)


def test_ux_27_every_cell_reads_back_as_in_its_table() -> None:
    book = sample_book()
    for table, sheet in table_sheets(build_workbook(book), book.tables):
        check_cells(table, sheet)


def test_pandas_reads_numbers_as_numbers_and_tokens_as_tokens() -> None:
    frame = pd.read_excel(io.BytesIO(build_workbook(small_book())), sheet_name="Small", header=4)
    assert frame.to_dict("list") == {
        "Name": ["First", "Second"],
        "Share": [0.35, "[c]"],
        "People": [1235, "[c]"],
    }


def test_a_table_starts_with_title_subtitle_sentence_and_notes() -> None:
    sheet = open_book(build_workbook(small_book()))["Small"]
    assert [sheet.cell(row, 1).value for row in range(1, 6)] == [
        "A small table",
        "Two rows",
        "The first is 35%.",
        "Some cells are [c] (not shown: too few people).",
        "Name",
    ]
    assert [sheet["B6"].number_format, sheet["C6"].number_format] == ["0%", "#,##0"]


def test_a_sample_says_so_on_every_sheet() -> None:
    check_structure(build_workbook(small_book(sample=True)), title="A book", sample=True)


def test_the_same_book_gives_the_same_bytes() -> None:
    assert build_workbook(small_book()) == build_workbook(small_book())
    assert open_book(build_workbook(small_book())).properties.modified.date() == date(2026, 11, 24)


def test_sec_33_typed_text_is_never_a_formula_a_link_or_an_error() -> None:
    content = build_workbook(hostile_book())
    for name, text in parts(content).items():
        assert not re.search(r"<f[ >]", text), name
        assert not re.search(r"""\bt=["'](e|str)["']""", text), name
        assert "TargetMode" not in text, name
    sheet = next(
        sheet for sheet in open_book(content).worksheets if sheet["A1"].value == "=1+1" and sheet.tables
    )
    found = [sheet.cell(row, 1) for row in range(6, 6 + len(PAYLOADS))]
    assert [cell.value for cell in found] == [
        text.replace("\0", "\ufffd").replace("\r", "\n") for text in PAYLOADS
    ]
    assert {cell.data_type for cell in found} == {"s"}
    assert found[0].quotePrefix


def test_sec_33_a_hostile_book_still_has_a_usable_structure() -> None:
    check_structure(build_workbook(hostile_book()), title="=1+1", sample=False)


def test_characters_that_no_sheet_can_hold_are_shown_as_replaced() -> None:
    table = small_book().tables[0].model_copy(update={"rows": (("a\x01b\ud800", hidden, hidden),)})
    sheet = open_book(build_workbook(small_book(tables=(table,), charts=())))["Small"]
    assert sheet["A6"].value == "a\ufffdb\ufffd"


def test_a_table_without_rows_says_so() -> None:
    table = small_book().tables[0].model_copy(update={"rows": ()})
    content = build_workbook(small_book(tables=(table,)))
    check_structure(content, title="A book", sample=False)
    assert open_book(content)["Small"]["A6"].value == "Nothing to show"


def test_a_chart_names_its_sheet_its_axes_and_says_in_words_what_it_shows() -> None:
    book = open_book(build_workbook(small_book()))
    (chart,) = book["Chart small"]._charts
    (series,) = chart.series
    assert series.val.numRef.f == "'Small'!$B$6:$B$7"
    assert series.cat.strRef.f == "'Small'!$A$6:$A$7"
    assert (chart.y_axis.scaling.min, chart.y_axis.scaling.max) == (0, 1)
    assert not chart.x_axis.delete
    drawing = parts(build_workbook(small_book()))["xl/drawings/drawing1.xml"]
    assert 'descr="The first is 35%."' in drawing


def test_a_chart_with_nothing_to_draw_is_left_out() -> None:
    table = small_book().tables[0].model_copy(update={"rows": (("Second", hidden, hidden),)})
    assert "Chart small" not in open_book(build_workbook(small_book(tables=(table,)))).sheetnames


def test_a_scatter_has_no_point_where_a_figure_is_hidden() -> None:
    rows = (
        ("N01", Cell(text="40%", value=40.0), Cell(text="60%", value=60.0)),
        ("N02", hidden, Cell(text="50%", value=50.0)),
    )
    columns = (Column(key="name", title="Item"), *(Column(key=k, title=k, unit="percent") for k in "xy"))
    table = small_book().tables[0].model_copy(update={"rows": rows, "columns": columns})
    chart = NativeChart(table="small", kind="scatter", label="name", values=("x", "y"))
    book = open_book(build_workbook(small_book(tables=(table,), charts=(chart,))))
    (drawn,) = book["Chart small"]._charts
    assert [(s.xVal.numRef.f, s.yVal.numRef.f) for s in drawn.series] == [("'Small'!$B$6", "'Small'!$C$6")]


def test_two_tables_with_one_name_are_refused() -> None:
    table = small_book().tables[0]
    with pytest.raises(TwoTablesWithOneName, match="called SMALL"):
        build_workbook(small_book(tables=(table, table.model_copy(update={"id": "SMALL"}))))


def test_sdc_08_a_hidden_figure_has_no_number_anywhere_in_the_file() -> None:
    rows = (("First", Cell(text="[c]"), Cell(text="[c]")),)
    table = small_book().tables[0].model_copy(update={"rows": rows})
    sheets = [
        text for name, text in parts(build_workbook(small_book(tables=(table,)))).items() if "/sheet" in name
    ]
    assert not any("<v>" in text for text in sheets)


def test_sdc_08_a_whole_score_is_shown_without_a_decimal_as_everywhere_else() -> None:
    columns = (Column(key="name", title="Name"), Column(key="rds", title="Score", unit="score"))
    rows = (("One", Cell(text="-25", value=-25.0)), ("Two", Cell(text="-33.3", value=-33.3)))
    table = small_book().tables[0].model_copy(update={"columns": columns, "rows": rows})
    sheet = open_book(build_workbook(small_book(tables=(table,), charts=())))["Small"]
    assert [sheet["B6"].number_format, sheet["B7"].number_format] == ["#,##0", "0.0"]
