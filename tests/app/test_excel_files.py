"""Definitions as workbooks, through the list of formats that pages and commands use."""

from app.definitions import load_definitions
from app.formats import FORMATS, format_of


def test_a_workbook_of_a_framework_is_read_back_as_that_framework() -> None:
    definitions = load_definitions()
    xlsx = FORMATS["xlsx"]
    assert xlsx.write is not None
    assert xlsx.read is not None
    written = xlsx.write(definitions, "nhse-ahp-2023")
    read = xlsx.read(written.content, "standards.xlsx")
    assert read.documents == (definitions.frameworks["nhse-ahp-2023"],)
    assert (written.loss.direction, written.loss.subject, written.loss.lost) == (
        "export",
        "nhse-ahp-2023",
        (),
    )
    assert (read.loss.direction, read.loss.subject, read.loss.lost) == ("import", "nhse-ahp-2023", ())


def test_a_workbook_is_known_by_its_name() -> None:
    assert format_of("Standards.XLSX") == "xlsx"


def test_a_framework_is_written_and_read_as_csv_of_its_items_too() -> None:
    definitions = load_definitions()
    table = FORMATS["csv"]
    assert table.write is not None
    assert table.read is not None
    written = table.write(definitions, "hcpc-principles-2023")
    assert table.read(written.content, "items.csv").documents == (
        definitions.frameworks["hcpc-principles-2023"],
    )
    assert (written.loss.format, written.loss.lost) == ("csv", ())
