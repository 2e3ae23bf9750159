"""`answers import`: a survey done elsewhere, brought in so that it can be released here."""

from pathlib import Path
from typing import Annotated

import typer
from sqlmodel import Session

from app.answers_check import Ground, read_submissions
from app.answers_fhir import SUFFIX, read_responses
from app.audit import record
from app.clock import utc_now
from app.commands.context import read_settings, ready_database, refusals
from app.own_definitions import load_own
from reports.wording import plural
from surveys.imports import imported_id, store_submissions
from surveys.store.definitions import definition_rows
from surveys.store.organisations import all_organisations
from surveys.store.responses import stored_responses
from surveys.store.time_points import find_time_point
from surveys.tables import TimePoint

answers = typer.Typer(help="Answers collected elsewhere.", no_args_is_help=True)
COMMAND = "command line"


@answers.command("import")
def import_answers(
    file: Annotated[
        Path,
        typer.Argument(
            help="CSV or .xlsx with one row for each respondent and item; or .json of FHIR QuestionnaireResponses."
        ),
    ],
    survey: Annotated[str, typer.Option("--survey", help="Number or title of the time point.")],
    organisation: Annotated[
        str,
        typer.Option("--organisation", help="For .json: the code of the organisation the answers are from."),
    ] = "",
) -> None:
    """Store a file of answers as submissions of a time point, all of them or none."""
    with refusals():
        settings = read_settings()
        with ready_database(settings) as database:
            with database.reading() as session:  # nobody else waits while a long file is read
                point = find_time_point(session, survey)
                time_point, title = point.id or 0, point.title
                ground = _ground(session, point, settings.key)
                if file.suffix.lower() == SUFFIX:
                    submissions = read_responses(file, ground, organisation=organisation)
                else:
                    submissions = read_submissions(file, ground)
            with database.writing() as session:
                store_submissions(session, submissions, time_point=time_point)
                record(session, at=utc_now(), actor=COMMAND, action="import answers", subject=title)
    ratings = sum(len(each.ratings) for each in submissions)
    people = plural(len(submissions), "respondent")
    print(f"{people} and {plural(ratings, 'answer')} imported into {title}, 0 refused.")


def _ground(session: Session, point: TimePoint, key: bytes) -> Ground:
    definitions = load_own(definition_rows(session))
    time_point = point.id or 0
    return Ground(
        title=point.title,
        instruments={
            "preceptee": definitions.instruments[point.preceptee_instrument],
            "preceptor": definitions.instruments[point.preceptor_instrument],
        },
        organisations={each.code: each for each in all_organisations(session)},
        identify=lambda label: imported_id(label, time_point=time_point, key=key),
        taken=lambda ids: stored_responses(session, ids),
    )
