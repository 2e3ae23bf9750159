"""The definitions a workbook holds, checked, with every problem at its cell."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from pydantic import ValidationError

from frameworks.document import Loc
from frameworks.load import edition_rules
from frameworks.loss import Lost
from frameworks.model import Framework, Frozen
from reports.interchange.excel.cells import closest
from reports.interchange.excel.findings import Findings, top_of
from reports.interchange.excel.from_grid import Raw, raw_definition
from reports.interchange.excel.grid import Grid
from reports.interchange.excel.layout import CHANGES, LAYOUTS, Layout
from reports.interchange.excel.open_book import open_book, refused
from surveys.instrument import Instrument
from surveys.instrument_rules import instrument_problems

OTHER_KIND = "begin with a template, or say which other format the file is in"
FOR_PEOPLE = ("start here", "example", "_")
"""How the names of sheets begin that are not read."""


@dataclass(frozen=True)
class ReadBook:
    """The definitions of one file in the order they are to be added, and what was put right on the way."""

    documents: tuple[Frozen, ...]
    notices: tuple[Lost, ...]


def read_book(content: bytes, file: str) -> ReadBook:
    """What an authoring workbook holds. Raises DefinitionError with every problem, each at its cell."""
    return read_grid(open_book(content, file), file)


def read_grid(grid: Grid, file: str) -> ReadBook:
    """The definitions that these sheets say. Raises DefinitionError with every problem."""
    findings = Findings(file)
    if not any(sheet in grid for layout in LAYOUTS.values() for sheet in layout.sheets):
        sheets = ", ".join(layout.meta.sheet for layout in LAYOUTS.values())
        raise refused(file, f"has none of the sheets that a definition begins with ({sheets}); {OTHER_KIND}")
    _check_sheets(grid, findings)
    documents: list[Frozen] = []
    for layout in LAYOUTS.values():
        if not any(sheet in grid for sheet in layout.sheets):
            continue
        found = _definition(grid, layout, findings, documents)
        if found is not None:
            documents.append(found)
    findings.check()
    if not documents:
        raise refused(file, "is not filled in yet; write in the sheets that Start here lists")
    return ReadBook(tuple(documents), tuple(findings.notices))


def _definition(grid: Grid, layout: Layout, findings: Findings, before: list[Frozen]) -> Frozen | None:
    """The checked definition of one layout; None where its sheets are empty or it has a problem."""
    if all(_says_nothing(grid, sheet) for sheet in layout.sheets):
        return None
    own = Findings(findings.file, notices=findings.notices, problems=findings.problems)
    raw = raw_definition(grid, layout, own)
    if layout is CHANGES:
        if not any(raw.values()):
            return None
        _follow(raw, before)
    try:
        made = layout.model.model_validate(raw)
    except ValidationError as error:
        for details in error.errors():
            own.add_invalid(details)
        return None
    for loc, message in _rules(made):
        own.add_at(loc, message)
    return made


def _says_nothing(grid: Grid, sheet: str) -> bool:
    return sheet not in grid or all(row.is_blank for row in grid[sheet].rows)


def _follow(raw: Raw, before: list[Frozen]) -> None:
    """Changes are those of the questionnaire in the same workbook, unless they say otherwise."""
    later = next((each.id for each in before if isinstance(each, Instrument)), None)
    if later and raw.get("earlier"):
        raw.setdefault("later", later)
        raw.setdefault("id", f"{later}-from-{raw['earlier']}")


def _rules(definition: Frozen) -> Iterator[tuple[Loc, str]]:
    """What is wrong with a well-shaped definition, as far as it can be told from itself."""
    if isinstance(definition, Framework):
        return edition_rules(definition)
    if isinstance(definition, Instrument):
        return instrument_problems(definition)
    return iter(())


def _check_sheets(grid: Grid, findings: Findings) -> None:
    known = list(chain.from_iterable(layout.sheets for layout in LAYOUTS.values()))
    for name, sheet in grid.items():
        is_blank = all(row.is_blank for row in sheet.rows)
        if name in known or name.startswith(FOR_PEOPLE) or is_blank:
            continue
        hint = closest(name, known)
        message = (
            f"unknown sheet '{sheet.name}': {hint}delete it, or begin its name with 'Example' to keep it"
        )
        findings.add(top_of(sheet), message)
