"""`analyse FILE`: measures of answers a trust already has. Needs no database."""

import json
import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from app.clock import london_day, utc_now
from app.commands.context import REFUSED, refusals, say
from mapping.analyse import analyse
from mapping.answers_file import AnswersRefused, read_answers
from reports.analysis_book import analysis_csv, analysis_workbook


def analyse_file(
    file: Annotated[Path, typer.Argument(help="CSV or .xlsx with one row for each respondent and item.")],
    how: Annotated[Literal["json", "csv", "xlsx"], typer.Option("--format", help="What to write.")] = "json",
    audience: Annotated[
        Literal["own", "public"],
        typer.Option(help="own: exact, for whoever's answers they are. public: small numbers hidden."),
    ] = "own",
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="File to write; standard output when left out.")
    ] = None,
) -> None:
    """Work out need, discrepancy scores, interval and quadrant for each item in a spreadsheet."""
    if how == "xlsx" and output is None and sys.stdout.isatty():
        raise typer.BadParameter("Name the workbook to write with -o FILE.xlsx.", param_hint="--format")
    if output is not None and output.resolve() == file.resolve():
        raise typer.BadParameter("That is the file of answers. Choose another name.", param_hint="--output")
    today = london_day(utc_now())
    with refusals():
        try:
            found = analyse(read_answers(file), audience=audience)
        except AnswersRefused as refused:
            _refuse(refused, how)
        if how == "json":
            content = (json.dumps(found, indent=2, ensure_ascii=False, allow_nan=False) + "\n").encode()
        elif how == "csv":
            content = analysis_csv(found)
        else:
            content = analysis_workbook(found, file_name=file.name, audience=audience, made_on=today)
        if output is None:
            sys.stdout.buffer.write(content)
            sys.stdout.buffer.flush()
        else:
            output.write_bytes(content)
            say(f"Wrote {output}")


def _refuse(refused: AnswersRefused, how: str) -> None:
    for refusal in refused.refusals:
        say(str(refusal))
    if how == "json":
        places = [
            {"line": each.line, "column": each.column, "message": each.message} for each in refused.refusals
        ]
        print(json.dumps({"items": [], "respondents": 0, "refused": places}, indent=2, ensure_ascii=False))
    raise typer.Exit(REFUSED)
