"""Whatever is written to a workbook reads back the same, or differs by exactly what the writer said it lost."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.definitions import load_definitions
from frameworks.loss import differences
from frameworks.model import Framework, Frozen
from reports.interchange.excel.reading import read_book
from reports.interchange.excel.writing import OF_CELLS, OF_OVERLAYS, write_book
from surveys.changes import EditionChange, ItemChange
from surveys.instrument import Instrument
from tests.frameworks.strategies import frameworks, texts
from tests.reports.interchange.excel.books import FILE, opened, round_trip
from tests.surveys.strategies import instruments

FEW = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
SHIPPED = load_definitions()


def said(definition: Frozen) -> object:
    return definition.model_dump(mode="json")


def test_every_definition_that_ships_reads_back_the_same_and_loses_nothing() -> None:
    kept = [*SHIPPED.frameworks.values(), *SHIPPED.instruments.values(), *SHIPPED.crosswalks.values()]
    editions = [each for each in kept if not (isinstance(each, Framework) and each.overlay)]
    assert len(editions) > 15
    for each in editions:
        written = write_book("A definition", [each])
        read = read_book(written.content, FILE)
        assert (read.documents, written.lost, read.notices) == ((each,), (), ())


def test_what_an_overlay_leads_to_is_written_as_an_edition_and_the_rest_is_said_to_be_lost() -> None:
    london = SHIPPED.frameworks["nhse-ahp-2023-london"]
    written = write_book("London", [london])
    assert {entry.place.split("[")[0] for entry in written.lost} == {
        "base",
        "national",
        "overlay",
        "applies_to",
        "withdrawn",
    } | ({"items"} if any(item.changes for item in london.items) else set())
    assert {entry.why for entry in written.lost} == {OF_OVERLAYS}


@FEW
@given(frameworks())
def test_any_framework_reads_back_the_same(framework: Framework) -> None:
    assert round_trip(framework) == framework


@FEW
@given(instruments())
def test_any_questionnaire_reads_back_the_same(instrument: Instrument) -> None:
    assert round_trip(instrument) == instrument


ANYTHING = st.text(st.characters(codec="utf-8"), max_size=8).map(lambda text: f"a {text} b{text}")


@FEW
@given(frameworks(text=st.one_of(texts(), ANYTHING)))
def test_text_that_no_cell_can_hold_differs_by_exactly_the_loss_report(framework: Framework) -> None:
    written = write_book("A definition", [framework])
    (back,) = read_book(written.content, FILE).documents
    assert [(entry.place, entry.value) for entry in written.lost] == [
        (each.place, each.before or each.after) for each in differences(said(framework), said(back))
    ]


def test_spaces_and_control_characters_are_reported_as_approximated() -> None:
    framework = SHIPPED.frameworks["four-pillars"].model_copy(update={"title": " Four\x07 pillars "})
    (lost,) = write_book("Pillars", [framework]).lost
    assert (lost.place, lost.what, lost.value, lost.why) == (
        "title",
        "approximated",
        " Four\x07 pillars ",
        OF_CELLS,
    )


def test_the_same_definition_is_always_the_same_file() -> None:
    framework = SHIPPED.frameworks["hcpc-principles-2023"]
    assert write_book("A", [framework]).content == write_book("A", [framework]).content


def test_text_that_starts_like_a_formula_stays_text() -> None:
    framework = SHIPPED.frameworks["four-pillars"]
    item = framework.items[0].model_copy(update={"title": "=1+1", "gist": "@SUM(A1)."})
    book = opened(
        write_book("A", [framework.model_copy(update={"items": (item, *framework.items[1:])})]).content
    )
    row = next(row for row in book["framework_content"].iter_rows(min_row=3, max_row=3))
    assert [(cell.value, cell.data_type, cell.quotePrefix) for cell in row[1:3]] == [
        ("=1+1", "s", True),
        ("@SUM(A1).", "s", True),
    ]


def test_a_questionnaire_and_its_changes_go_into_one_workbook() -> None:
    instrument = SHIPPED.instruments["preceptee-2026"]
    change = EditionChange(
        id="preceptee-2026-from-preceptee-2025",
        earlier="preceptee-2025",
        later="preceptee-2026",
        items=(ItemChange(item="N01", change="new", reason="Asked for the first time."),),
    )
    written = write_book("A questionnaire", [instrument, change])
    assert read_book(written.content, FILE).documents == (instrument, change)
