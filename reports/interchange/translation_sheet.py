"""The words of a definition as a sheet to translate in: a row a text, English beside the other language.

Columns: `Translation` (the id), `Place`, `English`, `Words`, `Checked by`, `Checked on` (a date), `State` (how
the row stood when the sheet was made; it is not read).
"""

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from openpyxl import Workbook
from pydantic import BaseModel

from frameworks.document import DefinitionError, Problem
from frameworks.model import Language
from frameworks.translatable import phrases_of
from frameworks.translation import LANGUAGES, Entry, Translation, source_hash
from mapping.spreadsheet import cell_name
from reports.csv import rows_csv, safe_text
from reports.sheets.look import header_cell, set_page, text_cell

COLUMNS = ("Translation", "Place", "English", "Words", "Checked by", "Checked on", "State")
READ = COLUMNS[:6]
WIDTHS = (22.0, 40.0, 60.0, 60.0, 20.0, 14.0, 18.0)
SHEET = "Words"
PROVENANCE = "Read from a sheet of translations."
Row = tuple[int, Sequence[object]]


@dataclass(frozen=True)
class Given:
    """One row as it was filled in, with the line it stands on."""

    line: int
    cells: Mapping[str, str]
    columns: Mapping[str, int]

    def problem(self, file: str, column: str, message: str) -> Problem:
        """A problem with one cell of the row."""
        place = cell_name(self.line, self.columns[column])
        return Problem(file=file, line=self.line, place=place, message=message)


def sheet_rows(
    definition: BaseModel, translation: Translation | None, language: Language
) -> list[tuple[str, ...]]:
    """The header and a row for every text; words whose English has changed stand there to be looked at again."""
    entries = {entry.place: entry for entry in translation.entries} if translation else {}
    id = f"{dict(definition)['id']}.{language}"
    rows: list[tuple[str, ...]] = [COLUMNS]
    for phrase in phrases_of(definition):
        entry = entries.get(phrase.place)
        rows.append((id, phrase.place, phrase.text, *_filled(entry), _state(entry, phrase.text)))
    return rows


def sheet_csv(rows: Sequence[tuple[str, ...]]) -> bytes:
    """The sheet as CSV."""
    return rows_csv(rows)


def sheet_xlsx(rows: Sequence[tuple[str, ...]], *, language: Language) -> bytes:
    """The sheet as a workbook: one sheet, its header in the first row and held in view."""
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet(SHEET)
    set_page(sheet, title=f"Words in {LANGUAGES[language]}", wide=True)
    sheet.freeze_panes = "A2"
    for letter, width in zip("ABCDEFG", WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    header, *others = rows
    sheet.append(
        [header_cell(sheet, name, figure=False, first=index == 0) for index, name in enumerate(header)]
    )
    for row in others:
        sheet.append([text_cell(sheet, text) for text in row])
    saved = io.BytesIO()
    workbook.save(saved)
    return saved.getvalue()


def read_sheet(
    rows: Iterable[Row],
    *,
    file: str,
    definitions: Mapping[str, BaseModel],
    translations: Mapping[tuple[str, str], Translation],
) -> Translation:
    """The translation a filled-in sheet holds; rows without words are left out.

    Raises DefinitionError naming each cell that cannot be used.
    """
    given = _given(rows, file)
    of, language = _whose(given, file, definitions)
    texts = {phrase.place: phrase.text for phrase in phrases_of(definitions[of])}
    problems = list(_wrong(given, file, f"{of}.{language}", texts))
    if problems:
        raise DefinitionError(tuple(problems))
    before = translations.get((of, language))
    entries = tuple(_entry(row) for row in given if row.cells["Words"])
    return Translation(
        id=f"{of}.{language}",
        of=of,
        language=language,
        title=before.title if before else f"{dict(definitions[of])['title']}, in {LANGUAGES[language]}",
        provenance=before.provenance if before else PROVENANCE,
        entries=entries,
    )


def _filled(entry: Entry | None) -> tuple[str, str, str]:
    if entry is None:
        return "", "", ""
    return entry.text, entry.checked_by or "", entry.checked_on.isoformat() if entry.checked_on else ""


def _state(entry: Entry | None, text: str) -> str:
    if entry is None:
        return "to translate"
    if entry.source_hash != source_hash(text):
        return "English changed"
    return "not checked" if entry.checked_by is None else "checked"


def _given(rows: Iterable[Row], file: str) -> list[Given]:
    """Every row with anything in it, by column. Raises DefinitionError for a sheet without its columns."""
    lines = ((line, [_text(cell) for cell in cells]) for line, cells in rows)
    filled = [(line, cells) for line, cells in lines if any(cells)]
    if not filled:
        raise _refusal(file, None, f"the sheet is empty; it needs the columns {', '.join(READ)}")
    (line, header), *others = filled
    columns = {name: header.index(name) for name in READ if name in header}
    lacking = [name for name in READ if name not in columns]
    if lacking:
        raise _refusal(
            file, line, f"the column {', '.join(lacking)} is missing; keep the header as it was made"
        )
    if not others:
        raise _refusal(file, line, "there is no row below the header; fill in the words")
    return [
        Given(number, {name: _cell(cells, at) for name, at in columns.items()}, columns)
        for number, cells in others
    ]


def _whose(given: Sequence[Given], file: str, definitions: Mapping[str, BaseModel]) -> tuple[str, Language]:
    """Which definition and language the first row names."""
    first = given[0]
    of, _, code = first.cells["Translation"].rpartition(".")
    language = next((each for each in LANGUAGES if each == code), None)
    if language is None or of not in definitions:
        example = f"{next(iter(definitions), 'preceptee-2026')}.cy"
        message = f"'{first.cells['Translation']}' is not a definition and a language, such as {example}"
        raise DefinitionError((first.problem(file, "Translation", message),))
    return of, language


def _wrong(given: Sequence[Given], file: str, id: str, texts: Mapping[str, str]) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for row in given:
        place, english = row.cells["Place"], row.cells["English"]
        if row.cells["Translation"] != id:
            yield row.problem(
                file, "Translation", f"must be '{id}', as in the rows above; one file, one translation"
            )
        if place not in texts:
            yield row.problem(
                file, "Place", f"'{place}' is not a place of this definition; keep it as it was made"
            )
            continue
        if seen.setdefault(place, row.line) != row.line:
            yield row.problem(file, "Place", f"'{place}' stands in line {seen[place]} too; keep one")
        if english not in {texts[place], safe_text(texts[place])}:
            message = (
                f"is not today's English, which is “{texts[place]}”; translate that, or make the sheet again"
            )
            yield row.problem(file, "English", message)
        yield from _checking(row, file)


def _checking(row: Given, file: str) -> Iterator[Problem]:
    by, on = row.cells["Checked by"], row.cells["Checked on"]
    if by and not on:
        yield row.problem(file, "Checked on", f"give the date on which {by} checked it, such as 2026-11-25")
    if on and not by:
        yield row.problem(file, "Checked by", "say who checked it, or take the date away")
    if on and _day(on) is None:
        yield row.problem(file, "Checked on", f"'{on}' is not a date; write it as 2026-11-25")
    if by and not row.cells["Words"]:
        yield row.problem(file, "Words", f"there are no words for {by} to have checked; write them")


def _entry(row: Given) -> Entry:
    english = row.cells["English"]
    return Entry(
        place=row.cells["Place"],
        text=row.cells["Words"],
        source_hash=source_hash(_bare(english)),
        checked_by=row.cells["Checked by"] or None,
        checked_on=_day(row.cells["Checked on"]) if row.cells["Checked on"] else None,
    )


def _cell(cells: Sequence[str], at: int) -> str:
    return _bare(cells[at]) if at < len(cells) else ""


def _bare(text: str) -> str:
    """The text without the apostrophe that kept a spreadsheet from taking it for a formula."""
    return text[1:] if text.startswith("'") and safe_text(text[1:]) == text else text


def _text(cell: object) -> str:
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, date) else "" if cell is None else str(cell).strip()


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _refusal(file: str, line: int | None, message: str) -> DefinitionError:
    return DefinitionError((Problem(file=file, line=line, place="", message=message),))
