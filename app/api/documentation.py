"""The API's own description: OpenAPI for machines, and a page made from it for signed-in staff."""

from typing import Any

from fastapi import APIRouter, Depends, Request
from fastapi.openapi.utils import get_openapi
from fastapi.responses import JSONResponse, Response

from app.rights import Right
from app.templating import render

router = APIRouter(prefix="/api/v1", dependencies=[Depends(Right("staff"))], include_in_schema=False)
ABOUT = (
    "Read-only. Frameworks, items, crosswalks and instruments are open to anyone; surveys and releases need "
    "a signed-in member of staff. Every figure is a cell of a frozen, approved release: `text` is what every "
    "page prints, `value` is null where it is hidden."
)


def describe(request: Request) -> dict[str, Any]:
    """The OpenAPI description of everything under /api/v1."""
    app = request.app
    return get_openapi(title="preceptmap", version=app.version, description=ABOUT, routes=app.routes)


@router.get("/openapi.json")
def openapi(request: Request) -> Response:
    """For machines."""
    return JSONResponse(describe(request))


@router.get("/docs")
def documentation(request: Request) -> Response:
    """For people."""
    description = describe(request)
    operations = [
        _operation(path, method, details)
        for path, methods in description["paths"].items()
        for method, details in methods.items()
    ]
    schemas = description.get("components", {}).get("schemas", {})
    context = {"about": description["info"]["description"], "operations": operations, "schemas": schemas}
    return render(request, "api.html", context)


def _operation(path: str, method: str, details: dict[str, Any]) -> dict[str, Any]:
    answer = details["responses"].get("200", {}).get("content", {}).get("application/json", {})
    return {
        "path": path,
        "method": method.upper(),
        "summary": details.get("description", ""),
        "parameters": details.get("parameters", []),
        "answer": _schema_name(answer.get("schema", {})),
    }


def _schema_name(schema: dict[str, Any]) -> str:
    if schema.get("type") == "array":
        return f"list of {_schema_name(schema['items'])}"
    return str(schema.get("$ref", "").rsplit("/", 1)[-1] or schema.get("title", "value"))
