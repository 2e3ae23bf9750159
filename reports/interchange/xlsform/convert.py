"""An instrument to an XLSForm workbook and back, with what was lost on the way."""

from collections.abc import Mapping, Sequence
from typing import Any

from frameworks.loss import LossReport, Lost, lost_between
from frameworks.translation import Translation
from mapping.crosswalk import Crosswalk
from reports.interchange.own_codes import own_code
from reports.interchange.unsaid import known_losses, not_known, restored, unsaid
from reports.interchange.xlsform import kept as kept_sheet
from reports.interchange.xlsform import links as links_sheet
from reports.interchange.xlsform.book import Sheet as Written
from reports.interchange.xlsform.book import write_book
from reports.interchange.xlsform.form import Form, read_form
from reports.interchange.xlsform.reading import Reading, read_rows
from reports.interchange.xlsform.rows import choice_rows, columns_of, settings_row, speeches, survey_rows
from reports.interchange.xlsform.sheets import Sheet, read_sheets
from surveys.instrument import Instrument

SURVEY = ("type", "name")
CHOICES = ("list_name", "name")
SOURCE = "Read from an XLSForm."
NO_ROOM = "XLSForm has no place for it"
NOT_SAID = "an XLSForm does not say; correct it"
LINKS_ELSEWHERE = "links are kept in crosswalks; bring them in with a crosswalk's own file"


def write_xlsform(
    instrument: Instrument,
    *,
    crosswalks: Sequence[Crosswalk] = (),
    translations: Sequence[Translation] = (),
    plain: bool = False,
) -> tuple[bytes, LossReport]:
    """The workbook and what it loses. With `plain` there are no sheets of our own, and more is lost."""
    sheets = _sheets(instrument, translations)
    whole = instrument.model_dump(mode="json")
    read = _read_alone(read_sheets(write_book(sheets), instrument.id), instrument.id)
    alone = read.draft.instrument(_whole(read), rules=False).model_dump(mode="json")
    if plain:
        return write_book(sheets), _report(
            "xlsform-plain", instrument.id, lost_between(whole, alone, why=NO_ROOM)
        )
    rows = list(links_sheet.link_rows(instrument, crosswalks))
    sheets += [(links_sheet.SHEET, links_sheet.COLUMNS, rows)] if rows else []
    kept = kept_sheet.kept_rows([*unsaid(whole, alone), known_losses(read.draft.lost)])
    sheets.append((kept_sheet.SHEET, columns_of(kept, kept_sheet.COLUMNS), kept))
    return write_book(sheets), _report("xlsform", instrument.id, ())


def read_xlsform(content: bytes, file: str) -> tuple[Instrument, LossReport]:
    """The instrument a workbook asks, ours or anybody's, and what of the workbook it does not hold.

    Raises DefinitionError with every problem, naming sheet and cell.
    """
    sheets = read_sheets(content, file)
    kept = kept_sheet.read_kept(sheets, file)
    reading = _read_alone(sheets, file)
    draft = reading.draft
    whole, changed = restored(
        draft.instrument(_whole(reading), rules=False).model_dump(mode="json"),
        kept or (),
        place=kept_sheet.SHEET,
    )
    instrument = draft.instrument(whole, rules=True)
    added = _added(reading.form, instrument) if kept is None else ()
    lost = (*added, *not_known(draft.lost, kept or ()), *changed, *_links_lost(sheets))
    return instrument, LossReport(format="xlsform", direction="import", subject=instrument.id, lost=lost)


def _sheets(instrument: Instrument, translations: Sequence[Translation]) -> list[Written]:
    spoken = speeches(instrument, translations)
    survey, choices, settings = list(survey_rows(spoken)), list(choice_rows(spoken)), settings_row(spoken)
    return [
        ("survey", columns_of(survey, SURVEY), survey),
        ("choices", columns_of(choices, CHOICES), choices),
        ("settings", list(settings), [settings]),
    ]


def _read_alone(sheets: Mapping[str, Sheet], file: str) -> Reading:
    """What the three sheets of XLSForm say."""
    form = read_form(sheets, file)
    return read_rows(form, title=_title(form))


def _whole(reading: Reading) -> dict[str, Any]:
    """The fields of an instrument."""
    form = reading.form
    return {
        "id": own_code(form.setting("form_id") or _title(form), taken=(), instead="form"),
        "title": _title(form),
        "edition": form.setting("version") or "1",
        "audience": "preceptee" if reading.scales else "organisation",
        "source": SOURCE,
        **reading.scales,
        "sections": reading.draft.sections,
    }


def _title(form: Form) -> str:
    return form.setting("form_title") or form.setting("form_id") or form.file.rsplit(".", 1)[0]


def _added(form: Form, instrument: Instrument) -> tuple[Lost, ...]:
    """What a form nobody here wrote leaves open, and the languages that are not read."""
    lost = [
        Lost(place=place, what="added", value=str(getattr(instrument, place)), why=NOT_SAID)
        for place in ("audience", "source", *(() if form.setting("version") else ("edition",)))
    ]
    if form.setting("form_id") not in {"", instrument.id}:
        why = f"the form is called {instrument.id} here"
        lost.append(
            Lost(place="settings form_id", what="approximated", value=form.setting("form_id"), why=why)
        )
    why = "an instrument has one language; others are translations of it"
    lost += [Lost(place=f"label::{each}", what="dropped", value=each, why=why) for each in form.others]
    return tuple(lost)


def _links_lost(sheets: Mapping[str, Sheet]) -> tuple[Lost, ...]:
    links = sheets.get(links_sheet.SHEET)
    if links is None or not links.rows:
        return ()
    return (Lost(place=links.name, what="dropped", value=f"{len(links.rows)} links", why=LINKS_ELSEWHERE),)


def _report(format_key: str, subject: str, lost: tuple[Lost, ...]) -> LossReport:
    return LossReport(format=format_key, direction="export", subject=subject, lost=lost)
