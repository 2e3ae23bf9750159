"""`import`, `export` and `remove` of definitions, the same for frameworks, questionnaires and crosswalks."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from app.clock import utc_now
from app.commands.context import known_definitions, ready_database, refusals, say
from app.definition_files import find_definition
from app.definition_kinds import kind_of
from app.definitions import Definitions
from app.excel_files import CSV, find_framework, read_csv
from app.formats import Imported, format_of, writers
from app.importing import Plan, plan_import, read_file
from app.own_definitions import add_definitions, check_added, load_own, remove_definition
from frameworks.definition import DefinitionError
from frameworks.loss import LossReport
from reports.wording import plural
from surveys.errors import Refused
from surveys.store.definitions import definition_rows, definitions_revision

COMMAND = "command line"
SHOWN = 40
"""Changes told at the terminal; the rest are counted. The page shows all."""

instruments = typer.Typer(help="Questionnaires: what people are asked.", no_args_is_help=True)
crosswalks = typer.Typer(help="Crosswalks: what speaks to what.", no_args_is_help=True)
LossFile = Annotated[Path | None, typer.Option("--loss", help="Write what was lost as JSON to this file.")]
Key = Annotated[str | None, typer.Option("--format", help="The file's format; its ending tells otherwise.")]
Like = Annotated[
    str | None,
    typer.Option("--like", metavar="ID", help="For a CSV of items alone: the framework that says the rest."),
]
Said = Annotated[
    list[str] | None,
    typer.Option(
        "--set", metavar="KEY=VALUE", help="For a CSV of items: a key of the framework, as id=standards-2027."
    ),
]


def import_file(
    file: Annotated[Path, typer.Argument(help="The file to add definitions from.")],
    key: Key = None,
    yes: Annotated[bool, typer.Option("--yes", help="Store it. Without, it is only shown.")] = False,
    reason: Annotated[str, typer.Option("--reason", help="Why; it is kept beside it.")] = "",
    loss: LossFile = None,
    like: Like = None,
    said: Said = None,
) -> None:
    """Check a file of definitions, show what it would change, and with --yes store it, whole or not at all."""
    with refusals(), ready_database() as database:
        with database.reading() as session:
            rows, seen = list(definition_rows(session)), definitions_revision(session)
        known = load_own(rows)
        found = _read_items(file, key, like, said or ()) if like or said else _read(file, key, known)
        _tell_loss(found.loss, loss)
        plan = plan_import(found.documents, known)
        problems = check_added(rows, plan.documents)
        if problems:
            raise DefinitionError(tuple(problems))
        print("\n".join(plan_lines(plan)))
        if not yes:
            say("Nothing is stored yet. Run it again with --yes to store it.")
            return
        with database.writing() as session:
            add_definitions(session, plan.documents, by=COMMAND, now=utc_now(), reason=reason, seen=seen)
        print(f"Stored {plural(len(plan.documents), 'definition')}.")


def export_file(
    id: Annotated[str, typer.Argument(metavar="ID", help="Its id.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="The file to write.")],
    key: Annotated[str, typer.Option("--format", help="The format to write.")] = "yaml",
    loss: LossFile = None,
) -> None:
    """Write a definition as a file, and say what the format could not hold."""
    with refusals():
        definitions = known_definitions()
        kind = kind_of(find_definition(definitions, id))
        found = writers(kind.key).get(key)
        if found is None or found.write is None:
            known = ", ".join(writers(kind.key))
            raise Refused(f"A {kind.title.lower()} cannot be written as {key}. Choose one of: {known}.")
        exported = found.write(definitions, id)
        output.write_bytes(exported.content)
        _tell_loss(exported.loss, loss)
        say(f"Wrote {output}")


def remove(
    id: Annotated[str, typer.Argument(metavar="ID", help="The id of one that was added.")],
) -> None:
    """Take away a definition that was added and that nothing needs."""
    with refusals(), ready_database() as database, database.writing() as session:
        remove_definition(session, id, by=COMMAND, now=utc_now(), seen=definitions_revision(session))
        print(f"{id} is taken away.")


def add_file_commands(group: typer.Typer) -> None:
    """Give a group of commands import, export and remove."""
    commands: dict[str, Callable[..., Any]] = {"import": import_file, "export": export_file, "remove": remove}
    for name, command in commands.items():
        group.command(name)(command)


def _read(file: Path, key: str | None, known: Definitions) -> Imported:
    return read_file(file.read_bytes(), file.name, key, definitions=known)


def _read_items(file: Path, key: str | None, like: str | None, said: Sequence[str]) -> Imported:
    """A CSV of items, with what it does not say of the framework said by options."""
    if (key or format_of(file.name)) != CSV:
        raise Refused("--like and --set are for a CSV of items; other files say everything themselves.")
    pairs = [each.partition("=") for each in said]
    wrong = [name for name, sign, _ in pairs if not sign]
    if wrong:
        raise Refused(f"--set {wrong[0]} has no value. Write it as {wrong[0]}=VALUE.")
    framework = find_framework(known_definitions(), like) if like else None
    given = {name: value for name, _, value in pairs}
    return Imported(*read_csv(file.read_bytes(), file.name, like=framework, given=given))


def plan_lines(plan: Plan) -> list[str]:
    """What would be added and changed, for people at a terminal."""
    lines = []
    for each in plan.proposals:
        beside = f", beside {each.instead_of}" if each.instead_of else ""
        lines.append(f"{each.kind} {each.id}: {each.title}{beside}")
        lines += [
            f"  {change.place}: {change.before or 'nothing'} -> {change.after or 'nothing'}"
            for change in each.changes[:SHOWN]
        ]
        if len(each.changes) > SHOWN:
            lines.append(f"  and {len(each.changes) - SHOWN} more changes")
    for crosswalk, edges in plan.dropped.items():
        lines.append(f"No place in {crosswalk} for: {', '.join(edges)}")
    return lines


def _tell_loss(report: LossReport, file: Path | None) -> None:
    if file is not None:
        file.write_text(report.model_dump_json(indent=2), encoding="utf-8")
    if report.lost:
        where = f"see {file}" if file else "--loss FILE writes what"
        did = "was left out or changed" if len(report.lost) == 1 else "were left out or changed"
        whence = f"for {report.format}" if report.direction == "export" else f"in reading {report.format}"
        say(f"{plural(len(report.lost), 'thing')} {did} {whence}; {where}.")
