"""`resources`: places to learn from as data, and whether their addresses still answer."""

import json
from pathlib import Path
from typing import Annotated

import typer

from app.commands.context import REFUSED, refusals, say
from app.commands.definitions import Format
from app.link_check import check_links
from reports.wording import plural
from surveys.resource import RESOURCES, load_resources

resources = typer.Typer(help="Places to learn from, linked to needs and frameworks.", no_args_is_help=True)
Folder = Annotated[Path, typer.Option("--folder", help="Folder of resource files.")]


@resources.command("list")
def list_resources(folder: Folder = RESOURCES, how: Format = "text") -> None:
    """List every resource with its address, what it speaks to, and when its address was last checked."""
    with refusals():
        found = load_resources(folder)
    if how == "json":
        rows = [each.model_dump(mode="json") for each in found]
        print(json.dumps(rows, indent=2, ensure_ascii=False))
        return
    for each in found:
        links = "; ".join(f"{set_id} {' '.join(codes)}" for set_id, codes in each.speaks_to.items())
        print(f"{each.id}\n  {each.title} ({each.publisher})\n  {each.address}")
        print(f"  speaks to {links}\n  checked {each.checked} ({each.how})")


@resources.command("check-links")
def check_addresses(
    folder: Folder = RESOURCES,
    seconds: Annotated[float, typer.Option(help="How long to wait for each address.", min=0.1)] = 10,
) -> None:
    """Ask each address over the web whether it still answers. Exit code 1 when some do not."""
    with refusals():
        found = load_resources(folder)
    silent = 0
    answers = check_links([each.address for each in found], seconds=seconds)
    for each, answer in zip(found, answers, strict=True):
        silent += not answer.answers
        print(f"{'answers ' if answer.answers else 'NO REPLY'}  {each.id}  {each.address}  ({answer.words})")
    if silent:
        say(f"{silent} of {plural(len(found), 'address', 'addresses')} did not answer.")
        say(
            "Open each by hand: some sites turn programs away. Then mend the address, or take the resource out."
        )
        raise typer.Exit(REFUSED)
    print(f"All {plural(len(found), 'address', 'addresses')} answer.")
