"""The sheet `_preceptmap`: what XLSForm has no words for. Other tools skip sheets that begin with an underscore."""

import json
from collections.abc import Iterator, Mapping, Sequence

from reports.interchange.unsaid import Unsaid
from reports.interchange.xlsform.rows import Row
from reports.interchange.xlsform.sheets import Sheet, refusal

SHEET = "_preceptmap"
COLUMNS = ("place", "reads_as", "value")
FORMAT, VERSION = "(format)", "1"
IN_ONE_CELL = 30_000
"""Characters of a value in one cell; a longer one goes on in the columns `value_2`, `value_3` …"""


def kept_rows(kept: Sequence[Unsaid]) -> list[Row]:
    """A row for the version of the sheet, and one for every place."""
    rows = [{"place": FORMAT, "value": VERSION}]
    for each in kept:
        text = json.dumps(each.value)
        parts = [text[start : start + IN_ONE_CELL] for start in range(0, len(text), IN_ONE_CELL)]
        rows.append({"place": each.place, "reads_as": each.reads_as} | _columns(parts))
    return rows


def read_kept(sheets: Mapping[str, Sheet], file: str) -> list[Unsaid] | None:
    """What the sheet keeps, or None where there is no such sheet. Raises DefinitionError, naming the cell."""
    sheet = sheets.get(SHEET)
    return None if sheet is None else list(_read(sheet, file))


def _columns(parts: Sequence[str]) -> dict[str, str]:
    return {"value" if number == 1 else f"value_{number}": part for number, part in enumerate(parts, start=1)}


def _read(sheet: Sheet, file: str) -> Iterator[Unsaid]:
    parts = [heading for heading in sheet.headings if heading == "value" or heading.startswith("value_")]
    for row in sheet.rows:
        text = "".join(row.get(part) for part in parts)
        if row.get("place") == FORMAT:
            if text != VERSION:
                message = f"this form was written by a later version ('{text}'); write it again with this one"
                raise refusal(file, message, row.where("value"))
            continue
        try:
            value = json.loads(text)
        except (ValueError, RecursionError) as error:
            message = "this is not as it was written; write the form again, or delete the row"
            raise refusal(file, message, row.where("value")) from error
        yield Unsaid(row.get("place"), row.get("reads_as"), value)
