"""An instrument to an XLSForm workbook and back, with what was lost on the way."""

from collections.abc import Mapping, Sequence
from typing import Any

from frameworks.loss import LossReport, Lost, lost_between
from frameworks.translation import Translation
from mapping.crosswalk import Crosswalk
from reports.interchange.other_words import words_besides
from reports.interchange.own_codes import own_code
from reports.interchange.unsaid import known_losses, not_known, restored, unsaid
from reports.interchange.words import LANGUAGES
from reports.interchange.xlsform import kept as kept_sheet
from reports.interchange.xlsform import links as links_sheet
from reports.interchange.xlsform import translations as words_sheet
from reports.interchange.xlsform.book import Sheet as Written
from reports.interchange.xlsform.book import write_book
from reports.interchange.xlsform.form import Form, read_form
from reports.interchange.xlsform.names import language_code
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

Documents = tuple[Instrument | Translation, ...]


def write_xlsform(
    instrument: Instrument,
    *,
    crosswalks: Sequence[Crosswalk] = (),
    translations: Sequence[Translation] = (),
    plain: bool = False,
) -> tuple[bytes, LossReport]:
    """The workbook and what it loses. With `plain` there are no sheets of our own, and more is lost."""
    spoken = [each for each in translations if each.of == instrument.id and each.language in LANGUAGES]
    sheets = _sheets(instrument, spoken)
    whole = instrument.model_dump(mode="json")
    again = read_sheets(write_book(sheets), instrument.id)
    reading = _read_alone(again, instrument.id)
    alone = reading.draft.instrument(_whole(reading), rules=False)
    read = alone.model_dump(mode="json")
    if plain:
        lost = (*lost_between(whole, read, why=NO_ROOM), *_unchecked(spoken))
        return write_book(sheets), LossReport(
            format="xlsform-plain", direction="export", subject=instrument.id, lost=lost
        )
    sheets += _sheet_of(
        links_sheet.SHEET, links_sheet.COLUMNS, list(links_sheet.link_rows(instrument, crosswalks))
    )
    words = words_sheet.translation_rows(spoken, _other_words(again, reading.form, alone))
    sheets += _sheet_of(words_sheet.SHEET, words_sheet.COLUMNS, list(words))
    kept = kept_sheet.kept_rows([*unsaid(whole, read), known_losses(reading.draft.lost)])
    sheets += _sheet_of(kept_sheet.SHEET, columns_of(kept, kept_sheet.COLUMNS), kept)
    return write_book(sheets), LossReport(format="xlsform", direction="export", subject=instrument.id)


def read_xlsform(content: bytes, file: str) -> tuple[Documents, LossReport]:
    """The instrument a workbook asks, ours or anybody's, then its translations; and what of the workbook they do
    not hold.

    Raises DefinitionError with every problem, naming sheet and cell.
    """
    sheets = read_sheets(content, file)
    kept = kept_sheet.read_kept(sheets, file)
    reading = _read_alone(sheets, file)
    draft, form = reading.draft, reading.form
    alone = draft.instrument(_whole(reading), rules=False)
    whole, changed = restored(alone.model_dump(mode="json"), kept or (), place=kept_sheet.SHEET)
    instrument = draft.instrument(whole, rules=True)
    others = _other_words(sheets, form, alone)
    translations, gone = words_sheet.read_translations(
        sheets.get(words_sheet.SHEET), instrument, others, file
    )
    lost = (
        *(_added(form, instrument) if kept is None else ()),
        *not_known(draft.lost, kept or ()),
        *changed,
        *gone,
        *_links_lost(sheets),
    )
    report = LossReport(format="xlsform", direction="import", subject=instrument.id, lost=lost)
    return (instrument, *translations), report


def _sheets(instrument: Instrument, translations: Sequence[Translation]) -> list[Written]:
    """The three sheets of XLSForm."""
    spoken = speeches(instrument, translations)
    survey, choices, settings = list(survey_rows(spoken)), list(choice_rows(spoken)), settings_row(spoken)
    return [
        ("survey", columns_of(survey, SURVEY), survey),
        ("choices", columns_of(choices, CHOICES), choices),
        ("settings", list(settings), [settings]),
    ]


def _sheet_of(name: str, columns: Sequence[str], rows: Sequence[dict[str, str]]) -> list[Written]:
    """The sheet, where it has rows."""
    return [(name, columns, rows)] if rows else []


def _read_alone(sheets: Mapping[str, Sheet], file: str, *, language: str | None = None) -> Reading:
    """What the three sheets of XLSForm say."""
    form = read_form(sheets, file, language=language)
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


def _other_words(sheets: Mapping[str, Sheet], form: Form, alone: Instrument) -> dict[str, dict[str, str]]:
    """The words of the form's other languages, as far as they are languages of ours, where they are others."""
    found = {}
    for language in LANGUAGES:
        column = next((each for each in form.others if language_code(each) == language), None)
        if column is not None:
            read = _read_alone(sheets, form.file, language=column)
            found[language] = words_besides(read.draft.instrument(_whole(read), rules=False), alone)
    return found


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
    lost += [
        Lost(place=f"label::{each}", what="dropped", value=each, why="nothing here is in this language")
        for each in form.others
        if language_code(each) not in LANGUAGES
    ]
    return tuple(lost)


def _unchecked(translations: Sequence[Translation]) -> tuple[Lost, ...]:
    """A form shows words in other languages; who made and checked them it cannot say."""
    why = "an XLSForm has the words, not who made and checked them"
    return tuple(
        Lost(place=f"translation {each.id}", what="approximated", value=each.provenance, why=why)
        for each in translations
    )


def _links_lost(sheets: Mapping[str, Sheet]) -> tuple[Lost, ...]:
    links = sheets.get(links_sheet.SHEET)
    if links is None or not links.rows:
        return ()
    return (Lost(place=links.name, what="dropped", value=f"{len(links.rows)} links", why=LINKS_ELSEWHERE),)
