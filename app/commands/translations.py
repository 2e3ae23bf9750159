"""`translations`: the words of questionnaires and frameworks, and of our own pages, in another language."""

import json
from pathlib import Path
from typing import Annotated

import typer
from pydantic import BaseModel

from app.catalogue_rules import catalogue_problems
from app.catalogue_words import gather, update, write_catalogue
from app.catalogues import WORDS, read_catalogue, unchecked
from app.clock import utc_now
from app.commands.context import REFUSED, known_definitions, ready_database, refusals, say
from app.commands.definitions import Format
from app.commands.files import COMMAND, remove
from app.definitions import Definitions
from app.own_definitions import load_own
from app.own_translations import put_translation
from frameworks.model import Language
from frameworks.translation import ENGLISH, LANGUAGES, Translation
from frameworks.translation_rules import Standing, promised, standing_of
from frameworks.yaml_text import yaml_text
from mapping.spreadsheet import read_rows
from reports.interchange.translation_sheet import READ, read_sheet, sheet_csv, sheet_rows, sheet_xlsx
from reports.wording import plural
from surveys.errors import NotFound
from surveys.store.definitions import definition_rows, definitions_revision

translations = typer.Typer(help="Words in other languages than English.", no_args_is_help=True)
translations.command("remove")(remove)
Other = Annotated[Language, typer.Option("--language", help="The language, by its code.")]
WELSH: Language = "cy"


@translations.command("template")
def write_template(
    id: Annotated[str, typer.Argument(metavar="ID", help="What to translate, such as preceptee-2026.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="The .xlsx or .csv file to write.")],
    language: Other = WELSH,
) -> None:
    """Write a sheet to translate in: a row a text, with what is translated already."""
    with refusals():
        definitions = known_definitions()
        definition = _translatable(definitions).get(id)
        if definition is None:
            raise NotFound(f"There is no framework or questionnaire {id}.")
        rows = sheet_rows(definition, definitions.translations.get((id, language)), language)
        csv = output.suffix.lower() == ".csv"
        output.write_bytes(sheet_csv(rows) if csv else sheet_xlsx(rows, language=language))
    say(f"Wrote {output}: {plural(len(rows) - 1, 'text')}")


@translations.command("import")
def import_sheet(
    file: Annotated[Path, typer.Argument(help="A filled-in sheet, .xlsx or .csv.")],
    yes: Annotated[bool, typer.Option("--yes", help="Store it. Without, it is only shown.")] = False,
    reason: Annotated[str, typer.Option("--reason", help="Why; it is kept beside it.")] = "",
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="Write it as a YAML file instead of storing it.")
    ] = None,
) -> None:
    """Check a filled-in sheet, say how far it has come, and with --yes store it, whole or not at all."""
    with refusals():
        if output is not None:
            translation = _read(file, known_definitions())
            output.write_text(yaml_text(translation), encoding="utf-8")
            say(f"Wrote {output}: {plural(len(translation.entries), 'text')}")
            return
        with ready_database() as database:
            with database.reading() as session:
                rows, seen = list(definition_rows(session)), definitions_revision(session)
            definitions = load_own(rows)
            translation = _read(file, definitions)
            standing = standing_of(_translatable(definitions)[translation.of], translation)
            print(f"{translation.id}: {_words(standing)}")
            if not yes:
                say("Nothing is stored yet. Run it again with --yes to store it.")
                return
            with database.writing() as session:
                put_translation(session, translation, by=COMMAND, now=utc_now(), reason=reason, seen=seen)
            print(f"Stored {translation.id}.")


@translations.command("status")
def show_status(language: Other = WELSH, how: Format = "text") -> None:
    """Show for each questionnaire and framework, and for our pages, what is translated, missing, old or unchecked."""
    with refusals():
        definitions = known_definitions()
    found = {
        id: standing_of(each, definitions.translations.get((id, language)))
        for id, each in _translatable(definitions).items()
        if (id, language) in definitions.translations or language in promised(each)
    }
    pages = read_catalogue(language)
    lacking = len(catalogue_problems(pages, gather(), file=f"{language}.po"))
    if how == "json":
        counts = {id: _counts(standing) for id, standing in found.items()}
        print(json.dumps(counts | {"pages": {"problems": lacking, "unchecked": unchecked(pages)}}, indent=2))
        return
    for id, standing in found.items():
        print(f"{id} in {LANGUAGES[language]}: {_words(standing)}")
    print(f"our pages in {LANGUAGES[language]}: {plural(lacking, 'problem')}, {unchecked(pages)} unchecked")


@translations.command("words")
def update_words(language: Other = WELSH) -> None:
    """Bring the catalogue of our own pages up to date with what they say, and name what has no words yet."""
    with refusals():
        if language == ENGLISH:
            raise NotFound("Pages are written in English; choose another language.")
        write_catalogue(update(language), language)
        problems = catalogue_problems(read_catalogue(language), gather(), file=f"{language}.po")
    for problem in problems:
        say(str(problem))
    if problems:
        say(f"{plural(len(problems), 'problem')} in {WORDS / f'{language}.po'}.")
        raise typer.Exit(REFUSED)
    print(f"{WORDS / f'{language}.po'} has words for everything.")


def _read(file: Path, definitions: Definitions) -> Translation:
    rows = read_rows(file, naming=[name.lower() for name in READ])
    return read_sheet(
        rows,
        file=file.name,
        definitions=_translatable(definitions),
        translations=definitions.translations,
    )


def _translatable(definitions: Definitions) -> dict[str, BaseModel]:
    return {**definitions.frameworks, **definitions.instruments}


def _counts(standing: Standing) -> dict[str, int]:
    return {
        "complete": len(standing.complete),
        "missing": len(standing.missing),
        "stale": len(standing.stale),
        "unchecked": standing.unchecked,
    }


def _words(standing: Standing) -> str:
    return ", ".join(f"{count} {name}" for name, count in _counts(standing).items())
