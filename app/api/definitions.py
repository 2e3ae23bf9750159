"""The API's frameworks, items, crosswalks and instruments: public, as their pages are."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Request

from app.api.answers import refusals
from app.pages.frameworks import definitions_of, find_framework
from app.rights import Right
from app.schemas import MODELS, schema_of
from frameworks.model import Framework, Frozen, Item
from mapping.crosswalk import Crosswalk
from surveys.errors import NotFound
from surveys.instrument import Instrument

router = APIRouter(
    prefix="/api/v1",
    dependencies=[Depends(Right("public"))],
    tags=["Definitions"],
    responses=refusals(),
)
NO_FRAMEWORK = refusals(_404="There is no such framework.")
FrameworkId = Annotated[
    str, Path(description="A framework's id, as /frameworks lists it.", examples=["hcpc-principles-2023"])
]
ItemCode = Annotated[str, Path(description="An item's code, as the framework lists it.", examples=["P3d"])]
CrosswalkId = Annotated[
    str, Path(description="A crosswalk's id, as /crosswalks lists it.", examples=["preceptee-to-hcpc"])
]
SchemaName = Annotated[str, Path(description="A kind of file, as /schemas lists it.", examples=["framework"])]
OneFramework = Annotated[
    str | None,
    Query(description="Only this framework's items, by its id.", examples=["hcpc-principles-2023"]),
]


class FrameworkSummary(Frozen):
    """One line of the list of frameworks."""

    id: str
    title: str
    owner: str
    edition: str
    nation: str
    items: int
    working_draft_items: int


class FoundItem(Frozen):
    """An item with the framework it stands in."""

    framework: str
    item: Item


@router.get("/frameworks")
def list_frameworks(request: Request) -> list[FrameworkSummary]:
    """Every framework, without its items."""
    return [
        FrameworkSummary(
            id=each.id,
            title=each.title,
            owner=each.owner,
            edition=each.edition,
            nation=each.nation,
            items=len(each.items),
            working_draft_items=sum(item.provenance == "working" for item in each.items),
        )
        for each in definitions_of(request).frameworks.values()
    ]


@router.get("/frameworks/{framework_id}", responses=NO_FRAMEWORK)
def show_framework(request: Request, framework_id: FrameworkId) -> Framework:
    """One framework with its items in reading order. 404 when there is none."""
    return find_framework(definitions_of(request), framework_id)


@router.get("/items", responses=NO_FRAMEWORK)
def list_items(request: Request, framework: OneFramework = None) -> list[FoundItem]:
    """Items of every framework, or of one. 404 when there is no such framework."""
    definitions = definitions_of(request)
    chosen = [find_framework(definitions, framework)] if framework else definitions.frameworks.values()
    return [FoundItem(framework=each.id, item=item) for each in chosen for item in each.items]


@router.get("/items/{framework_id}/{code}", responses=refusals(_404="There is no such framework or item."))
def show_item(request: Request, framework_id: FrameworkId, code: ItemCode) -> FoundItem:
    """One item. 404 when there is none."""
    item = find_framework(definitions_of(request), framework_id).item(code)
    if item is None:
        raise NotFound("There is no such item.")
    return FoundItem(framework=framework_id, item=item)


@router.get("/crosswalks")
def list_crosswalks(request: Request) -> list[Crosswalk]:
    """Every crosswalk with its edges: what each covers, what it leaves, why, and who said so."""
    return list(definitions_of(request).crosswalks.values())


@router.get("/crosswalks/{crosswalk_id}", responses=refusals(_404="There is no such crosswalk."))
def show_crosswalk(request: Request, crosswalk_id: CrosswalkId) -> Crosswalk:
    """One crosswalk. 404 when there is none."""
    crosswalk = definitions_of(request).crosswalks.get(crosswalk_id)
    if crosswalk is None:
        raise NotFound("There is no such crosswalk.")
    return crosswalk


@router.get("/instruments")
def list_instruments(request: Request) -> list[Instrument]:
    """Every instrument: its sections, items, questions and scales."""
    return list(definitions_of(request).instruments.values())


@router.get("/schemas")
def list_schemas() -> list[str]:
    """The kinds of file that have a JSON Schema."""
    return list(MODELS)


@router.get("/schemas/{name}", responses=refusals(_404="There is no such schema."))
def get_schema(name: SchemaName) -> dict[str, Any]:
    """The JSON Schema of one kind of file, in the 2020-12 dialect. A YAML file is read as the JSON it says."""
    return schema_of(name)
