"""Empty authoring workbooks, with lists to choose from and worked examples."""

from dataclasses import replace
from pathlib import Path

from frameworks.definition import load_definition
from frameworks.model import Framework, Frozen
from mapping.crosswalk import Crosswalk
from reports.interchange.excel.book import build_book
from reports.interchange.excel.grid import BLANK, Cell
from reports.interchange.excel.layout import CHANGES, CROSSWALK, FRAMEWORK, INSTRUMENT, Layout
from reports.interchange.excel.to_grid import Cells, Filled, filled_sheets
from surveys.instrument import Audience, Instrument

EXAMPLES = Path(__file__).parent / "examples"


def framework_template() -> bytes:
    """A workbook to write a framework in."""
    return _template("Write a framework", FRAMEWORK, _empty(FRAMEWORK))


def crosswalk_template() -> bytes:
    """A workbook to write links in."""
    return _template("Write a crosswalk", CROSSWALK, _empty(CROSSWALK))


def instrument_template(audience: Audience, *, earlier: Instrument | None) -> bytes:
    """A workbook to write a questionnaire in; its scales are those of the edition before, if there is one."""
    said = {sheet.name: sheet for sheet in filled_sheets(INSTRUMENT, earlier)}
    sheets = []
    for sheet in _empty(INSTRUMENT):
        kept = said["scales"] if sheet.name == "scales" else sheet
        sheets.append(_with_key(kept, "audience", audience))
    if earlier is not None:
        sheets += [_with_key(sheet, "earlier", earlier.id) for sheet in _empty(CHANGES)]
    return _template(f"Write a questionnaire for the {audience}", INSTRUMENT, tuple(sheets))


def example(layout: Layout) -> Frozen:
    """The worked example of a kind of definition. Raises KeyError for one without."""
    models: dict[str, type[Frozen]] = {
        "framework": Framework,
        "instrument": Instrument,
        "crosswalk": Crosswalk,
    }
    return load_definition(EXAMPLES / f"{layout.key}.yaml", models[layout.key])


def _template(title: str, layout: Layout, sheets: tuple[Filled, ...]) -> bytes:
    shown = [each for each in filled_sheets(layout, example(layout)) if each.rows and not each.is_meta]
    return build_book(title, sheets, examples=shown)


def _empty(layout: Layout) -> tuple[Filled, ...]:
    return filled_sheets(layout, None)


def _with_key(sheet: Filled, key: str, value: str) -> Filled:
    """The sheet with one key filled in, where it has that key."""
    if not sheet.is_meta:
        return sheet
    rows: list[Cells] = [
        (Cell(value) if column.key == key else row[0] if row else BLANK,)
        for column, row in zip(sheet.columns, sheet.rows, strict=True)
    ]
    return replace(sheet, rows=tuple(rows))
