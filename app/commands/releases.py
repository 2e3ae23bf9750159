"""`release` and `export`: making, approving and taking figures away."""

from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Literal

import typer
from sqlmodel import Session, col, select

from app.attacks import attack_again, rebuild_release
from app.clock import utc_now
from app.commands.context import ready_database, refusals, say
from app.evidence import load_attack
from app.making import make_release
from app.national import all_tables, national_workbook
from app.own_definitions import load_own
from app.progress import tell_progress
from app.published import publish
from app.release_text import release_lines
from app.releases import approve_release, load_release
from app.tables import Account
from app.weighted import get_weighted_table
from reports.attack import attack_words
from reports.labelled.files import wrapping_of
from reports.labelled.release import release_data
from surveys.errors import NotAllowed, NotFound
from surveys.store.definitions import definition_rows
from surveys.store.releases import all_releases, get_release, latest_approved
from surveys.store.time_points import find_time_point

release = typer.Typer(help="Releases of protected figures.", no_args_is_help=True)
By = Annotated[str, typer.Option(help="User name of the member of the steering group who does this.")]


@release.command("list")
def list_releases() -> None:
    """List every release and its state."""
    with refusals(), ready_database() as database, database.reading() as session:
        for row in all_releases(session):
            print(f"{row.number}  {row.state}  made {row.made_on} by {row.author}")


Number = Annotated[int, typer.Argument(help="Number of the release.")]
Survey = Annotated[str, typer.Option("--survey", help="Number or title of the time point.")]


@release.command("make")
def make(survey: Survey, by: By) -> None:
    """Count, protect, attack and store a release; it waits for somebody else to approve it."""
    with refusals(), ready_database() as database:
        with database.reading() as session:
            point, who = find_time_point(session, survey), _steering(session, by)
            definitions = load_own(definition_rows(session))
        number = make_release(
            database,
            time_point=point.id or 0,
            by=who,
            now=utc_now(),
            definitions=definitions,
            code_version=version("preceptmap"),
            progress=tell_progress(say, point.title),
        )
        print(f"Release {number} is waiting for approval.")


@release.command("attack")
def attack(
    number: Number,
    form: Annotated[
        Literal["text", "json"], typer.Option("--format", help="How to print the report.")
    ] = "text",
) -> None:
    """Attack a release with all earlier ones of its time point, and say what could be worked out.

    Exit code 1 when anything can be.
    """
    with refusals(), ready_database() as database:
        report = attack_again(database, number, progress=tell_progress(say, f"Release {number}"))
        print(report.model_dump_json(indent=2) if form == "json" else attack_words(report))
    if report.own_findings:
        raise typer.Exit(1)


@release.command("rebuild")
def rebuild(number: Number) -> None:
    """Make a release again from what was kept of it, and say whether it is the same to the last figure."""
    with refusals(), ready_database() as database, database.reading() as session:
        same = rebuild_release(session, number, load_own(definition_rows(session)))
        print(f"Release {number}, made again: {same.content_hash}, the same content.")


@release.command("approve")
def approve(number: Number, by: By) -> None:
    """Approve a waiting release that somebody else made."""
    with refusals(), ready_database() as database, database.writing() as session:
        row = get_release(session, number)
        approve_release(
            session, number=number, revision=row.revision, by=_steering(session, by), now=utc_now()
        )
        print(f"Release {number} is approved.")


@release.command("show")
def show(
    number: Annotated[int, typer.Argument(help="Number of the release.")],
    how: Annotated[Literal["text", "json"], typer.Option("--format", help="How to print it.")] = "text",
) -> None:
    """Print every figure of a release, waiting or approved, as the steering group reads it."""
    with refusals(), ready_database() as database, database.reading() as session:
        row, definitions = get_release(session, number), load_own(definition_rows(session))
        found = load_release(session, number)
        attacked, tables = load_attack(session, number), all_tables(found, definitions)
        document = publish(found, row, tables, attack=attacked, definitions=definitions)
        print(
            document.model_dump_json(indent=2) if how == "json" else "\n".join(release_lines(document, row))
        )


def export(
    output: Annotated[
        Path,
        typer.Option(
            "-o",
            "--output",
            help="File to write: .xlsx for the national workbook; .zip, .parquet or .sav for labelled data.",
        ),
    ],
    number: Annotated[
        int | None, typer.Option("--release", help="Number of an approved release; the latest otherwise.")
    ] = None,
    weighted: Annotated[
        bool, typer.Option("--weighted", help="Add a sheet of need weighted by known headcounts.")
    ] = False,
) -> None:
    """Write the national workbook of an approved release, or all its figures as labelled data."""
    with refusals(), ready_database() as database, database.reading() as session:
        row = get_release(session, number) if number else latest_approved(session)
        if row is None or row.state != "approved":
            raise NotFound("There is no such approved release. `preceptmap release list` shows them.")
        found, definitions = load_release(session, row.number), load_own(definition_rows(session))
        extra = (get_weighted_table(found, definitions),) if weighted else ()
        if output.suffix.lower() == ".xlsx":
            attack = load_attack(session, row.number)
            content = national_workbook(found, definitions, attack=attack, extra=extra)
        else:
            data = release_data(found, [*all_tables(found, definitions), *extra])
            content = wrapping_of(output.name, besides=(".xlsx",)).write(data)
        output.write_bytes(content)
        say(f"Wrote {output}")


def _steering(session: Session, username: str) -> str:
    wanted = select(Account).where(col(Account.username) == username.casefold())
    account = session.exec(wanted).first()
    if account is None or account.role != "steering" or account.state != "active":
        raise NotAllowed(f"{username} is not an active account of the steering group.")
    return account.username
