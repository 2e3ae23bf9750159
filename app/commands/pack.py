"""`pack`: workbooks an organisation without web access fills in, made and brought back at the command line."""

from pathlib import Path
from typing import Annotated

import typer
from sqlmodel import Session

from app.audit import record
from app.clock import london_day, utc_now
from app.commands.context import read_settings, ready_database, refusals, say
from app.own_definitions import load_own
from app.packs import Returned, can_ask, is_asked_for, make_pack, read_pack, store_pack
from app.place import Place, place_of
from app.sample import SAMPLE, contents
from reports.pack.form import PROVISION
from reports.pack.read import read_manifest
from reports.wording import plural
from surveys.errors import Conflict, NotFound
from surveys.store.definitions import definition_rows
from surveys.store.time_points import find_time_point, get_time_point
from surveys.tables import Organisation, TimePoint

pack = typer.Typer(help="Workbooks to fill in without web access.", no_args_is_help=True)
COMMAND = "command line"


@pack.command("export")
def export_pack(
    organisation: Annotated[str, typer.Argument(metavar="ORG", help="Code of the organisation.")],
    time_point: Annotated[str, typer.Option("--time-point", help="Number or title of the time point.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="File to write, such as RX1.xlsx.")],
    assess: Annotated[
        list[str] | None,
        typer.Option(
            "--assess", help="A framework to ask about; again for more. Without it, all that are asked for."
        ),
    ] = None,
) -> None:
    """Write a workbook with an organisation's provision and self-assessments, filled in with what is saved."""
    with refusals():
        settings = read_settings()
        with ready_database(settings) as database, database.reading() as session:
            definitions = load_own(definition_rows(session))
            place = _place(session, organisation, find_time_point(session, time_point))
            asked = [each.id for each in can_ask(session, place, definitions) if is_asked_for(each)]
            content = make_pack(
                session,
                place,
                definitions=definitions,
                parts=[PROVISION, *(assess or asked)],
                key=settings.key,
                made_on=london_day(utc_now()),
                sample=contents(session) == SAMPLE,
            )
        output.write_bytes(content)
    print(f"{output}: a workbook for {place.name}, {place.title}.")


@pack.command("import")
def import_pack(
    file: Annotated[Path, typer.Argument(help="The workbook that was filled in.")],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would change, and save nothing.")
    ] = False,
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="Keep the workbook's answers where others were saved since.")
    ] = False,
) -> None:
    """Save a filled-in workbook, whole or not at all. Every change is told by its cell."""
    with refusals():
        content, settings = file.read_bytes(), read_settings()
        manifest, _ = read_manifest(content, key=settings.key)
        with ready_database(settings) as database, database.writing() as session:
            place = _place(session, manifest.organisation, get_time_point(session, manifest.time_point))
            returned = read_pack(
                session,
                place,
                content,
                definitions=load_own(definition_rows(session)),
                key=settings.key,
                sample=contents(session) == SAMPLE,
            )
            _tell(returned)
            if returned.clashing and not (overwrite or dry_run):
                raise Conflict(
                    "Answers were saved since this workbook was made; nothing was changed. Add --overwrite to "
                    "keep the workbook's answers."
                )
            if not dry_run:
                _store(session, place, returned)
    done = "would change" if dry_run else "saved"
    print(f"{plural(len(returned.changes), 'answer')} {done} for {place.name}, {place.title}.")


def _store(session: Session, place: Place, returned: Returned) -> None:
    count = store_pack(session, place, returned, seen=returned.seen)
    if count:
        subject, result = f"{place.organisation} {place.title}", plural(count, "answer")
        record(session, at=utc_now(), actor=COMMAND, action="import pack", subject=subject, result=result)


def _tell(returned: Returned) -> None:
    for change in returned.changes:
        say(f"{change.cell}: {change.question} was {change.saved}, is {change.given}")


def _place(session: Session, organisation: str, point: TimePoint) -> Place:
    found = session.get(Organisation, organisation)
    if found is None:
        raise NotFound(
            f"There is no organisation {organisation}. Load organisations first, or check the code."
        )
    if point.moment:
        raise NotFound("An organisation answers at the start of a series only. Name that time point.")
    return place_of(found, point)
