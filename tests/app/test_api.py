"""The JSON API, and whether its description tells the truth."""

import re
from html import unescape
from typing import Any

import pytest

from tests.app.steering import has_release
from tests.people import Browser, Service

PLAIN = {"string": str, "integer": int, "number": (int, float), "boolean": bool, "null": type(None)}


@pytest.fixture
def staff(service: Service) -> Browser:
    """A member of the steering group, with an approved release to read."""
    has_release(service, people=60)
    return service.signed_in("cat@example.org", role="steering")


def check_fits(value: Any, schema: dict[str, Any], schemas: dict[str, Any], place: str) -> None:
    """Hold a JSON value to an OpenAPI schema: types, names and nothing left over."""
    if "$ref" in schema:
        check_fits(value, schemas[schema["$ref"].rsplit("/", 1)[-1]], schemas, place)
    elif "anyOf" in schema:
        assert any(fits(value, each, schemas) for each in schema["anyOf"]), place
    elif schema["type"] == "array":
        assert isinstance(value, list), place
        for index, each in enumerate(value):
            check_fits(each, schema["items"], schemas, f"{place}[{index}]")
    elif schema["type"] == "object":
        assert isinstance(value, dict), place
        known = schema.get("properties", {})
        others = schema.get("additionalProperties") or next(
            iter(schema.get("patternProperties", {}).values()), None
        )
        assert set(schema.get("required", ())) <= set(value), place
        for name, each in value.items():
            below = known.get(name, others)
            assert below, f"{place}.{name}"
            if below is not True:
                check_fits(each, below, schemas, f"{place}.{name}")
    else:
        assert isinstance(value, PLAIN[schema["type"]]), f"{place}: {value!r}"
        assert value in schema.get("enum", [value]), place


def fits(value: Any, schema: dict[str, Any], schemas: dict[str, Any]) -> bool:
    try:
        check_fits(value, schema, schemas, "")
    except AssertionError:
        return False
    return True


def test_every_example_works_and_answers_with_what_the_description_promises(staff: Browser) -> None:
    description = staff.get("/api/v1/openapi.json").json()
    examples = re.findall(r'Example: <a href="([^"]+)"', staff.get("/api/v1/docs").text)
    assert len(examples) == len(description["paths"]) == 34
    for (path, methods), example in zip(description["paths"].items(), examples, strict=True):
        answer = staff.get(unescape(example))
        assert answer.status_code == 200, example
        schema = methods["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        check_fits(answer.json(), schema, description["components"]["schemas"], path)


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("/api/v1/frameworks/none", "/api/v1/frameworks/{framework_id}"),
        ("/api/v1/items?framework=none", "/api/v1/items"),
        ("/api/v1/items/hcpc-principles-2023/P9", "/api/v1/items/{framework_id}/{code}"),
        ("/api/v1/crosswalks/none", "/api/v1/crosswalks/{crosswalk_id}"),
        ("/api/v1/releases/99", "/api/v1/releases/{release_id}"),
        ("/ims/case/v1p1/CFItems/P9", "/ims/case/v1p1/CFItems/{sourcedId}"),
    ],
)
def test_what_is_not_there_is_refused_as_described(staff: Browser, address: str, path: str) -> None:
    description = staff.get("/api/v1/openapi.json").json()
    refused = staff.get(address)
    assert refused.status_code == 404
    schema = description["paths"][path]["get"]["responses"]["404"]["content"]["application/json"]["schema"]
    check_fits(refused.json(), schema, description["components"]["schemas"], path)


def test_the_description_says_which_routes_need_an_account(service: Service, staff: Browser) -> None:
    paths = staff.get("/api/v1/openapi.json").json()["paths"]
    closed = {path for path, methods in paths.items() if methods["get"]["security"]}
    assert closed == {"/api/v1/surveys", "/api/v1/releases/latest", "/api/v1/releases/{release_id}"}
    visitor = service.browser()
    assert {path for path in paths if visitor.get(path).status_code == 401} == closed
    refused = visitor.get("/api/v1/surveys").json()
    assert refused == {"error": "Sign in to see this page", "message": "Sign in with your account first."}
