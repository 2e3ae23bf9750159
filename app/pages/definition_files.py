"""Public files of every framework, questionnaire and crosswalk, in each format, with what the format loses."""

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from app.definition_files import find_definition
from app.definition_kinds import kind_of
from app.downloads import download
from app.formats import Exported, Format, writers
from app.pages.frameworks import definitions_of
from app.presenters.definition_files import file_lines
from app.rights import Right
from app.templating import render
from surveys.errors import NotFound

router = APIRouter(prefix="/definitions", dependencies=[Depends(Right("public"))], include_in_schema=False)
NO_FORMAT = "There is no such format for this. Choose one from the list."


@router.get("/{definition}")
def files_page(request: Request, definition: str) -> Response:
    """Every format of one definition, and how much each cannot say."""
    definitions = definitions_of(request)
    found = find_definition(definitions, definition)
    context = {
        "title": str(dict(found).get("title", definition)),
        "id": definition,
        "kind": kind_of(found),
        "files": file_lines(definitions, definition, writers(kind_of(found).key)),
    }
    return render(request, "frameworks/files.html", context)


@router.get("/{definition}/{key}")
def file(request: Request, definition: str, key: str) -> Response:
    """The definition as a file of this format."""
    chosen, exported = _written(request, definition, key)
    return download(exported.content, f"{definition}-{key}{chosen.suffix}", media_type=chosen.media_type)


@router.get("/{definition}/{key}/loss")
def loss(request: Request, definition: str, key: str) -> Response:
    """What the format cannot say of this definition, as data."""
    report = _written(request, definition, key)[1].loss
    return download(report.model_dump_json(indent=2).encode(), f"{definition}-{key}-loss.json")


def _written(request: Request, definition: str, key: str) -> tuple[Format, Exported]:
    definitions = definitions_of(request)
    chosen = writers(kind_of(find_definition(definitions, definition)).key).get(key)
    if chosen is None or chosen.write is None:
        raise NotFound(NO_FORMAT)
    return chosen, chosen.write(definitions, definition)
