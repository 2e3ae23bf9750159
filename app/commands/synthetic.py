"""`synthetic`: invented answers as labelled rows, for people who write an analysis."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from app.commands.context import known_definitions, refusals, say
from app.synthetic import MOST, synthetic_rows
from reports.labelled.files import wrapping_of


def synthetic(
    output: Annotated[
        Path, typer.Option("-o", "--output", help="File to write: .zip (CSV), .parquet or .sav.")
    ],
    audience: Annotated[
        Literal["preceptee", "preceptor"], typer.Option("--audience", help="Whose questionnaire.")
    ] = "preceptee",
    people: Annotated[int, typer.Option("--people", min=1, max=MOST, help="How many people.")] = 1000,
    seed: Annotated[int, typer.Option("--seed", min=0, help="The same seed gives the same answers.")] = 2026,
) -> None:
    """Write invented answers in the layout of real ones, so that an analysis can be written without anyone's."""
    with refusals():
        wrapping = wrapping_of(output.name)
        data = synthetic_rows(known_definitions(), audience=audience, people=people, seed=seed)
        output.write_bytes(wrapping.write(data))
        say(f"Wrote {output}: {people} invented people")
