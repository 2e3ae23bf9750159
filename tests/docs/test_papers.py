"""The papers are there, say what the operator must supply, and name things as they are (CHECKS OPS-19)."""

import re
from pathlib import Path

import pytest

from app import limits, passwords, signins
from app.settings import Settings
from mapping.policy import MINIMUM_GROUP

ROOT = Path(__file__).parents[2]
PAPERS = ROOT / "docs" / "papers"
OPERATOR = "**Operator must supply**"
FILLED_BY_OPERATORS = ("dpia", "dtac", "clinical-safety", "privacy-notice", "retention", "supplier-questions")
HOUSE = ("app/", "mapping/", "frameworks/", "surveys/", "reports/", "tests/", "requirements/", "docs/")


def paper(name: str) -> str:
    return (PAPERS / f"{name}.md").read_text()


@pytest.mark.parametrize("name", FILLED_BY_OPERATORS)
def test_ops_19_every_paper_is_there_and_says_what_the_operator_must_supply(name: str) -> None:
    assert OPERATOR in paper(name)
    assert f"({name}.md)" in paper("index")


@pytest.mark.parametrize("name", FILLED_BY_OPERATORS)
def test_every_file_that_a_paper_names_exists(name: str) -> None:
    named = [code for code in re.findall(r"`([^`]+)`", paper(name)) if code.startswith(HOUSE)]
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_the_numbers_of_the_papers_are_those_of_the_software() -> None:
    settings, retention, dpia = Settings(), paper("retention"), paper("dpia")
    hours = signins.LONGEST.total_seconds() / 3600
    idle = (
        f"{settings.staff_idle_minutes} minutes for staff, {settings.respondent_idle_minutes} for respondents"
    )
    assert f"{idle}, both settings), {hours:.0f} hours at most" in retention
    assert f"| {limits.WINDOW.total_seconds() / 60:.0f} minutes |" in retention
    assert f"after {hours:.0f} hours" in dpia
    assert f"at least {passwords.SHORTEST} characters" in dpia
    assert f"at least {passwords.SHORTEST} characters" in paper("dtac")
    assert f"groups of at least {MINIMUM_GROUP}" in dpia


def test_the_privacy_notice_says_what_its_page_says() -> None:
    page = (ROOT / "app" / "templates" / "privacy.html").read_text()
    said = [
        {"h2": "### ", "li": "* "}.get(tag, "") + words
        for tag, words in re.findall(r"<(h2|p|li)[^>]*>\{% trans %\}(.*?)\{% endtrans %\}", page)
    ]
    written = [
        line for line in paper("privacy-notice").split("## What the page says\n")[1].splitlines() if line
    ]
    assert len(said) > 10
    assert written == said
