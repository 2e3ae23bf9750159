"""A workbook as a form: its three sheets with columns by the names XLSForm has for them, in one language."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from frameworks.loss import Lost
from reports.interchange.draft import Where
from reports.interchange.xlsform.names import SHEETS, heading_of, language_chosen
from reports.interchange.xlsform.sheets import Row, Sheet, refusal

NEEDED = {"survey": ("type",), "choices": ("list_name", "name")}


@dataclass(frozen=True)
class Form:
    """The rows of each sheet by plain column names; words are those of `language`."""

    file: str
    survey: tuple[Row, ...]
    choices: tuple[Row, ...]
    settings: Row | None
    language: str
    others: tuple[str, ...]
    lost: tuple[Lost, ...]

    def lists(self) -> dict[str, list[Row]]:
        """The rows of `choices` by the name of their list."""
        lists: dict[str, list[Row]] = {}
        for row in self.choices:
            lists.setdefault(row.get("list_name"), []).append(row)
        return lists

    def setting(self, name: str) -> str:
        """What a setting says; empty where it says nothing."""
        return self.settings.get(name) if self.settings else ""


def read_form(sheets: Mapping[str, Sheet], file: str, *, language: str | None = None) -> Form:
    """The form in its default language, or in `language` where it has words in it.

    Raises DefinitionError when a sheet or column is missing.
    """
    found = {key: _sheet(sheets, key) for key in SHEETS}
    if found["survey"] is None:
        raise refusal(file, "there is no sheet 'survey'; an XLSForm asks its questions there")
    for key, names in NEEDED.items():
        _check_columns(found[key], key, names, file)
    settings = next(iter(_plain(found["settings"], "settings")), None)
    languages = _languages(found)
    default = settings.get("default_language") if settings else ""
    own = language_chosen(languages, default)
    chosen = language or own
    return Form(
        file=file,
        survey=tuple(_plain(found["survey"], "survey", chosen, own)),
        choices=tuple(_plain(found["choices"], "choices", chosen, own)),
        settings=settings,
        language=chosen,
        others=tuple(each for each in languages if each != chosen),
        lost=tuple(_unread(sheets)) if len(sheets) > 1 else (),
    )


def _sheet(sheets: Mapping[str, Sheet], key: str) -> Sheet | None:
    """The sheet of this name; the only sheet of a workbook is its survey whatever its name."""
    if key == "survey" and len(sheets) == 1:
        only = next(iter(sheets.values()))
        return only if "type" in {heading_of(heading, key)[0] for heading in only.headings} else None
    return next((sheets[name] for name in SHEETS[key] if name in sheets), None)


def _check_columns(sheet: Sheet | None, key: str, names: tuple[str, ...], file: str) -> None:
    if sheet is None or not sheet.rows:
        return
    there = {heading_of(heading, key)[0] for heading in sheet.headings}
    for name in names:
        if name not in there:
            raise refusal(file, f"there is no column '{name}'; add it", Where(f"{sheet.name}!1", 1))


def _languages(found: Mapping[str, Sheet | None]) -> list[str]:
    """The languages of the form's labels, in the order of their columns."""
    headings = [
        heading_of(heading, key)
        for key in ("survey", "choices")
        if (sheet := found[key])
        for heading in sheet.headings
    ]
    return list(dict.fromkeys(language for name, language in headings if language and name == "label"))


def _plain(sheet: Sheet | None, key: str, *languages: str) -> Iterator[Row]:
    """The rows with plain names of columns. Words in the first language win, then the second, then any in none."""
    if sheet is None:
        return
    named = [(heading, *heading_of(heading, key)) for heading in sheet.headings]
    order = dict.fromkeys((*languages, ""))
    kept = [(heading, name) for wanted in order for heading, name, language in named if language == wanted]
    for row in sheet.rows:
        values: dict[str, str] = {}
        letters: dict[str, str] = {}
        for heading, name in kept:
            if name and (text := row.get(heading)):
                values.setdefault(name, text)
            letters.setdefault(name, row.letters.get(heading, ""))
        if values:
            yield Row(row.sheet, row.line, values, letters)


def _unread(sheets: Mapping[str, Sheet]) -> Iterator[Lost]:
    """Sheets that a form may have and an instrument has no room for."""
    known = {name for names in SHEETS.values() for name in names}
    for key, sheet in sheets.items():
        if key not in known and not key.startswith("_") and sheet.rows:
            yield Lost(place=sheet.name, what="dropped", why="this sheet is not read")
