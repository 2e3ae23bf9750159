"""`template` of frameworks, questionnaires and crosswalks: workbooks to write them in."""

from pathlib import Path
from typing import Annotated

import typer

from app.commands.context import known_definitions, refusals, say
from app.excel_files import template_of
from reports.interchange.excel.template import crosswalk_template, framework_template
from surveys.instrument import Audience

Output = Annotated[Path | None, typer.Option("-o", "--output", help="The file to write.")]


def write_framework_template(output: Output = None) -> None:
    """Write an empty workbook to write a framework in, with notes and a worked example."""
    _write(output or Path("framework-template.xlsx"), framework_template())


def write_crosswalk_template(output: Output = None) -> None:
    """Write an empty workbook to write a crosswalk in, with notes and a worked example."""
    _write(output or Path("crosswalk-template.xlsx"), crosswalk_template())


def write_instrument_template(
    audience: Annotated[Audience, typer.Option(help="Who will answer it.")], output: Output = None
) -> None:
    """Write an empty workbook to write a questionnaire in; the answer scales are those of the newest edition."""
    with refusals():
        content = template_of(known_definitions(), audience)
    _write(output or Path(f"{audience}-template.xlsx"), content)


def add_template_commands(frameworks: typer.Typer, instruments: typer.Typer, crosswalks: typer.Typer) -> None:
    """Give each group of commands its template."""
    frameworks.command("template")(write_framework_template)
    instruments.command("template")(write_instrument_template)
    crosswalks.command("template")(write_crosswalk_template)


def _write(file: Path, content: bytes) -> None:
    with refusals():
        file.write_bytes(content)
    say(f"Wrote {file}")
