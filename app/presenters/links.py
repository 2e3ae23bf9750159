"""What stands at the other end of crosswalk edges, in words people can read."""

from dataclasses import dataclass

from app.definitions import Definitions
from mapping.crosswalk import Crosswalk, Edge, current_crosswalks
from mapping.relation import RELATIONS


@dataclass(frozen=True)
class Link:
    """One edge, seen from one of its ends."""

    set_id: str
    set_title: str
    code: str
    text: str
    label: str
    """What people read in front of the words: a framework's or an item's code; none for a question."""
    working: bool
    """Whether it is a working draft, which is said wherever it appears."""
    address: str | None
    relation: str
    """What the relation is called from the origin: an item supports an element."""
    inverse: str
    """What it is called from the target: an element is supported by an item."""
    coverage: str
    parts: tuple[str, ...]
    """The parts of the target it covers, in words, where they are named."""
    aspect: str
    remainder: str | None
    rationale: str
    status: str


def links_to(definitions: Definitions, *, target: str, code: str) -> list[Link]:
    """Everything that speaks to one item of a framework."""
    return [
        _link(definitions, crosswalk, edge, end="origin")
        for crosswalk in current_crosswalks(definitions.crosswalks).values()
        if crosswalk.target == target
        for edge in crosswalk.edges
        if edge.target == code
    ]


def links_from(definitions: Definitions, *, origin: str, code: str) -> list[Link]:
    """Everything one item of a framework or instrument speaks to."""
    return [
        _link(definitions, crosswalk, edge, end="target")
        for crosswalk in current_crosswalks(definitions.crosswalks).values()
        if crosswalk.origin == origin
        for edge in crosswalk.edges
        if edge.origin == code
    ]


def set_title(definitions: Definitions, set_id: str) -> str:
    """The title of a framework or instrument."""
    if set_id in definitions.frameworks:
        return definitions.frameworks[set_id].short_title
    return definitions.instruments[set_id].title


def _link(definitions: Definitions, crosswalk: Crosswalk, edge: Edge, *, end: str) -> Link:
    set_id, code = (crosswalk.origin, edge.origin) if end == "origin" else (crosswalk.target, edge.target)
    return Link(
        set_id=set_id,
        set_title=set_title(definitions, set_id),
        code=code,
        text=item_text(definitions, set_id, code),
        working=is_working(definitions, set_id, code),
        label="" if _is_question(definitions, set_id, code) else code,
        address=item_address(definitions, set_id, code),
        relation=RELATIONS[edge.relation].forward,
        inverse=RELATIONS[edge.relation].inverse,
        coverage=edge.coverage,
        parts=tuple(crosswalk.parts[edge.target][part] for part in edge.covers),
        aspect=edge.aspect,
        remainder=edge.remainder,
        rationale=edge.rationale,
        status=edge.status,
    )


def item_text(definitions: Definitions, set_id: str, code: str) -> str:
    """What an item asks or says, whichever set it stands in."""
    if set_id in definitions.frameworks:
        item = definitions.frameworks[set_id].item(code)
        return item.title if item else code
    instrument = definitions.instruments[set_id]
    asked = instrument.item(code) or instrument.question(code)
    return asked.text if asked else code


def item_address(definitions: Definitions, set_id: str, code: str) -> str | None:
    """The page of a framework's item; a questionnaire's items have none."""
    return f"/frameworks/{set_id}/{code}" if set_id in definitions.frameworks else None


def is_working(definitions: Definitions, set_id: str, code: str) -> bool:
    """True for an item of a framework that is our own draft, not read in a source."""
    framework = definitions.frameworks.get(set_id)
    item = framework.item(code) if framework else None
    return item is not None and item.provenance == "working"


def _is_question(definitions: Definitions, set_id: str, code: str) -> bool:
    instrument = definitions.instruments.get(set_id)
    return instrument is not None and instrument.item(code) is None
