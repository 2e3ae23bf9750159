"""`headcounts`: how many people there are to answer, where the steering group knows it."""

from pathlib import Path
from typing import Annotated

import typer

from app.audit import record
from app.clock import utc_now
from app.commands.context import ready_database, refusals
from app.headcounts import check_source, load_headcounts, read_file
from reports.wording import plural
from surveys.errors import Invalid
from surveys.fields import Unusable
from surveys.store.time_points import find_time_point

headcounts = typer.Typer(help="Known numbers of people, to hold the response against.", no_args_is_help=True)
COMMAND = "command line"


@headcounts.command("load")
def load(
    file: Annotated[
        Path, typer.Argument(help="CSV or .xlsx with the columns audience, region, pathway, sector, people.")
    ],
    survey: Annotated[str, typer.Option("--survey", help="Number or title of the time point.")],
    source: Annotated[str, typer.Option("--source", help="Where the numbers come from, such as a register.")],
) -> None:
    """Load headcounts of a time point in place of those it has, whole or not at all.

    An empty region, pathway or sector means every one; an empty number means that nobody knows it.
    """
    with refusals():
        try:
            lines = read_file(file, source=check_source(source.strip()))
        except Unusable as unusable:
            raise Invalid({"source": str(unusable)}) from unusable
        with ready_database() as database, database.writing() as session:
            point = find_time_point(session, survey)
            done = load_headcounts(session, lines, time_point=point.id or 0)
            record(
                session,
                at=utc_now(),
                actor=COMMAND,
                action="load headcounts",
                subject=point.title,
                result=done,
            )
            title = point.title
    print(f"{plural(len(lines), 'headcount')} loaded into {title}, 0 refused.")
