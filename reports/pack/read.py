"""A filled-in pack read back: its signature, its words and its answers, with every fault named by its cell."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mapping.spreadsheet import AnswersRefused, Refusal
from reports.pack.cells import Cells, Formula, Value, fault, read_cells, refused
from reports.pack.form import Answer, Pack, Sheet
from reports.pack.layout import (
    FORMAT,
    HEADER_ROW,
    LISTS,
    MANIFEST,
    START,
    Place,
    answers_of,
    cell_name,
    fixed_text,
    lists_of,
    squeezed,
)
from reports.pack.manifest import SIGNATURE, Manifest, digest, from_rows, is_signed
from surveys.fields import plain

AGAIN = "Download a new workbook and copy your answers into it."
MOST_LISTED = 50


@dataclass(frozen=True)
class Filled:
    """The answers of a pack: form fields as they would be posted, by part, and the cell of each field."""

    fields: dict[str, dict[str, list[str]]]
    cells: dict[str, dict[str, str]]


def read_manifest(content: bytes, *, key: bytes) -> tuple[Manifest, dict[str, Cells]]:
    """What a pack says of itself, and its cells. Raises AnswersRefused when it was not signed here."""
    sheets = read_cells(content)
    if MANIFEST not in sheets:
        raise refused(f"There is no sheet {MANIFEST}. Send the workbook that was downloaded here, whole.")
    lines = _manifest_lines(sheets[MANIFEST])
    rows, signed = lines[:-1], lines[-1]
    try:
        manifest = from_rows(rows)
    except ValueError as error:
        raise refused(f"{error}. {AGAIN}", sheet=MANIFEST, cell="A2") from error
    if signed[0] != SIGNATURE or not is_signed(manifest, signed[1], key=key):
        message = (
            "the signature does not fit: something on this sheet was changed, or another service made it"
        )
        raise refused(f"{message}. {AGAIN}", sheet=MANIFEST, cell=f"B{len(lines) + 1}")
    if manifest.format != FORMAT:
        raise refused(f"this workbook was made by an earlier version. {AGAIN}", sheet=MANIFEST, cell="B2")
    return manifest, sheets


def read_answers(pack: Pack, manifest: Manifest, sheets: Mapping[str, Cells]) -> Filled:
    """The answers in the cells of a pack that is laid out as `pack` is. Raises AnswersRefused with every fault."""
    asked = {sheet.name: sheet for _, sheet in pack.sheets}
    faults = [*_sheet_faults(asked, sheets), *_formulas(sheets)]
    if not faults:
        faults = list(_word_faults(pack, manifest, asked, sheets))
    if faults:
        raise AnswersRefused(faults[:MOST_LISTED])
    return _filled(pack, sheets)


def _manifest_lines(cells: Cells) -> list[tuple[str, str]]:
    last = max((line for line, _ in cells), default=1)
    lines = [
        tuple(str(cells.get((line, column), "")).strip() for column in (1, 2)) for line in range(2, last + 1)
    ]
    if not lines:
        raise refused(f"it is empty. {AGAIN}", sheet=MANIFEST)
    return lines  # type: ignore[return-value] # pairs


def _sheet_faults(asked: Mapping[str, Sheet], sheets: Mapping[str, Cells]) -> Iterator[Refusal]:
    wanted = [START, *asked, LISTS, MANIFEST]
    for name in wanted:
        if name not in sheets:
            yield fault("it is missing or has another name; " + AGAIN, sheet=name)
    for name in sheets:
        if name not in wanted:
            yield fault("it is not part of this workbook; take it out", sheet=name)


def _formulas(sheets: Mapping[str, Cells]) -> Iterator[Refusal]:
    for name, cells in sheets.items():
        for place, value in cells.items():
            if isinstance(value, Formula):
                message = "holds a formula; type what it comes to"
                yield fault(message, sheet=name, cell=cell_name(place))


def _word_faults(
    pack: Pack, manifest: Manifest, asked: Mapping[str, Sheet], sheets: Mapping[str, Cells]
) -> Iterator[Refusal]:
    """Words that are not as they were made, codes that moved, and answers where the form has none."""
    wanted = {name: fixed_text(sheet) for name, sheet in asked.items()}
    found = {name: _fixed_found(sheet, sheets[name], wanted[name]) for name, sheet in asked.items()}
    as_made = digest(found) == manifest.words
    for name, sheet in asked.items():
        codes = {place for place in wanted[name] if place[0] > HEADER_ROW and place[1] == len(sheet.columns)}
        yield from _changed(name, wanted[name], sheets[name], codes if as_made else set(wanted[name]))
        answers = {place for place, _ in answers_of(sheet)}
        for place in sorted(set(sheets[name]) - set(wanted[name]) - answers):
            message = "the form has nothing here; clear the cell, or put the answer in its yellow cell"
            yield fault(message, sheet=name, cell=cell_name(place))
    yield from _list_faults(pack, sheets[LISTS])


def _fixed_found(sheet: Sheet, cells: Cells, wanted: Mapping[Place, str]) -> dict[Place, str]:
    answers = {place for place, _ in answers_of(sheet)}
    found = {place: squeezed(str(value)) for place, value in cells.items() if place not in answers}
    return {place: found.get(place, "") for place in wanted}


def _changed(
    name: str, wanted: Mapping[Place, str], cells: Cells, looked_at: set[Place]
) -> Iterator[Refusal]:
    for place in sorted(looked_at):
        found = squeezed(str(cells.get(place, "")))
        if found != wanted[place]:
            message = (
                f"was changed: it must say '{_short(wanted[place])}' and says '{_short(found)}'. {AGAIN}"
            )
            yield fault(message, sheet=name, cell=cell_name(place))


def _list_faults(pack: Pack, cells: Cells) -> Iterator[Refusal]:
    wanted = {
        (line, column): squeezed(label)
        for column, labels in enumerate(lists_of(pack), start=1)
        for line, label in enumerate(labels, start=1)
    }
    yield from _changed(LISTS, wanted, cells, set(wanted))


def _filled(pack: Pack, sheets: Mapping[str, Cells]) -> Filled:
    fields: dict[str, dict[str, list[str]]] = {part.id: {} for part in pack.parts}
    cells: dict[str, dict[str, str]] = {part.id: {} for part in pack.parts}
    faults: list[Refusal] = []
    for part, sheet in pack.sheets:
        for place, answer in answers_of(sheet):
            cells[part].setdefault(answer.field, f"{sheet.name}!{cell_name(place)}")
            value = sheets[sheet.name].get(place)
            posted = None if value is None else _posted(answer, value)
            if posted is None and value is not None:
                listed = ", ".join(f"'{choice.label}'" for choice in answer.choices)
                message = f"'{_short(_text(value))}' is not in its list; choose {listed}, or clear the cell"
                faults.append(fault(message, sheet=sheet.name, cell=cell_name(place)))
            elif posted is not None:
                fields[part].setdefault(answer.field, []).append(posted)
    if faults:
        raise AnswersRefused(faults[:MOST_LISTED])
    return Filled(fields=fields, cells=cells)


def _posted(answer: Answer, value: Value) -> str | None:
    """What a form would post for this cell; None where it is not one of its choices."""
    text = _text(value)
    if not answer.choices:
        return text
    typed = squeezed(text).casefold()
    for choice in answer.choices:
        if typed in {squeezed(choice.label).casefold(), choice.value.casefold()}:
            return choice.value
    return None


def _text(value: Value) -> str:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return plain(value) if round(value, 6) == value and abs(value) < 1e12 else repr(value)
    return str(value)


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}…"
