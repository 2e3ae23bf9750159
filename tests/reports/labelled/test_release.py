"""Labelled data of a release holds each published figure once, as its page shows it, and nothing more."""

from app.definitions import load_definitions
from app.national import all_tables
from mapping.cell import Cell
from reports.labelled.release import release_data
from tests.reports.data import sample_release

RELEASE = sample_release(people=700)
TABLES = all_tables(RELEASE, load_definitions())
DATA = release_data(RELEASE, TABLES)


def test_sdc_08_every_figure_of_every_table_is_there_once_with_the_same_text_and_value() -> None:
    shown = [(table.id, cell.text, cell.value) for table in TABLES for cell in table.cells()]
    found = list(zip(DATA.column("table"), DATA.column("figure"), DATA.column("value"), strict=True))
    assert found == shown


def test_a_figure_that_is_not_shown_has_a_reason_and_no_value() -> None:
    hidden = [
        row
        for row in zip(DATA.column("figure"), DATA.column("value"), DATA.column("not_shown"), strict=True)
        if row[2]
    ]
    assert hidden
    assert all(figure == reason and value is None for figure, value, reason in hidden)
    known = next(each for each in DATA.variables if each.name == "not_shown").values
    assert {reason for _, _, reason in hidden} <= set(known)


def test_every_code_in_a_labelled_variable_has_a_label() -> None:
    for variable in DATA.variables:
        if variable.values:
            assert set(DATA.column(variable.name)) - {""} <= set(variable.values), variable.name


def test_sample_figures_say_so_in_every_row_and_before_all_else() -> None:
    assert set(DATA.column("sample")) == {"yes"}
    assert DATA.notes[0] == "Synthetic sample data: nobody's answers."
    real = release_data(sample_release(people=60, sample=False), [])
    assert "Synthetic" not in " ".join(real.notes)


def test_a_table_without_figures_adds_no_rows() -> None:
    table = TABLES[0].model_copy(update={"rows": (), "about": ()})
    assert release_data(RELEASE, [table]).rows == []
    assert all(isinstance(cell, Cell) for cell in TABLES[0].cells())
