"""The pages every page links to."""

import re
from pathlib import Path

import pytest

from tests.people import Service

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize(
    ("path", "heading"),
    [
        ("/", "What do people early in their radiography career need?"),
        ("/who-sees-what", "Who sees what"),
        ("/privacy", "Privacy notice"),
        ("/accessibility", "Accessibility statement"),
        ("/help", "Help"),
    ],
)
def test_a_visitor_can_read_it(service: Service, path: str, heading: str) -> None:
    page = service.browser().get(path)
    assert page.status_code == 200
    assert f">{heading}</h1>" in page.text


def test_the_accessibility_statement_says_the_same_on_its_page_and_in_docs(service: Service) -> None:
    page = service.browser().get("/accessibility").text
    written = (DOCS / "accessibility.md").read_text()
    reviewed = re.search(r"reviewed on (\d+ \w+ \d{4})", page)
    assert reviewed
    assert f"reviewed on {reviewed.group(1)}" in written
    issues = page.split("Known issues</h2>")[1].split("</ul>")[0].count("<li>")
    assert written.split("## Known issues")[1].split("##")[0].count("\n| ") == issues + 1


def test_every_link_in_the_readme_and_docs_leads_somewhere() -> None:
    for page in (DOCS.parent / "README.md", *DOCS.rglob("*.md")):
        for target in re.findall(r"\]\(([^)#]+)\)", page.read_text()):
            if not target.startswith("http"):
                assert (page.parent / target).exists(), f"{page.name}: {target}"
