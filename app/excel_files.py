"""Authoring workbooks of definitions that are here, and the definitions of those that come in."""

from collections.abc import Mapping
from typing import get_args

from app.definition_files import find_definition
from app.definition_kinds import id_of
from app.definitions import Definitions
from frameworks.loss import LossReport
from frameworks.model import Framework, Frozen
from reports.interchange.excel.items_csv import read_items, write_items
from reports.interchange.excel.reading import read_book
from reports.interchange.excel.template import crosswalk_template, framework_template, instrument_template
from reports.interchange.excel.writing import write_book
from surveys.changes import editions
from surveys.errors import NotFound
from surveys.instrument import Audience, Instrument

XLSX, CSV = "xlsx", "csv"
NOTHING_GIVEN: Mapping[str, str] = {}


def write_xlsx(definitions: Definitions, id: str) -> tuple[bytes, LossReport]:
    """One definition as a workbook; a questionnaire with what changed since the edition before. Raises NotFound."""
    written = write_book(id, _together(definitions, find_definition(definitions, id)))
    return written.content, LossReport(format=XLSX, direction="export", subject=id, lost=written.lost)


def read_xlsx(content: bytes, name: str) -> tuple[tuple[Frozen, ...], LossReport]:
    """The definitions of a workbook, and what was put right. Raises DefinitionError naming each cell."""
    read = read_book(content, name)
    subject = ", ".join(map(id_of, read.documents))
    return read.documents, LossReport(format=XLSX, direction="import", subject=subject, lost=read.notices)


def write_csv(definitions: Definitions, id: str) -> tuple[bytes, LossReport]:
    """One framework as a CSV file of its items. Raises NotFound."""
    written = write_items(find_framework(definitions, id))
    return written.content, LossReport(format=CSV, direction="export", subject=id, lost=written.lost)


def read_csv(
    content: bytes, name: str, *, like: Framework | None = None, given: Mapping[str, str] = NOTHING_GIVEN
) -> tuple[tuple[Frozen, ...], LossReport]:
    """The framework of a CSV file; what it does not say is `given`, or as in a framework it is like.

    Raises DefinitionError naming each line and column.
    """
    read = read_items(content, name, like=like, given=given)
    subject = ", ".join(map(id_of, read.documents))
    return read.documents, LossReport(format=CSV, direction="import", subject=subject, lost=read.notices)


def template_of(definitions: Definitions, name: str) -> bytes:
    """The empty workbook of this name: `framework`, `crosswalk`, or who answers a questionnaire. Raises NotFound."""
    if name == "framework":
        return framework_template()
    if name == "crosswalk":
        return crosswalk_template()
    audience = next((each for each in get_args(Audience) if each == name), None)
    if audience is None:
        raise NotFound(f"There is no template {name}.")
    known = editions(definitions.instruments.values(), audience)
    return instrument_template(audience, earlier=known[-1] if known else None)


def find_framework(definitions: Definitions, id: str) -> Framework:
    """The framework with this id. Raises NotFound."""
    found = definitions.frameworks.get(id)
    if found is None:
        raise NotFound(f"There is no framework {id}.")
    return found


def _together(definitions: Definitions, definition: Frozen) -> tuple[Frozen, ...]:
    if not isinstance(definition, Instrument):
        return (definition,)
    classed = definitions.changes.classed.values()
    return (definition, *(each for each in classed if each.later == definition.id))
