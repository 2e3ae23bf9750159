"""A lead reads the own organisation's, the own region's and the nation's figures, and nobody else's."""

import io

from openpyxl import load_workbook

from app.making import make_release
from app.organisation_report import own_release
from app.place import Place
from app.releases import approve_release
from surveys.tables import RatingAnswer, Response
from tests.app.leads import fill, lead_of, words_of
from tests.app.test_lead_capacity import PLAN
from tests.app.test_lead_provision import answers_all
from tests.app.unattacked import unattacked
from tests.people import Service

ITEM = "N01"


def has_answers(service: Service, point: int, organisation: str, region: str, people: int) -> None:
    """So many submitted preceptees; every second one has a need in the first area."""
    with service.database.writing() as session:
        for number in range(people):
            name = f"{organisation}-{number}"
            session.add(
                Response(
                    id=name,
                    reference=name,
                    time_point=point,
                    audience="preceptee",
                    instrument="preceptee-2026",
                    organisation=organisation,
                    region=region,
                    pathway="diagnostic",
                    state="submitted",
                )
            )
            session.flush()
            low = number % 2
            session.add(RatingAnswer(response=name, item=ITEM, importance=4, confidence=2 if low else 5))


def has_release(service: Service, point: int) -> None:
    """A release made and approved by two people."""
    number = make_release(
        service.database,
        time_point=point,
        by="ann",
        now=service.clock(),
        definitions=service.app.state.definitions,
        code_version="test",
        protect=unattacked,
    )
    with service.database.writing() as session:
        approve_release(session, number=number, revision=1, by="bob", now=service.clock())


def autumn(service: Service) -> int:
    """Three organisations in London and three in the South West, one of them too small to show."""
    point = service.has_open_time_point()
    for code, region, people in (
        ("T01", "Y56", 40),
        ("T02", "Y56", 40),
        ("T03", "Y56", 40),
        ("S01", "Y58", 30),
        ("S02", "Y58", 30),
        ("S03", "Y58", 6),
    ):
        service.has_organisation(code, region=region, name=f"Trust {code}")
        has_answers(service, point, code, region, people)
    has_release(service, point)
    return point


def test_own_figures_stand_beside_the_region_and_the_nation(service: Service) -> None:
    autumn(service)
    lead = service.signed_in("lead", role="lead", organisation="T01")
    words = words_of(lead.get("/lead/figures"))
    assert "N01 50% 50% 51% Your own figure" in words
    assert "Trust T01 London National" in words
    assert "Trust T01 Organisation Preceptees 40" in words
    assert "T02" not in words
    assert "South West" not in words


def test_the_page_begins_with_each_table_in_a_sentence_and_folds_long_tables(service: Service) -> None:
    autumn(service)
    lead = service.signed_in("lead", role="lead", organisation="T01")
    page = lead.get("/lead/figures").text
    short, _, rest = page.partition("</dl>")
    assert "In short</h2>" in short
    assert 'href="#preceptee-need-compared-title"' in short
    assert 'id="preceptee-need-compared-title"' in rest
    assert "Table: Preceptees: need at Trust T01" in words_of(lead.get("/lead/figures"))
    assert rest.index("<details") < rest.index("<table")


def test_a_small_organisation_is_told_in_plain_words_what_to_use_instead(service: Service) -> None:
    autumn(service)
    lead = service.signed_in("lead", role="lead", organisation="S03")
    words = words_of(lead.get("/lead/figures"))
    assert "Fewer than 10 people answered here, so nothing is shown. See your region instead." in words
    assert "Not shown: too few people" in words


def test_sec_58_only_three_groups_of_a_release_are_read(service: Service) -> None:
    point = autumn(service)
    place = Place("T01", "Trust T01", "Y56", point, "Autumn 2026", "organisation-2026", True, False)
    with service.database.reading() as session:
        release = own_release(session, place)
    assert release is not None
    groups = {(part.group.dimension, part.group.code) for part in release.parts}
    assert {("region", "Y56"), ("organisation", "T01")} < groups
    assert {dimension for dimension, _ in groups} == {"nation", "region", "organisation"}
    assert len(groups) == 3
    taken_part = {(each.dimension, each.code) for each in release.participation}
    assert taken_part <= groups


def test_the_workbook_holds_what_was_entered_and_opens(service: Service) -> None:
    service.has_open_time_point()
    lead = lead_of(service, name="=Trust & Sons")
    fill(lead, "/lead/provision/availability", offered="some", pathways_covered=["mri"])
    evidence = {"P1a": 2, "P1a-evidence": '=HYPERLINK("http://x")'}
    fill(lead, "/lead/assessments/hcpc-principles-2023/P1", **evidence)
    fill(lead, "/lead/capacity", **PLAN)
    answer = lead.get("/lead/workbook.xlsx")
    assert answer.headers["content-disposition"] == 'attachment; filename="preceptmap-organisation.xlsx"'
    book = load_workbook(io.BytesIO(answer.content))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert not [cell for cell in cells if cell.data_type == "f" and 'HYPERLINK("http://x' in str(cell.value)]
    values = [cell.value for cell in cells]
    for value in (
        "Some people",
        "Magnetic resonance imaging (MRI)",
        "Newly registered, December 2026",
        '=HYPERLINK("http://x")',
    ):
        assert value in values, value
    by_month = next(sheet for sheet in book if "Capacity by month" in sheet.title)
    rows = list(by_month.iter_rows(values_only=True))
    assert ("Sep 2027", 10, 5, 10, 5, 5, 2) in {row[:7] for row in rows}
    assert any("No figures have been released yet" in str(value) for value in values)


def test_the_workbook_holds_the_protected_figures_of_a_release(service: Service) -> None:
    autumn(service)
    lead = service.signed_in("lead", role="lead", organisation="T01")
    book = load_workbook(io.BytesIO(lead.get("/lead/workbook.xlsx").content))
    rows = [row for sheet in book for row in sheet.iter_rows(values_only=True)]
    assert any(row[1:5] == (ITEM, 0.5, 0.5, 0.51) for row in rows)
    text = " ".join(str(value) for row in rows for value in row if value is not None)
    assert "T02" not in text
    assert "South West" not in text


def test_sdc_08_chart_csv_and_page_of_own_figures_are_the_same_cells(service: Service) -> None:
    autumn(service)
    lead = service.signed_in("lead", role="lead", organisation="T01")
    page = lead.get("/lead/figures").text
    assert 'data-chart="/lead/figures/preceptee-need-compared.json"' in page
    figure = lead.get("/lead/figures/preceptee-need-compared.json").json()
    assert [trace["name"] for trace in figure["data"]] == ["Trust T01", "London", "National"]
    assert [trace["x"] for trace in figure["data"]] == [[50], [50], [51]]
    lines = lead.get("/lead/figures/preceptee-need-compared.csv").text.splitlines()
    assert lines[0].endswith("area,item,own,region,nation,instead,own_n,own_need_low,own_need_high")
    assert next(line for line in lines if f",{ITEM}," in line).endswith(
        f",{ITEM},50,50,51,Your own figure,40,35,65"
    )


def test_tables_without_a_figure_to_draw_have_no_chart(service: Service) -> None:
    autumn(service)
    lead = service.signed_in("lead", role="lead", organisation="T01")
    for address in ("participation.json", "preceptor-need-compared.json", "need-by-area.csv"):
        assert lead.get(f"/lead/figures/{address}").status_code == 404, address
    assert lead.get("/lead/figures/participation.csv").status_code == 200


def test_own_provision_stands_beside_that_of_others(service: Service) -> None:
    point = service.has_open_time_point()
    for number, offered in enumerate(("all", "all", "some", "some"), start=1):
        lead = lead_of(service, f"T0{number}")
        answers_all(lead)
        fill(lead, "/lead/provision/availability", offered=offered)
        fill(lead, "/lead/provision/check", to="/lead/provision/finish")
        has_answers(service, point, f"T0{number}", "Y56", 10)
    has_release(service, point)
    words = words_of(service.signed_in("one", role="lead", organisation="T01").get("/lead/figures"))
    assert "Who is offered preceptorship in radiography? Some people No 50% 50%" in words
    assert "How long does preceptorship usually last? 12 Yes 100% 100%" in words
    assert "T02" not in words
