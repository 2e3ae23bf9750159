"""Definitions as workbooks, through the list of formats that pages and commands use."""

import io

from openpyxl import load_workbook

from app.definitions import load_definitions
from app.formats import FORMATS, format_of
from reports.interchange.excel.writing import write_book
from tests.people import HERE, Service


def test_a_workbook_of_a_framework_is_read_back_as_that_framework() -> None:
    definitions = load_definitions()
    xlsx = FORMATS["xlsx"]
    assert xlsx.write is not None
    assert xlsx.read is not None
    written = xlsx.write(definitions, "nhse-ahp-2023")
    read = xlsx.read(written.content, "standards.xlsx")
    assert read.documents == (definitions.frameworks["nhse-ahp-2023"],)
    assert (written.loss.direction, written.loss.subject, written.loss.lost) == (
        "export",
        "nhse-ahp-2023",
        (),
    )
    assert (read.loss.direction, read.loss.subject, read.loss.lost) == ("import", "nhse-ahp-2023", ())


def test_a_workbook_is_known_by_its_name() -> None:
    assert format_of("Standards.XLSX") == "xlsx"


def test_a_framework_is_written_and_read_as_csv_of_its_items_too() -> None:
    definitions = load_definitions()
    table = FORMATS["csv"]
    assert table.write is not None
    assert table.read is not None
    written = table.write(definitions, "hcpc-principles-2023")
    assert table.read(written.content, "items.csv").documents == (
        definitions.frameworks["hcpc-principles-2023"],
    )
    assert (written.loss.format, written.loss.lost) == ("csv", ())


def test_the_steering_group_takes_a_template_and_is_told_each_mistake_by_its_cell(service: Service) -> None:
    member = service.signed_in("cat@example.org", role="steering")
    page = member.get("/steering/definitions").text
    for name in ("framework", "preceptee", "preceptor", "organisation", "crosswalk"):
        address = f"/steering/definitions/templates/{name}"
        assert f'href="{address}"' in page
        taken = member.get(address)
        assert taken.headers["content-disposition"] == f'attachment; filename="{name}-template.xlsx"'
        assert load_workbook(io.BytesIO(taken.content)).sheetnames[0] == "Start here"
    assert member.get("/steering/definitions/templates/nothing").status_code == 404
    refused = member.post(
        "/steering/definitions/look",
        data={"format": ""},
        files={"file": ("framework-template.xlsx", taken.content)},
        headers={"Origin": HERE, "Sec-Fetch-Site": "same-origin"},
    )
    assert refused.status_code == 422
    assert "crosswalk_content!A1: there are no rows; add them: The links" in refused.text


def test_the_steering_group_sees_what_a_workbook_would_change(service: Service) -> None:
    draft = load_definitions().frameworks["nhse-ahp-2023"]
    new = draft.model_copy(update={"id": "nhse-ahp-2027", "edition": "2027", "replaces": draft.id})
    member = service.signed_in("cat@example.org", role="steering")
    page = member.post(
        "/steering/definitions/look",
        data={"format": ""},
        files={"file": ("standards.xlsx", write_book("Standards", [new]).content)},
        headers={"Origin": HERE, "Sec-Fetch-Site": "same-origin"},
    )
    assert page.status_code == 200
    assert "nhse-ahp-2027" in page.text
