"""The API's own description: OpenAPI for machines, and a page made from it for signed-in staff."""

from typing import Any

from fastapi import APIRouter, Depends, Request
from fastapi.openapi.utils import get_openapi
from fastapi.responses import JSONResponse, Response

from app.rights import Right
from app.signins import cookie_name
from app.templating import render

router = APIRouter(prefix="/api/v1", dependencies=[Depends(Right("staff"))], include_in_schema=False)
STAFF_ONLY = "Surveys and releases"
ABOUT = (
    "Read-only. Frameworks, items, crosswalks and instruments are open to anyone, also as packages of "
    "the CASE standard; surveys and releases need a signed-in member of staff. Every figure is a cell "
    "of a frozen, approved release: `text` is what every page prints, `value` is null where it is "
    "hidden."
)


def describe(request: Request) -> dict[str, Any]:
    """The OpenAPI description of everything under /api/v1 and /ims/case."""
    app = request.app
    found = get_openapi(title="preceptmap", version=app.version, description=ABOUT, routes=app.routes)
    session = {
        "type": "apiKey",
        "in": "cookie",
        "name": cookie_name(app.state.settings),
        "description": "The cookie a browser holds once a member of staff has signed in.",
    }
    found["components"]["securitySchemes"] = {"session": session}
    for _, _, details in _operations(found):
        details["security"] = [{"session": []}] if STAFF_ONLY in details["tags"] else []
    return found


@router.get("/openapi.json")
def openapi(request: Request) -> Response:
    """For machines."""
    return JSONResponse(describe(request))


@router.get("/docs")
def documentation(request: Request) -> Response:
    """For people."""
    description = describe(request)
    context = {
        "about": ABOUT,
        "operations": [_operation(*each) for each in _operations(description)],
        "schemas": [_schema(name, each) for name, each in description["components"]["schemas"].items()],
    }
    return render(request, "api.html", context)


def _operations(description: dict[str, Any]) -> list[tuple[str, str, dict[str, Any]]]:
    return [
        (path, method, details)
        for path, methods in description["paths"].items()
        for method, details in methods.items()
    ]


def _operation(path: str, method: str, details: dict[str, Any]) -> dict[str, Any]:
    parameters = details.get("parameters", [])
    return {
        "path": path,
        "method": method.upper(),
        "summary": details["description"],
        "staff": bool(details["security"]),
        "parameters": parameters,
        "answer": type_words(_content(details["responses"]["200"])),
        "refusals": [
            (status, response["description"])
            for status, response in details["responses"].items()
            if status not in {"200", "default"}
        ],
        "example": _example(path, parameters),
    }


def _content(response: dict[str, Any]) -> dict[str, Any]:
    schema: dict[str, Any] = response["content"]["application/json"]["schema"]
    return schema


def _example(path: str, parameters: list[dict[str, Any]]) -> str:
    """An address that works, from the example of each parameter."""
    query = []
    for each in parameters:
        example = each["schema"]["examples"][0]
        if each["in"] == "path":
            path = path.replace(f"{{{each['name']}}}", str(example))
        else:
            query.append(f"{each['name']}={example}")
    return path + ("?" + "&".join(query) if query else "")


def _schema(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    required = schema.get("required", [])
    fields = [
        {"name": field, "type": type_words(each), "always": field in required}
        for field, each in schema["properties"].items()
    ]
    return {"name": name, "about": schema.get("description", ""), "fields": fields}


def type_words(schema: dict[str, Any]) -> str:
    """A schema in a few words.

    >>> type_words({"anyOf": [{"type": "array", "items": {"$ref": "#/components/schemas/Cell"}}, {"type": "null"}]})
    'list of Cell, or null'
    >>> type_words({"type": "object", "additionalProperties": {"type": "number"}})
    'names, each with number'
    >>> type_words({"enum": ["core", "gold"], "type": "string"})
    '"core" or "gold"'
    """
    if "$ref" in schema:
        return str(schema["$ref"]).rsplit("/", 1)[-1]
    if "anyOf" in schema:
        return ", or ".join(type_words(each) for each in schema["anyOf"])
    if "enum" in schema:
        return " or ".join(f'"{each}"' for each in schema["enum"])
    if schema.get("type") == "array":
        return f"list of {type_words(schema['items'])}"
    if isinstance(schema.get("additionalProperties"), dict):
        return f"names, each with {type_words(schema['additionalProperties'])}"
    return str(schema.get("format") or schema.get("const") or schema.get("type", "any value")).replace(
        "string", "text"
    )
