import csv
import io

import pytest

from mapping.cell import Cell, hidden
from reports.csv import table_csv
from reports.table import Column, Table


def table(*rows: tuple[str | Cell, ...]) -> Table:
    columns = (Column(key="area", title="Area"), Column(key="need_share", title="Share", unit="percent"))
    return Table(id="t", title="T", subtitle="S", columns=columns, rows=rows, sentence="W")


def test_numbers_are_bare_tokens_stay_and_lines_end_as_in_rfc_4180() -> None:
    rows = (
        ("One", Cell(text="1,235", value=1235.0)),
        ("Two", hidden),
        ("Three", Cell(text="3.8", value=3.8)),
    )
    assert table_csv(table(*rows)) == (b"\xef\xbb\xbfarea,need_share\r\nOne,1235\r\nTwo,[c]\r\nThree,3.8\r\n")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_sec_33_text_that_could_run_gets_an_apostrophe(start: str) -> None:
    content = table_csv(table((f"{start}1+1", hidden)))
    (_, row) = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    assert row == [f"'{start}1+1", "[c]"]


def test_a_negative_number_stays_a_number() -> None:
    assert b"One,-33.3\r\n" in table_csv(table(("One", Cell(text="-33.3", value=-33.3))))


def test_quotes_commas_and_line_breaks_come_back() -> None:
    text = 'a "b", c\nd — O\'Brien ✓'
    content = table_csv(table((text, hidden))).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(content, newline="")))[1] == [text, "[c]"]


def test_a_number_with_many_digits_is_not_shortened() -> None:
    assert b"One,1234567.25\r\n" in table_csv(table(("One", Cell(text="1,234,567.25", value=1234567.25))))
