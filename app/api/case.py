"""The read API of the CASE standard, versions 1.0 and 1.1: public, as the pages of the frameworks are."""

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Request
from fastapi.responses import Response

from app.api.case_shelf import CaseShelf
from app.api.case_status import CaseRefusal, CaseRoute, Reason, StatusInfo
from app.pages.frameworks import definitions_of
from app.rights import Right
from app.web import get_settings
from frameworks.model import Frozen
from reports.interchange.case.library import CFDocumentSet, Library
from reports.interchange.case.names import PATHS
from reports.interchange.case.served import SERVED, Served
from reports.interchange.case.shapes import CFDocument, Version

UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
NO_UUID: dict[Version, Reason] = {"1.0": "invaliduuid", "1.1": "invalid_uuid"}
REFUSED: dict[int | str, dict[str, Any]] = {
    404: {"model": StatusInfo, "description": "The identifier is no UUID, or there is no such object."},
}
NOT_TAKEN: dict[int | str, dict[str, Any]] = {
    400: {
        "model": StatusInfo,
        "description": "A parameter cannot be used; sorting and filtering are not offered.",
    },
}
REQUIRED_FIELDS = "identifier,uri,creator,title,lastChangeDateTime,CFPackageURI"
Limit = Annotated[int, Query(description="The most documents to give.", ge=1, le=1000, examples=[100])]
Offset = Annotated[
    int, Query(description="How many documents to leave out first.", ge=0, le=2**31 - 1, examples=[0])
]
Fields = Annotated[
    str | None,
    Query(description="Only these fields of each document, with commas between.", examples=[REQUIRED_FIELDS]),
]


@dataclass(frozen=True)
class Page:
    """A part of the list of documents."""

    limit: int
    offset: int
    total: int

    def links(self, address: str) -> str:
        """The Link header: where the first, next, previous and last part are."""
        last = max(0, (self.total - 1) // self.limit * self.limit)
        starts = {"first": 0, "last": last}
        if self.offset + self.limit < self.total:
            starts["next"] = self.offset + self.limit
        if self.offset > 0:
            starts["prev"] = max(0, self.offset - self.limit)
        return ", ".join(
            f'<{address}?limit={self.limit}&offset={start}>; rel="{name}"' for name, start in starts.items()
        )


def make_router(version: Version) -> APIRouter:
    """Every read operation of one version of the standard."""
    router = APIRouter(
        prefix=PATHS[version],
        dependencies=[Depends(Right("public"))],
        tags=[f"CASE {version}"],
        route_class=CaseRoute,
        responses={"default": {"model": StatusInfo, "description": "Any other refusal."}},
    )
    router.add_api_route(
        "/CFDocuments",
        _documents(version),
        name=f"case_{version}_CFDocuments",
        response_model=CFDocumentSet,
        responses=NOT_TAKEN,
        description=f"CASE {version}: every framework's document, in pages.",
    )
    for served in SERVED:
        router.add_api_route(
            f"/{served.path}/{{sourcedId}}",
            _one(version, served),
            name=f"case_{version}_{served.path}",
            response_model=served.model,
            responses=REFUSED,
            description=f"CASE {version}: {served.about}",
            include_in_schema=bool(served.example),
        )
    return router


def _documents(version: Version) -> Callable[..., Response]:
    def documents(
        request: Request, limit: Limit = 100, offset: Offset = 0, fields: Fields = None
    ) -> Response:
        _refuse_others(request, {"limit", "offset", "fields"})
        library = _library(request, version)
        page = Page(limit, offset, len(library.documents))
        chosen = list(library.documents.values())[offset : offset + limit]
        wanted = _wanted(fields)
        body = {"CFDocuments": [_json(each, only=wanted) for each in chosen]}
        address = f"{get_settings(request).base_url}{PATHS[version]}/CFDocuments"
        headers = {"X-Total-Count": str(page.total), "Link": page.links(address)}
        return _answer(request, body, headers)

    return documents


def _one(version: Version, served: Served) -> Callable[..., Response]:
    named: Any = Path(description="The object's identifier, a UUID.", examples=[served.example])

    def one(request: Request, sourcedId: str = named) -> Response:
        _refuse_others(request, set())
        if not UUID.fullmatch(sourcedId):
            message = "This is no UUID. Take an identifier from CFDocuments or a package."
            raise CaseRefusal(404, "sourcedId", NO_UUID[version], message)
        found = served.find(_library(request, version), sourcedId.lower())
        if found is None:
            message = f"There is no such object under {served.path}."
            raise CaseRefusal(404, "sourcedId", "unknownobject", message)
        return _answer(request, _json(found), {})

    return one


def _library(request: Request, version: Version) -> Library:
    """The library of the definitions there are now, at the address people type."""
    state = request.app.state
    if not hasattr(state, "case_shelf"):
        state.case_shelf = CaseShelf()
    shelf: CaseShelf = state.case_shelf
    return shelf.library(definitions_of(request), version=version, base=get_settings(request).base_url)


def _refuse_others(request: Request, taken: set[str]) -> None:
    """Refuse a parameter that is not taken here, or given twice."""
    keys = [key for key, _ in request.query_params.multi_items()]
    for key in keys:
        if key in {"sort", "orderBy"}:
            message = "Sorting is not offered here: documents come in one order. Leave the parameter out."
            raise CaseRefusal(400, key, "invalid_sort_field", message)
        if key not in taken or keys.count(key) > 1:
            known = f"once each: {', '.join(sorted(taken))}" if taken else "none"
            message = f"'{key[:40]}' cannot be used like this here. Parameters taken are {known}."
            raise CaseRefusal(400, key[:40], "invalid_selection_field", message)


def _wanted(fields: str | None) -> set[str] | None:
    """The fields asked for, or None for all."""
    if fields is None:
        return None
    wanted = {each.strip() for each in fields.split(",")}
    for each in sorted(wanted - set(CFDocument.model_fields)):
        known = ", ".join(CFDocument.model_fields)
        message = f"'{each[:40]}' is no field of a document. Fields are {known}."
        raise CaseRefusal(400, "fields", "invalid_selection_field", message)
    return wanted


def _json(value: Frozen, *, only: set[str] | None = None) -> dict[str, Any]:
    return value.model_dump(mode="json", exclude_none=True, include=only)


def _answer(request: Request, body: Mapping[str, Any], headers: Mapping[str, str]) -> Response:
    """The body with a tag of its content; nothing but that where the asker has it already."""
    content = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
    tag = f'W/"{hashlib.sha256(content).hexdigest()[:32]}"'
    kept = {"ETag": tag, "Cache-Control": "no-cache", **headers}
    known = [each.strip() for each in request.headers.get("if-none-match", "").split(",")]
    if tag in known or "*" in known:
        return Response(status_code=304, headers=kept)
    return Response(content, media_type="application/json", headers=kept)
