"""The page on running names every command and every setting."""

import re
from pathlib import Path

import typer

from app.command import cli
from app.settings import PREFIX, Settings

PAGE = (Path(__file__).parents[2] / "docs" / "running.md").read_text()


def test_every_command_is_named() -> None:
    commands = typer.main.get_command(cli).commands  # type: ignore[attr-defined]
    named = {word for code in re.findall(r"`([^`]+)`", PAGE) for word in code.split()[:1]}
    assert len(commands) > 15
    assert sorted(set(commands) - named) == []


def test_every_setting_is_named() -> None:
    named = re.findall(rf"`{PREFIX}([A-Z_]+)`", PAGE)
    assert sorted({name.upper() for name in Settings.model_fields} - set(named)) == []
