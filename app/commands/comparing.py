"""`frameworks compare`: what differs between two frameworks."""

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from app.clock import london_day, utc_now
from app.commands.context import REFUSED, known_definitions, refusals, say
from frameworks.compare import compare
from reports.compared_editions import comparison_lines, comparison_workbook

Id = Annotated[str, typer.Argument(help="A framework's id, as `list` prints it.")]


def compare_frameworks(
    earlier: Id,
    later: Id,
    how: Annotated[
        Literal["text", "json", "xlsx"], typer.Option("--format", help="How to give it.")
    ] = "text",
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="Write to this file; needed for xlsx.")
    ] = None,
) -> None:
    """Compare two frameworks: two editions, or a region's or a trust's own version and its base."""
    if how == "xlsx" and output is None:
        raise typer.BadParameter("A workbook needs a file to go to: add -o FILE.")
    with refusals():
        known = known_definitions().frameworks
    missing = [each for each in (earlier, later) if each not in known]
    if missing:
        say(f"There is no framework {missing[0]}. Known: {', '.join(known)}")
        raise typer.Exit(REFUSED)
    before, after = known[earlier], known[later]
    found = compare(before, after)
    if how == "xlsx":
        content = comparison_workbook(found, before, after, made_on=london_day(utc_now()))
    elif how == "json":
        content = (found.model_dump_json(indent=2) + "\n").encode()
    else:
        content = ("\n".join(comparison_lines(found)) + "\n").encode()
    with refusals():
        _write(output, content)


def _write(output: Path | None, content: bytes) -> None:
    if output is None:
        sys.stdout.write(content.decode())
        return
    output.write_bytes(content)
    say(f"Wrote {output}.")
