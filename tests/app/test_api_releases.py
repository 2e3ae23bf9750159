"""Releases in the API: every figure of the pages and no other, and each reader's own part only."""

import csv
import io
from collections import Counter
from typing import Any

import pytest

from app.national import all_tables
from app.releases import load_release
from app.subjects import RESULTS
from mapping.attack.report import AttackReport, Protected
from mapping.policy import MINIMUM_GROUP
from reports.table import Table
from reports.wording import SPOKEN
from surveys.tables import ReleaseEvidence
from tests.app.steering import has_release
from tests.app.test_lead_figures import autumn
from tests.people import Service

LATEST = "/api/v1/releases/latest"
Document = dict[str, Any]


def read(service: Service, address: str = LATEST) -> Document:
    """What the steering group reads."""
    answer = service.signed_in("cat@example.org", role="steering").get(address)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def rows_of(document: Document) -> list[Document]:
    return [row for table in document["tables"] for row in table["rows"]]


def results(table: Table) -> list[str]:
    """Every figure's text on the page, row by row, with the words that follow from figures."""
    return [
        entry if isinstance(entry, str) else entry.text
        for row in table.rows
        for column, entry in zip(table.columns, row, strict=True)
        if not isinstance(entry, str) or column.key in RESULTS
    ]


def test_sdc_08_every_figure_of_the_pages_is_there_once_with_the_same_text(service: Service) -> None:
    number = has_release(service)
    with service.database.reading() as session:
        tables = all_tables(load_release(session, number), service.app.state.definitions)
    document = read(service)
    assert [each["id"] for each in document["tables"]] == [table.id for table in tables]
    for table, each in zip(tables, document["tables"], strict=True):
        assert [row["text"] for row in each["rows"]] == results(table), table.id
        found = Counter((str(row["group"]), row["item"], row["measure"]) for row in each["rows"])
        assert set(found.values()) <= {1}, table.id
        assert set(each["dimensions"]) == {name for row in each["rows"] for name in row["group"]}


def test_sdc_09_a_figure_that_is_not_shown_has_a_token_and_no_value(service: Service) -> None:
    has_release(service)
    rows = rows_of(read(service))
    assert {row["text"] for row in rows if row["value"] is None} <= set(SPOKEN)
    assert {row["value"] for row in rows if row["text"] in SPOKEN} == {None}
    assert "[c]" in {row["text"] for row in rows}
    assert not [row for row in rows if "organisation" in row["group"]]


def test_a_figure_is_found_by_its_group_item_and_measure(service: Service) -> None:
    has_release(service)
    document = read(service)
    tables = {table["id"]: table["rows"] for table in document["tables"]}
    london = {"audience": "preceptee", "region": "Y56"}
    assert [row["item"] for row in tables["preceptee-need-by-region"] if row["group"] == london].count(
        "N01"
    ) == 1
    assert {row["item"] for row in tables["need-by-element"]} > {"P1a", "P5f"}
    assert None in {row["item"] for row in tables["preceptee-sections-by-region"]}
    assert {"audience": "preceptor", "nation": "all", "answer": "8-to-11"} in [
        row["group"] for row in tables["preceptor-capacity"] if row["item"] == "protected-hours"
    ]
    assert {row["measure"] for row in tables["participation"]} == {"handed_out", "submitted", "share"}
    number = next(row for row in rows_of(document) if row["text"] == "120")
    assert number["value"] == 120


def test_the_head_says_which_release_when_approved_and_under_which_rules(service: Service) -> None:
    first = has_release(service, people=60)
    service.closes(1)
    second = has_release(service, people=70)
    document = read(service)
    assert (document["id"], document["survey"]) == (second, "Time point of 70")
    assert document["approved_at"] == document["made_on"] == "2026-11-24"
    assert document["rules"]["minimum_group"] == MINIMUM_GROUP
    assert document["rules"]["largest_share_percent"] == 60
    assert len(document["content_hash"]) == 64
    steering = service.signed_in("dee@example.org", role="steering")
    assert steering.get(f"/api/v1/releases/{first}").json()["survey"] == "Time point of 60"
    assert steering.get(f"/api/v1/releases/{second}").json() == document


def test_the_attack_is_told_but_never_which_figures_were_hidden_to_protect_others(service: Service) -> None:
    number = has_release(service, people=60)
    protected = Protected(audience="preceptee", dimension="nation", code="all", item="N01", measure="need")
    with service.database.writing() as session:
        row = session.get_one(ReleaseEvidence, number)
        report = AttackReport.model_validate_json(row.attack).model_copy(update={"hidden": (protected,)})
        row.attack = report.model_dump_json()
        session.add(row)
    attack = read(service)["attack"]
    assert attack == {
        "together_with": [],
        "content_hash": report.content_hash,
        "questions": report.questions,
        "scenarios": [each.model_dump() for each in report.scenarios],
        "hidden": 1,
        "determinable": 0,
        "inherited": 0,
    }


def test_a_waiting_release_is_not_there(service: Service) -> None:
    number = has_release(service, people=60, approved=False)
    steering = service.signed_in("cat@example.org", role="steering")
    for address in (LATEST, f"/api/v1/releases/{number}", "/api/v1/releases/99"):
        assert steering.get(address).status_code == 404, address


@pytest.mark.parametrize("number", ["0", "-1", "one", "99999999999", "1.5"])
def test_what_is_no_number_of_a_release_is_refused_by_name(service: Service, number: str) -> None:
    answer = service.signed_in("cat@example.org", role="steering").get(f"/api/v1/releases/{number}")
    assert answer.status_code == 422
    assert list(answer.json()["problems"]) == ["release_id"]


def test_administrators_read_no_release(service: Service) -> None:
    has_release(service, people=60)
    admin = service.signed_in("ada@example.org", role="admin")
    assert admin.get(LATEST).json()["message"] == "There is no release you can read."


def test_sec_58_a_lead_reads_the_tables_of_their_own_figures_and_no_other_group(service: Service) -> None:
    autumn(service)
    lead = service.signed_in("lead", role="lead", organisation="T01")
    document = lead.get(LATEST).json()
    assert lead.get(f"/api/v1/releases/{document['id']}").json() == document
    places = {
        (name, code)
        for row in rows_of(document)
        for name, code in row["group"].items()
        if name not in {"audience", "answer"}
    }
    assert places == {("nation", "all"), ("region", "Y56"), ("organisation", "T01")}
    assert [table["id"] for table in document["tables"]] == [
        "preceptee-need-compared",
        "preceptor-need-compared",
        "provision-compared",
        "own-leavers",
        "participation",
    ]
    for table in document["tables"]:
        file = lead.get(f"/lead/figures/{table['id']}.csv").content.decode("utf-8-sig")
        assert len(list(csv.reader(io.StringIO(file)))) - 1 <= len(table["rows"])
    own = [row for row in document["tables"][0]["rows"] if row["item"] == "N01"]
    shown = {(*row["group"].values(), row["measure"]): row["text"] for row in own}
    assert shown == {
        ("preceptee", "T01", "need_share"): "50%",
        ("preceptee", "Y56", "need_share"): "50%",
        ("preceptee", "all", "need_share"): "51%",
        ("preceptee", "T01", "n"): "40",
        ("preceptee", "T01", "need_low"): "35%",
        ("preceptee", "T01", "need_high"): "65%",
    }
