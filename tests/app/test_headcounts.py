"""Loading headcounts on the page and by command, what a release keeps of them, and weighting when asked."""

import csv
import io
import re
from pathlib import Path

import pytest
from httpx2 import Response
from openpyxl import load_workbook
from sqlmodel import select
from typer.testing import CliRunner, Result

from app.command import cli
from app.releases import load_release
from app.tables import AuditEntry
from surveys.counts import HeadcountLine
from surveys.database import Database
from surveys.headcounts import replace_headcounts
from surveys.store.headcounts import headcounts_of
from surveys.tables import Headcount
from tests.app.steering import has_release
from tests.people import HERE, Browser, Service

HEADER = "audience,region,pathway,sector,people\n"
FILE = f"{HEADER}preceptee,,,,400\npreceptee,London,,,120\npreceptee,,mri,,[x]\n"
SOURCE = "Register, September 2026"


@pytest.fixture
def point(service: Service) -> int:
    return service.has_open_time_point()


@pytest.fixture
def member(service: Service) -> Browser:
    return service.signed_in("cat@example.org", role="steering")


def fields_of(page: str) -> dict[str, str]:
    """The hidden fields of the form on a page."""
    return dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', page))


def send(browser: Browser, point: int, content: str | bytes, *, page: str = "", **fields: str) -> Response:
    """Send a file from the page, or from one that was opened before."""
    address = f"/steering/time-points/{point}/headcounts"
    data = fields_of(page or browser.get(address).text) | {"source": SOURCE} | fields
    files = {"file": ("my numbers.csv", content)}
    headers = {"Origin": HERE, "Sec-Fetch-Site": "same-origin"}
    return browser.post(address, data=data, files=files, headers=headers)


def known(service: Service, point: int) -> dict[tuple[str, str, str, str], int]:
    with service.database.reading() as session:
        lines = headcounts_of(session, time_point=point)
        return {(one.audience, one.region, one.pathway, one.sector): one.people for one in lines}


def test_a_file_is_loaded_listed_and_recorded(service: Service, point: int, member: Browser) -> None:
    assert f'href="/steering/time-points/{point}/headcounts"' in member.get("/steering").text
    answer = send(member, point, FILE)
    assert (answer.status_code, answer.headers["location"]) == (
        303,
        f"/steering/time-points/{point}/headcounts",
    )
    assert known(service, point) == {("preceptee", "", "", ""): 400, ("preceptee", "Y56", "", ""): 120}
    page = member.get(f"/steering/time-points/{point}/headcounts").text
    assert "2 numbers known." in page
    assert page.count(SOURCE) == 2
    with service.database.reading() as session:
        entries = session.exec(select(AuditEntry).where(AuditEntry.action == "load headcounts")).all()
        assert [(one.actor, one.subject, one.result) for one in entries] == [
            ("cat@example.org", "Autumn 2026", "2 numbers")
        ]


def test_the_file_to_fill_in_has_every_group_and_loads_as_it_is(
    service: Service, point: int, member: Browser
) -> None:
    send(member, point, FILE)
    file = member.get(f"/steering/time-points/{point}/headcounts.csv")
    header, *rows = csv.reader(io.StringIO(file.content.decode("utf-8-sig")))
    assert header == HEADER.strip().split(",")
    assert ["preceptee", "Y56", "", "", "120"] in rows
    assert ["preceptor", "", "", "independent", ""] in rows
    before = known(service, point)
    assert send(member, point, file.content).status_code == 303
    assert known(service, point) == before


def test_ux_09_a_wrong_file_is_refused_whole_and_the_source_is_still_there(
    service: Service, point: int, member: Browser
) -> None:
    send(member, point, FILE)
    answer = send(member, point, f"{HEADER}preceptee,,,,500\npreceptee,Wales,,,40\npreceptor,,,,many\n")
    assert answer.status_code == 422
    assert "<title>Error: Headcounts of Autumn 2026" in answer.text
    assert 'href="#file"' in answer.text
    assert "Line 3, column region: &#39;Wales&#39; is not a region." in answer.text
    assert "line 4, column people: &#39;many&#39; is not a number of people." in answer.text
    assert f'value="{SOURCE}"' in answer.text
    assert known(service, point)[("preceptee", "", "", "")] == 400


def test_a_file_and_its_source_are_both_needed(service: Service, point: int, member: Browser) -> None:
    answer = send(member, point, "", source="")
    assert answer.status_code == 422
    assert answer.text.count("Choose a file of headcounts.") == 2
    assert answer.text.count("Say where the numbers come from") == 2
    assert send(member, point, FILE, source="x" * 201).status_code == 422
    assert known(service, point) == {}


def test_sec_37_more_than_a_megabyte_is_not_taken(service: Service, point: int, member: Browser) -> None:
    assert send(member, point, HEADER + "preceptee,,,,1\n" * 80_000).status_code == 413
    assert known(service, point) == {}


def test_rel_05_the_same_form_sent_twice_loads_once(service: Service, point: int, member: Browser) -> None:
    page = member.get(f"/steering/time-points/{point}/headcounts").text
    for _ in range(2):
        assert send(member, point, FILE, page=page).status_code == 303
    assert len(known(service, point)) == 2


def test_rel_06_a_load_over_another_shows_both_and_loses_neither(
    service: Service, point: int, member: Browser
) -> None:
    page = member.get(f"/steering/time-points/{point}/headcounts").text
    with service.database.writing() as session:
        theirs = HeadcountLine(audience="preceptee", people=377, source="Their register")
        replace_headcounts(session, [theirs], time_point=point)
    answer = send(member, point, FILE, page=page)
    assert answer.status_code == 409
    for said in ("377", "Their register", "400", "120", SOURCE):
        assert said in answer.text
    assert known(service, point) == {("preceptee", "", "", ""): 377}
    fields = {name: value.replace("&#13;", "\r") for name, value in fields_of(answer.text).items()}
    headers = {"Origin": HERE, "Sec-Fetch-Site": "same-origin"}
    again = member.post(f"/steering/time-points/{point}/headcounts", data=fields, headers=headers)
    assert again.status_code == 303
    assert known(service, point) == {("preceptee", "", "", ""): 400, ("preceptee", "Y56", "", ""): 120}


def test_a_time_point_that_is_not_there_is_not_found(service: Service, member: Browser) -> None:
    for path in ("/steering/time-points/77/headcounts", "/steering/time-points/77/headcounts.csv"):
        assert member.get(path).status_code == 404


@pytest.fixture
def command(database: Database, service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command uses the database and the key of the service under test."""
    monkeypatch.setenv("PRECEPTMAP_DATA", str(service.settings.data))
    monkeypatch.setenv("PRECEPTMAP_SECRET", str(service.settings.secret))
    monkeypatch.setenv("PRECEPTMAP_DATABASE_URL", database.engine.url.render_as_string(hide_password=False))


def run(file: Path, *words: str) -> Result:
    return CliRunner().invoke(cli, ["headcounts", "load", str(file), "--survey", "Autumn 2026", *words])


@pytest.mark.usefixtures("command")
def test_sec_31_the_command_loads_and_refuses_as_the_page_does(
    service: Service, point: int, tmp_path: Path
) -> None:
    file = tmp_path / "headcounts.csv"
    file.write_text(FILE)
    done = run(file, "--source", SOURCE)
    assert (done.exit_code, done.stdout) == (0, "2 headcounts loaded into Autumn 2026, 0 refused.\n")
    file.write_text(f"{HEADER}preceptee,,,,500\npreceptee,Wales,,,40\n")
    refused = run(file, "--source", SOURCE)
    assert refused.exit_code == 1
    assert "line 3, column region: 'Wales' is not a region." in refused.stderr
    assert run(file, "--source", " ").exit_code == 1
    assert run(file).exit_code == 2
    assert known(service, point)[("preceptee", "", "", "")] == 400


@pytest.mark.usefixtures("command")
def test_the_exported_workbook_has_weighted_shares_only_when_asked(
    service: Service, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    has_release_with(service, monkeypatch, *regions())
    titles = []
    for name, words in (("plain.xlsx", []), ("weighted.xlsx", ["--weighted"])):
        done = CliRunner().invoke(cli, ["export", "-o", str(tmp_path / name), *words])
        assert done.exit_code == 0, done.output
        titles.append({sheet["A1"].value for sheet in load_workbook(tmp_path / name).worksheets})
    assert titles[1] - titles[0] == {"Need by area, weighted by known headcounts"}


@pytest.mark.usefixtures("command")
def test_an_export_that_cannot_be_weighted_is_refused_and_writes_nothing(
    service: Service, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    has_release_with(service, monkeypatch)
    file = tmp_path / "weighted.xlsx"
    refused = CliRunner().invoke(cli, ["export", "-o", str(file), "--weighted"])
    assert refused.exit_code == 1
    assert "Weighting by region needs how many preceptees there are in every region." in refused.stderr
    assert not file.exists()


def loaded(service: Service, *lines: HeadcountLine) -> None:
    """Headcounts of the time point that the next release is made of."""
    with service.database.writing() as session:
        session.add_all(Headcount(time_point=1, **line.model_dump()) for line in lines)


def regions(*, but: str = "") -> list[HeadcountLine]:
    codes = ("Y56", "Y58", "Y59", "Y60", "Y61", "Y62", "Y63")
    people = {"Y56": 400, "Y60": 100}
    return [
        HeadcountLine(audience="preceptee", region=code, people=people.get(code, 0), source=SOURCE)
        for code in codes
        if code != but
    ]


def has_release_with(service: Service, monkeypatch: pytest.MonkeyPatch, *lines: HeadcountLine) -> int:
    """An approved release of 120 preceptees, made while these headcounts were loaded."""
    opened = Service.has_open_time_point

    def open_and_load(own: Service, title: str = "Autumn 2026") -> int:
        point = opened(own, title)
        loaded(own, *lines)
        return point

    monkeypatch.setattr(Service, "has_open_time_point", open_and_load)
    return has_release(service)


def test_sdc_08_the_headcounts_of_a_release_are_frozen_in_it(
    service: Service, member: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = has_release_with(service, monkeypatch, *regions())
    with service.database.writing() as session:
        before = load_release(session, number)
        replace_headcounts(session, [], time_point=1)
    assert len(before.headcounts) == 7
    service.app.state.shelf.__init__()
    page = member.get(f"/dashboard/missing?release={number}").text
    assert f"Headcounts from: {SOURCE}." in page
    assert "The response is lowest in London" in page
    with service.database.reading() as session:
        assert load_release(session, number).content_hash == before.content_hash


def test_weighting_is_off_until_it_is_asked_for_and_labelled_when_on(
    service: Service, member: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = has_release_with(service, monkeypatch, *regions())
    off, on = (
        member.get(f"/dashboard/missing?release={number}{more}").text for more in ("", "&weighted=yes")
    )
    assert "Weighting is off." in off
    assert "weighted by known headcounts" not in off
    assert "Need by area, weighted by known headcounts" in on
    assert "<title>Who is missing, with weighted shares" in on
    assert (
        "Weighting by pathway needs how many preceptees there are in every pathway. Not known: Diagnostic,"
        in on
    )
    header, *rows = csv.reader(
        io.StringIO(member.get(f"/dashboard/weighted.csv?release={number}").content.decode("utf-8-sig"))
    )
    assert header == ["area", "item", "need_share", "weighted_by_region", "weighted_by_pathway", "why"]
    assert {row[4] for row in rows} == {"[x]"}
    assert any(row[3].isdigit() for row in rows)
    plain, book = (
        load_workbook(io.BytesIO(member.get(path).content))
        for path in ("/dashboard/national.xlsx", "/dashboard/national-weighted.xlsx")
    )
    extra = [sheet for sheet in book.worksheets if "weighted" in str(sheet["A1"].value)]
    assert [sheet["A1"].value for sheet in extra] == ["Need by area, weighted by known headcounts"]
    assert "Weighted by known headcounts" in extra[0]["A2"].value
    assert len(book.sheetnames) == len(plain.sheetnames) + 1


def test_weighting_without_a_headcount_it_needs_is_refused_and_says_which(
    service: Service, member: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = has_release_with(service, monkeypatch, *regions(but="Y58"))
    page = member.get(f"/dashboard/missing?release={number}&weighted=yes").text
    assert (
        "Weighting by region needs how many preceptees there are in every region. Not known: South West."
        in page
    )
    assert "So nothing can be weighted." in page
    for path in ("/dashboard/weighted.csv", "/dashboard/national-weighted.xlsx"):
        answer = member.get(f"{path}?release={number}")
        assert answer.status_code == 404
        assert "Not known: South West." in answer.text


@pytest.mark.parametrize("query", ["weighted=no", "weighted=", "weighted=yes&weighted=yes", "region=Y56"])
def test_sdc_01_the_page_takes_its_switch_and_nothing_else(
    service: Service, member: Browser, monkeypatch: pytest.MonkeyPatch, query: str
) -> None:
    has_release_with(service, monkeypatch)
    assert member.get(f"/dashboard/missing?{query}").status_code == 422
    assert member.get("/dashboard/staying?weighted=yes").status_code == 422
    assert member.get("/dashboard/weighted.csv?weighted=yes").status_code == 422
