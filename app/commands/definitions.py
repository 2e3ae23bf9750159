"""`check` and `frameworks`: definitions as files, with no database."""

import json
from pathlib import Path
from typing import Annotated, Literal

import typer

from app.commands.context import REFUSED, known_definitions, refusals, say
from app.definitions import Folders, check_definitions
from app.page_words import check_page_words
from app.schemas import MODELS, schema_of
from frameworks.load import EDITIONS
from frameworks.model import Framework, Scoring
from frameworks.overlay_files import OVERLAYS
from frameworks.scoring.rules import results_of
from frameworks.translation_files import TRANSLATIONS
from mapping.benchmark import BENCHMARKS
from mapping.crosswalk import CROSSWALKS
from mapping.lens import LENSES
from mapping.sector import SECTORS
from reports.overlays import applies_words, change_lines, said_words
from reports.wording import plural
from surveys.load import CHANGES, INSTRUMENTS
from surveys.resource import RESOURCES

frameworks = typer.Typer(help="Frameworks: what preceptorship is expected to be.", no_args_is_help=True)
Format = Annotated[Literal["text", "json"], typer.Option("--format", help="How to print it.")]


def check(
    frameworks: Annotated[Path, typer.Option(help="Folder of framework editions.")] = EDITIONS,
    overlays: Annotated[
        Path | None, typer.Option(help="Folder of overlays; else beside the editions.")
    ] = None,
    instruments: Annotated[Path, typer.Option(help="Folder of instruments.")] = INSTRUMENTS,
    crosswalks: Annotated[Path, typer.Option(help="Folder of crosswalks.")] = CROSSWALKS,
    changes: Annotated[
        Path, typer.Option(help="Folder of what changed from one edition of an instrument to the next.")
    ] = CHANGES,
    benchmarks: Annotated[Path, typer.Option(help="Folder of published figures.")] = BENCHMARKS,
    sectors: Annotated[Path, typer.Option(help="Folder of sectors.")] = SECTORS,
    resources: Annotated[Path, typer.Option(help="Folder of places to learn from.")] = RESOURCES,
    lenses: Annotated[Path, typer.Option(help="Folder of constructs and actions.")] = LENSES,
    translations: Annotated[Path, typer.Option(help="Folder of translations.")] = TRANSLATIONS,
) -> None:
    """Check every definition file and the words of every page, and say what is wrong and how to mend it."""
    overlays = overlays or frameworks.with_name(OVERLAYS.name)
    folders = Folders(
        editions=frameworks,
        overlays=overlays,
        instruments=instruments,
        crosswalks=crosswalks,
        changes=changes,
        benchmarks=benchmarks,
        sectors=sectors,
        resources=resources,
        lenses=lenses,
        translations=translations,
    )
    problems = list(dict.fromkeys([*check_definitions(folders), *check_page_words()]))
    for problem in problems:
        say(str(problem))
    counts = ", ".join(
        f"{len(list(folder.glob('*.yaml')))} {name}"
        for name, folder in (
            ("frameworks", frameworks),
            ("overlays", overlays),
            ("instruments", instruments),
            ("crosswalks", crosswalks),
            ("benchmarks", benchmarks),
            ("sectors", sectors),
            ("lists of resources", resources),
            ("sets of lenses", lenses),
            ("translations", translations),
        )
    )
    if problems:
        say(f"{plural(len(problems), 'problem')} in {counts}.")
        raise typer.Exit(REFUSED)
    print(f"{counts}, and the words of pages and reports: all in order.")


def schema(
    name: Annotated[str, typer.Argument(metavar="NAME", help=f"One of: {', '.join(MODELS)}.")],
) -> None:
    """Print the JSON Schema of one kind of file, for an editor or a checker."""
    with refusals():
        print(json.dumps(schema_of(name), indent=2, ensure_ascii=False))


@frameworks.command("list")
def list_frameworks(how: Format = "text") -> None:
    """List every framework with its id, title, edition and number of items."""
    with refusals():
        found = list(known_definitions().frameworks.values())
    if how == "json":
        rows = [
            {"id": each.id, "title": each.title, "edition": each.edition, "items": len(each.items)}
            for each in found
        ]
        print(json.dumps(rows, indent=2, ensure_ascii=False))
        return
    width = max(len(each.id) for each in found)
    for each in found:
        print(f"{each.id:<{width}}  {each.title} ({each.edition}), {len(each.items)} items")


@frameworks.command("show")
def show_framework(
    framework_id: Annotated[str, typer.Argument(metavar="ID", help="A framework's id, as `list` prints it.")],
    how: Format = "text",
) -> None:
    """Show one framework: where it comes from, and every item with its provenance."""
    with refusals():
        found = known_definitions().frameworks
    framework = found.get(framework_id)
    if framework is None:
        say(f"There is no framework {framework_id}. Known: {', '.join(found)}")
        raise typer.Exit(REFUSED)
    print(framework.model_dump_json(indent=2) if how == "json" else _as_text(framework))


def _rule_lines(framework: Framework, rule: Scoring) -> list[str]:
    """The score rule: its results in order, each as it is worked out."""
    results = results_of(framework)
    width = max(len(each.code) for each in results)
    lines = [f"  scoring     {rule.title} ({rule.provenance})"]
    return lines + [
        f"              {each.code:<{width}}  {' '.join(each.expression.split())}" for each in results
    ]


def _as_text(framework: Framework) -> str:
    lines = [
        framework.title,
        f"  id          {framework.id}",
        f"  owner       {framework.owner}",
        f"  edition     {framework.edition}",
        f"  nation      {framework.nation}",
        f"  source      {framework.source.title}",
        f"  address     {framework.source.address or 'none'}",
        f"  licence     {framework.licence}",
    ]
    if framework.applies_to:
        lines.append(f"  built on    {framework.base}")
        lines.append(f"  applies to  {applies_words(framework.applies_to)}")
    if framework.note:
        lines.append(f"  note        {framework.note}")
    if framework.scoring:
        lines += _rule_lines(framework, framework.scoring)
    lines.append("")
    for item in framework.items:
        indent = "  " if item.parent is None else "    "
        marks = [
            item.provenance,
            *([item.tier] if item.tier else []),
            *(["mandatory"] if item.mandatory else []),
            *([item.origin] if item.origin else []),
            *([f"read in {item.source_key}"] if item.source_key else []),
        ]
        lines.append(f"{indent}{item.code}  {item.title} [{', '.join(filter(None, marks))}]")
        lines.append(f"{indent}      {item.gist}")
        lines += [f"{indent}      {line}" for line in change_lines(item, {})]
    if framework.withdrawn:
        lines += ["", "Left out"]
        lines += [
            f"  {each.item.code}  {each.item.title}. {said_words(each, {})}" for each in framework.withdrawn
        ]
    if framework.sources:
        lines += ["", "Read in"]
        lines += [
            f"  {key}  {' '.join(filter(None, (each.title, each.address)))}"
            for key, each in framework.sources.items()
        ]
    return "\n".join(lines)
