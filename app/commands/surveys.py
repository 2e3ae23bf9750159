"""`organisations`, `survey`, `invitations` and `user`: what an operator sets up."""

from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import typer
from sqlmodel import Session, col, select

from app.accounts import add_account
from app.audit import record
from app.clock import london_day, utc_now
from app.commands.context import read_settings, ready_database, refusals, say
from app.handing_out import hand_out
from surveys.errors import NotFound
from surveys.load import load_instruments
from surveys.organisations import load_organisations
from surveys.store.time_points import all_time_points, open_starts
from surveys.tables import TimePoint
from surveys.time_points import close_time_point, open_time_point, plan_time_point
from surveys.trust_file import read_trust_file

organisations = typer.Typer(help="Trusts and other employers.", no_args_is_help=True)
survey = typer.Typer(help="Time points: open and close a collection.", no_args_is_help=True)
invitations = typer.Typer(help="Invitation codes to hand out.", no_args_is_help=True)
user = typer.Typer(help="Accounts of staff.", no_args_is_help=True)
COMMAND = "command line"


@organisations.command("load")
def load(
    file: Annotated[Path, typer.Argument(help="The Organisation Data Service trust file, as published.")],
    snapshot_date: Annotated[
        str | None, typer.Option(help="The day the file was taken, YYYY-MM-DD; today when left out.")
    ] = None,
) -> None:
    """Load organisations from the trust file, whole or not at all."""
    with refusals():
        on = _day(snapshot_date) if snapshot_date else london_day(utc_now())
        trusts = read_trust_file(file)
        with ready_database() as database, database.writing() as session:
            loaded = load_organisations(session, trusts, on=on)
            record(
                session,
                at=utc_now(),
                actor=COMMAND,
                action="load organisations",
                result=f"{loaded.added} added, {loaded.changed} changed",
            )
    print(
        f"{loaded.read} read, {loaded.open} open, 0 refused. {loaded.added} added, {loaded.changed} changed."
    )


@survey.command("list")
def list_surveys() -> None:
    """List every time point and its state."""
    with refusals(), ready_database() as database, database.reading() as session:
        for point in all_time_points(session):
            when = f"{point.moment} months after {point.series}" if point.moment else "a start"
            print(f"{point.title}: {point.state}, {when}")


@survey.command("open")
def open_survey(
    title: Annotated[str, typer.Argument(help="Title of the time point, such as 'Autumn 2026'.")],
    series: Annotated[
        str | None, typer.Option(help="The title of the start it follows, for 3, 6 or 12 months later.")
    ] = None,
    moment: Annotated[int, typer.Option(help="Months after the start of the series: 3, 6 or 12.")] = 0,
) -> None:
    """Open a time point; it is made first when there is none with this title.

    People come back to a later moment of a series with the return code they have.
    """
    if (series is None) != (moment == 0):
        raise typer.BadParameter("Give both --series and --moment, or neither for a new start.")
    with refusals(), ready_database() as database, database.writing() as session:
        point = _find(session, title) or plan_time_point(
            session, title=title, instruments=_current(), series=series, moment=moment
        )
        open_time_point(session, point=point, revision=point.revision, today=london_day(utc_now()))
        record(session, at=utc_now(), actor=COMMAND, action="open time point", subject=point.title)
        print(f"{point.title} is open.")


@survey.command("close")
def close_survey(title: Annotated[str, typer.Argument(help="Title of the time point.")]) -> None:
    """Close a time point, for good."""
    with refusals(), ready_database() as database, database.writing() as session:
        point = _find(session, title)
        if point is None:
            known = ", ".join(each.title for each in all_time_points(session)) or "none"
            raise NotFound(f"There is no time point {title}. Known: {known}.")
        close_time_point(session, point=point, revision=point.revision, today=london_day(utc_now()))
        record(session, at=utc_now(), actor=COMMAND, action="close time point", subject=point.title)
        print(f"{point.title} is closed.")


@invitations.command("make")
def make(
    organisation: Annotated[str, typer.Argument(help="Code of the organisation.")],
    audience: Annotated[Literal["preceptee", "preceptor"], typer.Argument(help="Who the codes are for.")],
    count: Annotated[int, typer.Option(help="How many codes, 1 to 200.")] = 1,
) -> None:
    """Make single-use codes for the open time point and print them, one a line. They are shown only now."""
    with refusals():
        settings = read_settings()
        with ready_database(settings) as database, database.writing() as session:
            points = open_starts(session)
            if not points:
                raise NotFound("No start is open to join. Open one with `preceptmap survey open TITLE`.")
            sheet = hand_out(
                session,
                time_point=points[0].id or 0,
                organisation=organisation,
                audience=audience,
                count=count,
                key=settings.key,
                by=COMMAND,
                now=utc_now(),
            )
    print("\n".join(sheet.codes))


@user.command("add")
def add(
    username: Annotated[str, typer.Argument(help="What the person signs in with, such as an email address.")],
    name: Annotated[str, typer.Option(help="The person's name.")],
    role: Annotated[Literal["lead", "steering", "admin"], typer.Option(help="What they may do.")],
    organisation: Annotated[str | None, typer.Option(help="A lead's organisation, by code.")] = None,
) -> None:
    """Add an account and print its one-time set-up code."""
    with refusals():
        settings = read_settings()
        with ready_database(settings) as database, database.writing() as session:
            account, code = add_account(
                session,
                username=username,
                name=name,
                role=role,
                organisation=organisation,
                key=settings.key,
                now=utc_now(),
                by=COMMAND,
            )
            say(f"{account.username} can set up the account at {settings.base_url}/setup within 7 days.")
    print(code)


def _day(typed: str) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError as error:
        raise typer.BadParameter("Write the date as YYYY-MM-DD.", param_hint="--snapshot-date") from error


def _find(session: Session, title: str) -> TimePoint | None:
    return session.exec(select(TimePoint).where(col(TimePoint.title) == title)).first()


def _current() -> dict[str, str]:
    """The newest edition of each instrument, by audience."""
    return {instrument.audience: instrument.id for instrument in load_instruments().values()}
