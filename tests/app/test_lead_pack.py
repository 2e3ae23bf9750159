"""A workbook in place of the pages: what comes back is what the forms would have saved, or is refused by cells."""

import io
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlmodel import select
from typer.testing import CliRunner, Result

from app.command import cli
from app.definitions import load_definitions
from app.tables import AuditEntry
from surveys.provision import SavedProvision, saved_provision
from surveys.store.self_assessments import Saved, saved_assessment
from tests.app.leads import fill, lead_of, words_of
from tests.app.packs import AVAILABILITY, HCPC, PEOPLE, STRUCTURE, TIME, bring, download, filled, keep
from tests.app.test_lead_provision import SECTIONS, answers_all, finish
from tests.people import Browser, Service

PRINCIPLES = load_definitions().frameworks[HCPC]
IN_CELLS: dict[tuple[str, str], object] = {
    (AVAILABILITY, "offered"): "Everyone who starts or moves, and anyone who asks",
    (AVAILABILITY, "pathways-covered/diagnostic"): "Yes",
    (AVAILABILITY, "pathways-covered/mri"): "Yes",
    (STRUCTURE, "structure/named-lead"): "Yes",
    (STRUCTURE, "length-months"): 12,
    (STRUCTURE, "named-preceptor"): "Always",
    (TIME, "preceptee-protected-hours"): 2.5,
    (TIME, "preceptor-protected-hours"): "8",
    (TIME, "meetings-count"): 3,
    (TIME, "first-meeting-weeks"): 2,
    (PEOPLE, "starters-12m"): 10,
    (PEOPLE, "leavers-12m-of-starters"): 2,
}
"""What `SECTIONS` of the page's own test types into the forms."""


def sheet_of(content: bytes) -> str:
    """The name of the sheet with the HCPC principles."""
    return load_workbook(io.BytesIO(content)).sheetnames[-3]


def stored(service: Service, point: int, organisation: str = "T01") -> tuple[SavedProvision, Saved]:
    with service.database.reading() as session:
        here = {"organisation": organisation, "time_point": point}
        return (
            saved_provision(session, **here),  # type: ignore[arg-type] # both are keyword arguments of both
            saved_assessment(session, framework=HCPC, **here),  # type: ignore[arg-type]
        )


def scores_by_hand(lead: Browser, scores: dict[str, int]) -> None:
    for heading in PRINCIPLES.children(None):
        given: dict[str, object] = {
            item.code: scores[item.code] for item in PRINCIPLES.children(heading.code)
        }
        if heading.code == "P1":
            given["P1a-evidence"] = "Policy 7"
        assert fill(lead, f"/lead/assessments/{HCPC}/{heading.code}", **given).status_code == 303


def test_a_filled_in_workbook_leaves_the_rows_that_the_forms_leave(service: Service) -> None:
    point = service.has_open_time_point()
    by_hand, by_file = lead_of(service), lead_of(service, "T02")
    scores = {item.code: place % 3 for place, item in enumerate(PRINCIPLES.assessable)}
    answers_all(by_hand)
    scores_by_hand(by_hand, scores)
    content = download(by_file, "provision", HCPC)
    in_cells = IN_CELLS | {(sheet_of(content), code): score for code, score in scores.items()}
    page = bring(by_file, filled(content, in_cells | {(sheet_of(content), "P1a-evidence"): "Policy 7"}))
    assert "The workbook would change 42 answers. Nothing is saved yet." in words_of(page)
    assert stored(service, point, "T02") == (SavedProvision({}, "draft", 0), Saved({}, 0))
    assert keep(by_file, page).headers["location"] == "/lead/pack?done=saved"
    provision, assessed = stored(service, point, "T02")
    assert (provision, assessed) == stored(service, point)
    assert (provision.revision, assessed.revision) == (4, 5)
    assert {code: each.score for code, each in assessed.criteria.items()} == scores
    assert finish(by_file) == 303


def test_bringing_the_same_workbook_again_changes_nothing(service: Service) -> None:
    point = service.has_open_time_point()
    lead = lead_of(service)
    content = filled(download(lead, "provision"), IN_CELLS)
    keep(lead, bring(lead, content))
    before = stored(service, point)
    again = bring(lead, content)
    assert "Every answer in this workbook is saved already. Nothing would change." in words_of(again)
    assert stored(service, point) == before
    assert "Saved from the workbook." in words_of(lead.get("/lead/pack?done=saved"))
    with service.database.reading() as session:
        entries = session.exec(select(AuditEntry).where(AuditEntry.action == "import pack")).all()
    assert [entry.result for entry in entries] == ["11 answers"]


def test_answers_saved_since_are_shown_cell_by_cell_and_nothing_is_lost(service: Service) -> None:
    point = service.has_open_time_point()
    lead = lead_of(service)
    content = filled(download(lead, "provision"), {(AVAILABILITY, "offered"): "Nobody yet"})
    fill(lead, "/lead/provision/availability", offered="some")
    page = bring(lead, content)
    assert page.status_code == 409
    words = words_of(page)
    assert "Answers were saved since this workbook was made" in words
    assert f"Who is offered preceptorship in radiography? {AVAILABILITY}!B5 Some people Nobody yet" in words
    assert stored(service, point)[0].facts == {"offered": ("some",)}
    assert keep(lead, page).status_code == 303
    assert stored(service, point)[0].facts == {"offered": ("none",)}


def test_answers_saved_between_looking_and_keeping_are_shown_too(service: Service) -> None:
    point = service.has_open_time_point()
    lead = lead_of(service)
    page = bring(lead, filled(download(lead, "provision"), {(AVAILABILITY, "offered"): "Nobody yet"}))
    assert page.status_code == 200
    fill(lead, "/lead/provision/availability", offered="some")
    clash = keep(lead, page)
    assert clash.status_code == 409
    assert "Some people Nobody yet" in words_of(clash)
    assert stored(service, point)[0].facts == {"offered": ("some",)}


def test_what_the_forms_would_refuse_is_refused_by_its_cell(service: Service) -> None:
    point = service.has_open_time_point()
    lead = lead_of(service)
    wrong = {
        (PEOPLE, "starters-12m"): 3,
        (PEOPLE, "leavers-12m-of-starters"): 4,
        (TIME, "meetings-count"): 2.5,
    }
    page = bring(lead, filled(download(lead, "provision"), wrong))
    assert page.status_code == 422
    words = words_of(page)
    assert "Error: Fill in a workbook instead" in words
    assert f"cell {TIME}!B7: Type a whole number from 0 to 60." in words
    assert f"cell {PEOPLE}!B6: Type 3 or fewer" in words
    assert 'href="#file"' in page.text
    assert stored(service, point)[0].revision == 0


def test_a_workbook_of_another_organisation_time_point_or_edition_is_refused(service: Service) -> None:
    point = service.has_open_time_point()
    mine, other = lead_of(service), lead_of(service, "T02")
    content = download(mine, "provision", HCPC)
    assert "Manifest!B4: this workbook is of T01, and you are a lead of T02" in words_of(
        bring(other, content)
    )
    service.closes(point)
    closed = bring(mine, content)
    assert closed.status_code == 409
    later = service.has_open_time_point("Spring 2027")
    assert later != point
    assert "Manifest!B5: this workbook is for another collection than Spring 2027" in words_of(
        bring(mine, content)
    )


def test_a_workbook_of_an_edition_that_has_changed_is_refused(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    service.has_open_time_point()
    lead = lead_of(service)
    content = download(lead, "provision", HCPC)
    known = service.app.state.current.get()
    first = PRINCIPLES.items[1].model_copy(update={"gist": "Asks for something else now."})
    changed = PRINCIPLES.model_copy(update={"items": (PRINCIPLES.items[0], first, *PRINCIPLES.items[2:])})
    later = replace(known, frameworks=known.frameworks | {HCPC: changed})
    monkeypatch.setattr(service.app.state.current, "get", lambda: later)
    words = words_of(bring(lead, content))
    assert (
        "Manifest!B9: hcpc-principles-2023 has changed since this workbook was made. Download a new" in words
    )


def test_a_finished_provision_is_reopened_first(service: Service) -> None:
    point = service.has_open_time_point()
    lead = lead_of(service)
    answers_all(lead)
    content = filled(download(lead, "provision"), {(TIME, "meetings-count"): 4})
    finish(lead)
    page = bring(lead, content)
    assert page.status_code == 409
    assert "This is marked as finished. Reopen it first" in words_of(page)
    assert stored(service, point)[0].facts["meetings-count"] == (
        SECTIONS["time-and-meetings"]["meetings-count"],
    )


def test_nothing_chosen_and_no_file_say_what_to_do(service: Service) -> None:
    service.has_open_time_point()
    lead = lead_of(service)
    nothing = fill(lead, "/lead/pack", to="/lead/pack/choose")
    assert nothing.status_code == 422
    assert "Choose what the workbook asks about." in words_of(nothing)
    assert "Choose the workbook that was filled in." in words_of(bring(lead, b""))
    assert "This is not an Excel workbook." in words_of(bring(lead, b"offered,all"))
    assert lead.get("/lead/pack/provision_nothing.xlsx").status_code == 422
    spoilt = lead.send_fields(
        "/lead/pack/save", {"once": "a key that is long enough", "seen": "provision", "workbook": "no"}
    )
    assert spoilt.status_code == 422


@pytest.fixture
def command_line(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands use the database and the key of the service under test."""
    monkeypatch.setenv("PRECEPTMAP_DATA", str(service.settings.data))
    monkeypatch.setenv("PRECEPTMAP_SECRET", str(service.settings.secret))
    address = service.database.engine.url.render_as_string(hide_password=False)
    monkeypatch.setenv("PRECEPTMAP_DATABASE_URL", address)


def run(*words: object) -> Result:
    return CliRunner().invoke(cli, [str(word) for word in words])


@pytest.mark.usefixtures("command_line")
def test_the_command_line_makes_and_brings_back_the_same_workbook(service: Service, tmp_path: Path) -> None:
    point = service.has_open_time_point()
    lead, file = lead_of(service), tmp_path / "T01.xlsx"
    made = run("pack", "export", "T01", "--time-point", "Autumn 2026", "-o", file, "--assess", HCPC)
    assert made.exit_code == 0, made.output
    file.write_bytes(filled(file.read_bytes(), IN_CELLS))
    told = run("pack", "import", file, "--dry-run")
    assert "11 answers would change for Trust T01, Autumn 2026." in told.output
    assert (
        f"{AVAILABILITY}!B5: Who is offered preceptorship in radiography? was Blank, is Everyone"
        in told.output
    )
    assert stored(service, point)[0].revision == 0
    done = run("pack", "import", file)
    assert done.exit_code == 0, done.output
    assert "11 answers saved for Trust T01, Autumn 2026." in done.output
    assert stored(service, point)[0].revision == 4
    fill(lead, "/lead/provision/people", starters_12m="11")
    clash = run("pack", "import", file)
    assert clash.exit_code == 1
    assert "Add --overwrite to keep the workbook's answers." in clash.output
    assert stored(service, point)[0].facts["starters-12m"] == ("11",)
    assert run("pack", "import", file, "--overwrite").exit_code == 0
    assert stored(service, point)[0].facts["starters-12m"] == ("10",)
    assert "0 answers saved" in run("pack", "import", file).output


@pytest.mark.usefixtures("command_line")
def test_the_command_line_names_what_it_cannot_use(service: Service, tmp_path: Path) -> None:
    service.has_open_time_point()
    service.has_organisation()
    assert (
        "There is no organisation T99."
        in run("pack", "export", "T99", "--time-point", "1", "-o", tmp_path / "x.xlsx").output
    )
    strange = run(
        "pack", "export", "T01", "--time-point", "1", "-o", tmp_path / "x.xlsx", "--assess", "nothing"
    )
    assert strange.exit_code == 1
    assert "one or more of provision, " in strange.output
    (tmp_path / "y.xlsx").write_bytes(b"offered")
    refused = run("pack", "import", tmp_path / "y.xlsx")
    assert (refused.exit_code, "This is not an Excel workbook." in refused.output) == (1, True)


def test_a_workbook_asks_about_the_editions_the_organisation_works_with(service: Service) -> None:
    service.has_open_time_point()
    north, london = lead_of(service, region="Y60"), lead_of(service, "T02", region="Y56")
    assert "as London uses them" not in words_of(north.get("/lead/pack"))
    assert "as London uses them" in words_of(london.get("/lead/pack"))
    assert 'value="nhse-ahp-2023"' not in london.get("/lead/pack").text
    assert london.get("/lead/pack/nhse-ahp-2023.xlsx").status_code == 422
