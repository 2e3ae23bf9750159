"""Links worked out through the constructs of preceptorship, with the path each rests on in words."""

from dataclasses import dataclass

from app.definitions import Definitions
from app.presenters.links import is_working, item_address, item_text, set_title
from mapping.crosswalk import current_crosswalks
from mapping.hub import HUB, Inferred, Paths, paths_through
from mapping.relation import RELATIONS

EXTENT = {"full": "in full", "partial": "in part"}
STRENGTH = {"full": "In full", "partial": "At most in part"}


@dataclass(frozen=True)
class InferredLink:
    """What stands at the other end of a link that nobody made, and how it was worked out."""

    set_id: str
    set_title: str
    code: str
    label: str
    text: str
    working: bool
    address: str | None
    coverage: str
    strength: str
    path: str
    status: str


def inferred_paths(definitions: Definitions) -> Paths:
    """What can be worked out from the current crosswalks; worked out anew each time, so that nothing is stale."""
    return paths_through(current_crosswalks(definitions.crosswalks).values())


def inferred_to(definitions: Definitions, paths: Paths, *, target: str, code: str) -> list[InferredLink]:
    """Links to one item of a framework, from the other end."""
    return [_link(definitions, each, each.origin_set, each.origin) for each in paths.to(target, code)]


def inferred_from(definitions: Definitions, paths: Paths, *, origin: str, code: str) -> list[InferredLink]:
    """Links from one item of a framework, from the other end."""
    return [_link(definitions, each, each.target_set, each.target) for each in paths.out_of(origin, code)]


def path_words(definitions: Definitions, link: Inferred) -> str:
    """The path as a sentence: each step with how far it covers, and how far both do together at most."""
    construct = item_text(definitions, HUB, link.construct)
    first = f"{link.origin} {RELATIONS[link.onto.relation].plain} ‘{construct}’ {EXTENT[link.onto.coverage]}"
    second = f"which {RELATIONS[link.on.relation].plain} {link.target} {EXTENT[link.on.coverage]}"
    end = "so in full" if link.coverage == "full" else "so at most in part"
    return f"{first}, {second}; {end}."


def _link(definitions: Definitions, link: Inferred, set_id: str, code: str) -> InferredLink:
    return InferredLink(
        set_id=set_id,
        set_title=set_title(definitions, set_id),
        code=code,
        label=code if set_id in definitions.frameworks or code[:1].isupper() else "",
        text=item_text(definitions, set_id, code),
        working=is_working(definitions, set_id, code),
        address=item_address(definitions, set_id, code),
        coverage=link.coverage,
        strength=STRENGTH[link.coverage],
        path=path_words(definitions, link),
        status=link.status,
    )
