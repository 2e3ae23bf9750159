"""Authoring workbooks of definitions that are here, and the definitions of those that come in."""

from app.definition_files import find_definition
from app.definition_kinds import id_of
from app.definitions import Definitions
from frameworks.loss import LossReport
from frameworks.model import Frozen
from reports.interchange.excel.reading import read_book
from reports.interchange.excel.writing import write_book
from surveys.instrument import Instrument

XLSX = "xlsx"


def write_xlsx(definitions: Definitions, id: str) -> tuple[bytes, LossReport]:
    """One definition as a workbook; a questionnaire with what changed since the edition before. Raises NotFound."""
    written = write_book(id, _together(definitions, find_definition(definitions, id)))
    return written.content, LossReport(format=XLSX, direction="export", subject=id, lost=written.lost)


def read_xlsx(content: bytes, name: str) -> tuple[tuple[Frozen, ...], LossReport]:
    """The definitions of a workbook, and what was put right. Raises DefinitionError naming each cell."""
    read = read_book(content, name)
    subject = ", ".join(map(id_of, read.documents))
    return read.documents, LossReport(format=XLSX, direction="import", subject=subject, lost=read.notices)


def _together(definitions: Definitions, definition: Frozen) -> tuple[Frozen, ...]:
    if not isinstance(definition, Instrument):
        return (definition,)
    classed = definitions.changes.classed.values()
    return (definition, *(each for each in classed if each.later == definition.id))
