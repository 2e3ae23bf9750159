"""The command line. Exit codes: 0 done, 1 the input was refused, 2 wrong usage. Nothing is half done."""

import typer

from app.commands.analyse import analyse_file
from app.commands.answers import answers
from app.commands.authoring import add_template_commands
from app.commands.backups import backup, restore, verify
from app.commands.comparing import compare_frameworks
from app.commands.definitions import check, frameworks, schema
from app.commands.files import add_file_commands, crosswalks, instruments
from app.commands.headcounts import headcounts
from app.commands.pack import pack
from app.commands.releases import export, release
from app.commands.resources import resources
from app.commands.serving import demo, serve
from app.commands.surveys import invitations, organisations, survey, user
from app.commands.synthetic import synthetic
from app.commands.translations import translations

cli = typer.Typer(
    name="preceptmap",
    help="A learning-needs-analysis mapping tool for preceptorship in radiography.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
cli.command("serve")(serve)
cli.command("demo")(demo)
cli.command("check")(check)
cli.command("schema")(schema)
cli.command("analyse")(analyse_file)
cli.command("export")(export)
cli.command("synthetic")(synthetic)
cli.command("backup")(backup)
cli.command("restore")(restore)
cli.command("verify")(verify)
for group, name in ((frameworks, "frameworks"), (instruments, "instruments"), (crosswalks, "crosswalks")):
    add_file_commands(group)
    cli.add_typer(group, name=name)
add_template_commands(frameworks, instruments, crosswalks)
frameworks.command("compare")(compare_frameworks)
cli.add_typer(translations, name="translations")
cli.add_typer(resources, name="resources")
cli.add_typer(organisations, name="organisations")
cli.add_typer(survey, name="survey")
cli.add_typer(invitations, name="invitations")
cli.add_typer(answers, name="answers")
cli.add_typer(headcounts, name="headcounts")
cli.add_typer(pack, name="pack")
cli.add_typer(release, name="release")
cli.add_typer(user, name="user")


def main() -> None:
    """Run the command line."""
    cli()
