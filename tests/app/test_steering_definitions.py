"""The steering group adds its own definitions on a page and by command, and anybody takes them away as files."""

import html
import json
import re
from pathlib import Path

import pytest
import yaml
from httpx2 import Response
from typer.testing import CliRunner, Result

from app.command import cli
from app.definitions import load_definitions
from frameworks.model import Framework
from frameworks.yaml_text import yaml_text
from surveys.store.definitions import definition_rows
from tests.people import HERE, Browser, Service

DEFINITIONS = load_definitions()
DRAFT = DEFINITIONS.frameworks["nhse-ahp-2023"]


def official() -> Framework:
    """The working draft as if its owner's text had come: 3.3 goes on as 3.1, the rest keeps its codes."""
    items = tuple(
        item.model_copy(update={"code": "3.1", "was": ("3.3",), "title": "Length of preceptorship"})
        if item.code == "3.3"
        else item
        for item in DRAFT.items
        if item.code != "5.5"
    )
    return DRAFT.model_copy(
        update={"id": "nhse-ahp-2027", "edition": "2027", "replaces": DRAFT.id, "items": items}
    )


@pytest.fixture
def member(service: Service) -> Browser:
    return service.signed_in("cat@example.org", role="steering")


def look(
    browser: Browser, content: str | bytes, *, name: str = "standards.yaml", format: str = ""
) -> Response:
    return browser.post(
        "/steering/definitions/look",
        data={"format": format},
        files={"file": (name, content)},
        headers={"Origin": HERE, "Sec-Fetch-Site": "same-origin"},
    )


def hidden(page: str) -> dict[str, str]:
    found = re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', page)
    return {name: html.unescape(value) for name, value in found}


def stored(service: Service) -> list[str]:
    with service.database.reading() as session:
        return [row.id for row in definition_rows(session)]


def test_a_file_is_looked_at_then_added_with_the_links_that_come_along(
    service: Service, member: Browser
) -> None:
    page = look(member, yaml_text(official()))
    assert page.status_code == 200
    assert stored(service) == []
    assert "Length of preceptorship" in page.text
    assert "3.1, code" in page.text
    assert "It has the links of nhse-ahp-to-hcpc" in page.text
    answer = member.send_fields("/steering/definitions", hidden(page.text) | {"reason": "The official text"})
    assert answer.status_code == 303, answer.text
    assert "nhse-ahp-2027" in stored(service)
    found = member.get("/frameworks/nhse-ahp-2027").text
    assert "Length of preceptorship" in found
    assert "The official text" in member.get("/steering/definitions").text
    linked = [id for id in stored(service) if id != "nhse-ahp-2027"]
    assert linked
    assert all(member.get(f"/definitions/{id}").status_code == 200 for id in linked)


def test_a_reason_is_asked_for_and_nothing_typed_is_lost(service: Service, member: Browser) -> None:
    page = look(member, yaml_text(official()))
    again = member.send_fields("/steering/definitions", hidden(page.text))
    assert again.status_code == 422
    assert "<title>Error: What this file would change" in again.text
    assert "Say why, in a sentence" in again.text
    assert hidden(again.text)["documents"] == hidden(page.text)["documents"]
    assert stored(service) == []


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "Choose a file."),
        ("id: x\nfoo: bar\n", "none of the definitions there are"),
        ("- a\n- b\n", "none of the definitions there are"),
        (yaml_text(DRAFT), "nhse-ahp-2023 already, which never changes"),
        (yaml_text(official()).replace("parent: S1", "parent: S9", 1), "nhse-ahp-2027.yaml:"),
        (yaml_text(official()).replace("owner:", "ovner:", 1), "did you mean"),
        (b"\xff\xfe\x00", "byte order mark"),
    ],
)
def test_a_file_that_will_not_do_is_refused_with_what_to_correct(
    service: Service, member: Browser, content: str | bytes, said: str
) -> None:
    page = look(member, content)
    assert page.status_code == 422
    assert "<title>Error: " in page.text
    assert said in html.unescape(page.text)
    assert stored(service) == []


def test_a_file_of_an_unknown_ending_asks_which_format_it_is(member: Browser) -> None:
    page = look(member, yaml_text(official()), name="standards.pdf")
    assert page.status_code == 422
    assert "the format is not known from the name" in page.text
    assert look(member, yaml_text(official()), name="standards.pdf", format="yaml").status_code == 200


def test_two_members_who_looked_at_the_same_time_cannot_both_add(service: Service, member: Browser) -> None:
    other = service.signed_in("dan@example.org", role="steering")
    mine = hidden(look(member, yaml_text(official())).text)
    theirs = hidden(look(other, yaml_text(official().model_copy(update={"id": "nhse-ahp-x"}))).text)
    assert member.send_fields("/steering/definitions", mine | {"reason": "a"}).status_code == 303
    before = stored(service)
    assert other.send_fields("/steering/definitions", theirs | {"reason": "b"}).status_code == 409
    assert stored(service) == before


def test_a_form_that_was_tampered_with_stores_nothing(service: Service, member: Browser) -> None:
    fields = hidden(look(member, yaml_text(official())).text)
    for documents in ("", "[]]", '[["framework", {"id": "x"}]]', '[["nosuch", {}]]', '"x"', "[1]"):
        answer = member.send_fields("/steering/definitions", fields | {"documents": documents, "reason": "a"})
        assert answer.status_code in {400, 422}, documents
    assert stored(service) == []


def test_one_that_was_added_is_taken_away_again(service: Service, member: Browser) -> None:
    alone = DEFINITIONS.frameworks["four-pillars"].model_copy(update={"id": "four-pillars-2027"})
    fields = hidden(look(member, yaml_text(alone)).text)
    member.send_fields("/steering/definitions", fields | {"reason": "A trial"})
    page = member.get("/steering/definitions").text
    answer = member.send_fields("/steering/definitions/four-pillars-2027/remove", hidden(page))
    assert answer.status_code == 303
    assert stored(service) == []
    assert member.get("/frameworks/four-pillars-2027").status_code == 404


def test_anybody_takes_a_definition_away_in_each_format_with_what_it_loses(service: Service) -> None:
    visitor = service.browser()
    page = visitor.get("/definitions/hcpc-principles-2023").text
    files = re.findall(r'href="(/definitions/hcpc-principles-2023/[^"/]+)"', page)
    assert "/definitions/hcpc-principles-2023/yaml" in files
    for address in files:
        answer = visitor.get(address)
        assert answer.status_code == 200, address
        assert answer.headers["Content-Disposition"].startswith("attachment")
        report = json.loads(visitor.get(f"{address}/loss").text)
        assert report["subject"] == "hcpc-principles-2023"
        assert report["direction"] == "export"
    said = yaml.safe_load(visitor.get("/definitions/hcpc-principles-2023/yaml").text)
    assert Framework.model_validate(said) == DEFINITIONS.frameworks["hcpc-principles-2023"]


@pytest.mark.parametrize("address", ["/definitions/nosuch", "/definitions/nosuch/yaml"])
def test_a_definition_or_format_that_is_not_there_is_not_found(service: Service, address: str) -> None:
    assert service.browser().get(address).status_code == 404
    assert service.browser().get("/definitions/hcpc-principles-2023/pdf").status_code == 404


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PRECEPTMAP_DATA", str(tmp_path / "data"))
    return tmp_path


def run(*words: object) -> Result:
    return CliRunner().invoke(cli, [str(word) for word in words])


def test_the_command_shows_first_stores_with_yes_and_takes_away(folder: Path) -> None:
    file = folder / "standards.yaml"
    file.write_text(yaml_text(official()))
    shown = run("frameworks", "import", file)
    assert shown.exit_code == 0
    assert "items[3.1].code: 3.3 -> 3.1" in shown.output
    assert "Nothing is stored yet" in shown.output
    assert "nhse-ahp-2027" not in run("frameworks", "list").output
    done = run("frameworks", "import", file, "--yes", "--reason", "Official")
    assert done.exit_code == 0
    assert "Stored" in done.output
    assert "nhse-ahp-2027" in run("frameworks", "list").output
    again = run("frameworks", "import", file, "--yes")
    assert again.exit_code == 1
    assert "nhse-ahp-2027 already, which never changes" in again.output


def test_the_command_writes_a_file_that_reads_back_and_refuses_a_format_it_does_not_know(
    folder: Path,
) -> None:
    out, loss = folder / "out.yaml", folder / "loss.json"
    assert run("frameworks", "export", DRAFT.id, "-o", out, "--loss", loss).exit_code == 0
    assert Framework.model_validate(yaml.safe_load(out.read_text())) == DRAFT
    assert json.loads(loss.read_text())["lost"] == []
    refused = run("frameworks", "export", DRAFT.id, "-o", out, "--format", "pdf")
    assert refused.exit_code == 1
    assert "cannot be written as pdf. Choose one of: yaml" in refused.output
    assert run("frameworks", "export", "nosuch", "-o", out).exit_code == 1
    assert run("frameworks", "import", folder / "nosuch.yaml").exit_code == 1
