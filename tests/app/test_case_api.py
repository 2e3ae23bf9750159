"""The read API of the CASE standard, in both versions (ANCHORS e1)."""

import json
from typing import Any

from frameworks.load import load_frameworks
from reports.interchange.case.names import document_identifier, identifier, item_identifier
from reports.interchange.case.read import read_package
from reports.interchange.case.served import SERVED
from tests.people import Service

HCPC = document_identifier("hcpc-principles-2023")
ROOTS = {"/ims/case/v1p0": "invaliduuid", "/ims/case/v1p1": "invalid_uuid"}
"""Where each version is, and what it calls an identifier that is no UUID."""

NOT_OFFERED = [
    ("limit=0", "limit", "invalid_selection_field"),
    ("limit=many", "limit", "invalid_selection_field"),
    ("offset=-1", "offset", "invalid_selection_field"),
    ("offset=99999999999999999999", "offset", "invalid_selection_field"),
    ("limit=1&limit=2", "limit", "invalid_selection_field"),
    ("fields=colour", "fields", "invalid_selection_field"),
    ("filter=title%3D'x'", "filter", "invalid_selection_field"),
    ("sort=title", "sort", "invalid_sort_field"),
    ("orderBy=asc", "orderBy", "invalid_sort_field"),
    ("page=2", "page", "invalid_selection_field"),
]


def status(body: dict[str, Any]) -> tuple[str, str]:
    """Which part of the request is refused, and the reason as the standard names it."""
    assert (body["imsx_codeMajor"], body["imsx_severity"]) == ("failure", "error")
    assert body["imsx_description"]
    (field,) = body["imsx_codeMinor"]["imsx_codeMinorField"]
    return field["imsx_codeMinorFieldName"], field["imsx_codeMinorFieldValue"]


def test_a_client_finds_every_framework_and_follows_its_package(service: Service) -> None:
    visitor = service.browser()
    for root in ROOTS:
        listed = visitor.get(f"{root}/CFDocuments").json()["CFDocuments"]
        assert [each["title"] for each in listed] == [each.title for each in load_frameworks().values()]
        for document in listed:
            answer = visitor.get(document["CFPackageURI"]["uri"].removeprefix("http://localhost:8000"))
            assert answer.status_code == 200
            assert read_package(answer.content, "package.json").framework.title == document["title"]


def test_the_package_of_1_1_is_the_framework_itself(service: Service) -> None:
    content = service.browser().get(f"/ims/case/v1p1/CFPackages/{HCPC}").content
    found = read_package(content, "package.json")
    assert found.framework == load_frameworks()["hcpc-principles-2023"]
    assert "nhse-ahp-to-hcpc" in {each.id for each in found.crosswalks}


def test_every_object_of_a_package_is_at_its_address(service: Service) -> None:
    visitor = service.browser()
    for root in ROOTS:
        package = visitor.get(f"{root}/CFPackages/{document_identifier('nhse-nursing-2022')}").json()
        lists = package["CFDefinitions"]
        objects = [
            package["CFDocument"],
            package["CFItems"][3],
            package["CFAssociations"][2],
            package["CFRubrics"][0],
        ]
        objects += [each[0] for each in lists.values() if each]
        assert len(objects) == 8
        for each in objects:
            answer = visitor.get(each["uri"].removeprefix("http://localhost:8000"))
            assert answer.status_code == 200, each["uri"]
            assert each["identifier"] in answer.text
        assert (
            visitor.get(f"{root}/CFItemAssociations/{package['CFItems'][3]['identifier']}").status_code == 200
        )


def test_an_object_alone_says_which_document_it_belongs_to(service: Service) -> None:
    visitor = service.browser()
    for root in ROOTS:
        item = item_identifier("hcpc-principles-2023", "P3d")
        alone = visitor.get(f"{root}/CFItems/{item}").json()
        assert (alone["humanCodingScheme"], alone["CFDocumentURI"]["identifier"]) == ("P3d", HCPC)
        edges = visitor.get(f"{root}/CFItemAssociations/{item}").json()
        assert edges["CFItem"] == alone
        assert "CFDocumentURI" not in edges["CFAssociations"][0]
        tree = identifier("CFAssociations", "hcpc-principles-2023", "isChildOf", "P3d")
        assert tree in [each["identifier"] for each in edges["CFAssociations"]]
        assert visitor.get(f"{root}/CFAssociations/{tree}").json()["CFDocumentURI"]["identifier"] == HCPC


def test_documents_come_in_pages(service: Service) -> None:
    visitor = service.browser()
    for root in ROOTS:
        every = visitor.get(f"{root}/CFDocuments")
        total = len(every.json()["CFDocuments"])
        assert every.headers["X-Total-Count"] == str(total)
        part = visitor.get(f"{root}/CFDocuments?limit=2&offset=2")
        assert part.json()["CFDocuments"] == every.json()["CFDocuments"][2:4]
        here = f"http://localhost:8000{root}/CFDocuments"
        assert f'<{here}?limit=2&offset=4>; rel="next"' in part.headers["Link"]
        assert f'<{here}?limit=2&offset=0>; rel="prev"' in part.headers["Link"]
        beyond = visitor.get(f"{root}/CFDocuments?offset=99")
        assert beyond.json() == {"CFDocuments": []}
        assert 'rel="next"' not in beyond.headers["Link"]


def test_only_the_fields_asked_for_are_given(service: Service) -> None:
    visitor = service.browser()
    for root in ROOTS:
        answer = visitor.get(f"{root}/CFDocuments?fields=identifier,title&limit=1").json()
        assert set(answer["CFDocuments"][0]) == {"identifier", "title"}


def test_what_is_not_offered_is_refused_as_the_standard_says(service: Service) -> None:
    visitor = service.browser()
    for root in ROOTS:
        for query, part, reason in NOT_OFFERED:
            answer = visitor.get(f"{root}/CFDocuments?{query}")
            assert answer.status_code == 400, query
            assert status(answer.json()) == (part, reason)


def test_what_is_not_there_is_refused_as_the_standard_says(service: Service) -> None:
    visitor = service.browser()
    for root, no_uuid in ROOTS.items():
        for path in [each.path for each in SERVED]:
            unknown = visitor.get(f"{root}/{path}/00000000-0000-4000-8000-000000000000")
            assert (unknown.status_code, status(unknown.json())) == (404, ("sourcedId", "unknownobject"))
            broken = visitor.get(f"{root}/{path}/P3d")
            assert (broken.status_code, status(broken.json())) == (404, ("sourcedId", no_uuid))
            assert visitor.get(f"{root}/{path}/{HCPC}?x=1").status_code == 400


def test_a_client_that_has_it_already_is_told_so(service: Service) -> None:
    visitor = service.browser()
    first = visitor.get(f"/ims/case/v1p1/CFPackages/{HCPC}")
    tag = first.headers["ETag"]
    again = visitor.get(f"/ims/case/v1p1/CFPackages/{HCPC}", headers={"If-None-Match": f'W/"x", {tag}'})
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", tag)
    assert visitor.get("/ims/case/v1p1/CFDocuments", headers={"If-None-Match": tag}).status_code == 200
    assert json.loads(first.content)["CFDocument"]["identifier"] == HCPC
