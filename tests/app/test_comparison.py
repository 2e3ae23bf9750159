"""Two frameworks compared on a page, as a workbook and at the terminal (`ANCHORS.md` (d) 3)."""

import io
import json
from pathlib import Path

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner, Result

from app.command import cli
from tests.people import Service

LONDON = "earlier=nhse-ahp-2023&later=nhse-ahp-2023-london"


def test_the_form_is_there_before_anything_is_chosen(service: Service) -> None:
    page = service.browser().get("/frameworks/compare")
    assert page.status_code == 200
    assert "<h1" in page.text
    assert "compared-title" not in page.text


def test_a_version_is_compared_with_its_base_and_what_it_leaves_out_says_why(service: Service) -> None:
    page = service.browser().get(f"/frameworks/compare?{LONDON}").text
    assert "Of 31 items in either, 30 the same, 1 left out." in page
    assert "<strong>5.5 Standard 5.5</strong><br>Left out" in page
    assert "It gives no reason." in page
    assert "Not in it" in page
    assert "W1.1" not in page


def test_all_items_are_shown_when_asked_for(service: Service) -> None:
    assert "<strong>W1.1 " in service.browser().get(f"/frameworks/compare?{LONDON}&show=all").text


def test_inserted_and_deleted_words_are_marked_with_elements_and_words(service: Service) -> None:
    page = service.browser().get(f"/frameworks/compare?{LONDON}").text
    assert (
        '<ins><span class="nhsuk-u-visually-hidden">[inserted: </span>, as London uses them'
        '<span class="nhsuk-u-visually-hidden">]</span></ins>'
    ) in page
    assert '<del><span class="nhsuk-u-visually-hidden">[deleted: </span>' in page


def test_choosing_one_or_the_same_twice_says_what_to_do(service: Service) -> None:
    browser = service.browser()
    page = browser.get("/frameworks/compare?earlier=nhse-ahp-2023&later=")
    assert page.status_code == 422
    assert "<title>Error: " in page.text
    assert "Choose the later framework." in page.text
    same = browser.get("/frameworks/compare?earlier=nhse-ahp-2023&later=nhse-ahp-2023")
    assert "Choose two different frameworks." in same.text


def test_a_later_one_alone_is_compared_with_its_base(service: Service) -> None:
    page = service.browser().get("/frameworks/compare?later=nhse-ahp-2023-london")
    assert "Of 31 items in either" in page.text


def test_a_framework_that_is_not_there_and_a_strange_key_are_refused(service: Service) -> None:
    browser = service.browser()
    assert browser.get("/frameworks/compare?earlier=nowhere&later=nhse-ahp-2023").status_code == 404
    assert browser.get(f"/frameworks/compare?{LONDON}&colour=red").status_code == 422
    assert browser.get("/frameworks/compare.xlsx?earlier=nowhere&later=nhse-ahp-2023").status_code == 404


def test_the_workbook_has_every_item(service: Service) -> None:
    answer = service.browser().get(f"/frameworks/compare.xlsx?{LONDON}")
    assert (
        'filename="nhse-ahp-2023-compared-with-nhse-ahp-2023-london.xlsx"'
        in answer.headers["content-disposition"]
    )
    sheet = load_workbook(io.BytesIO(answer.content))["Compared"]
    rows = list(sheet.iter_rows(min_row=6, values_only=True))
    assert sum(row[1] == "The same" for row in rows) == 30
    assert [row[0] for row in rows if row[1] == "Left out"] == ["5.5"]


def test_the_page_of_a_version_says_whose_it_is_and_strikes_out_what_it_leaves_out(service: Service) -> None:
    browser = service.browser()
    page = browser.get("/frameworks/nhse-ahp-2023-london").text
    assert "It applies to London, and is built on" in page
    assert "<del>5.5 Standard 5.5</del>" in page
    assert "preceptmap, from the CapitalAHP page, 25 November 2026" in page
    base = browser.get("/frameworks/nhse-ahp-2023").text
    assert f"/frameworks/compare?{LONDON.replace('&', '&amp;')}" in base


def test_an_item_left_out_is_not_found_and_the_page_says_why(service: Service) -> None:
    page = service.browser().get("/frameworks/nhse-ahp-2023-london/5.5")
    assert page.status_code == 404
    assert "leaves out 5.5 Standard 5.5" in page.text


def test_an_item_of_a_version_leads_to_the_national_one(service: Service) -> None:
    page = service.browser().get("/frameworks/nhse-ahp-2023-london/W1.1").text
    assert '<a href="/frameworks/nhse-ahp-2023/W1.1">' in page


@pytest.fixture
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PRECEPTMAP_DATA", str(tmp_path / "data"))
    return tmp_path


def run(*words: object) -> Result:
    return CliRunner().invoke(cli, ["frameworks", "compare", *[str(word) for word in words]])


def test_the_terminal_shows_what_differs_as_text_json_and_workbook(own_folder: Path) -> None:
    ids = ("nhse-ahp-2023", "nhse-ahp-2023-london")
    assert run(*ids).stdout.startswith(
        "Of 31 items in either, 30 the same, 1 left out.\n5.5 Standard 5.5: Left out"
    )
    found = json.loads(run(*ids, "--format", "json").stdout)
    assert [each["earlier"]["code"] for each in found["items"] if each["status"] == "removed"] == ["5.5"]
    target = own_folder / "compared.xlsx"
    assert run(*ids, "--format", "xlsx", "-o", target).exit_code == 0
    assert "Compared" in load_workbook(target).sheetnames
    assert run(*ids, "--format", "xlsx").exit_code == 2
    assert run("nhse-ahp-2023", "nowhere").exit_code == 1
