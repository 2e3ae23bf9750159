"""A newer edition of the standards, and links to them from the quality mark, as a steering group adds them."""

from dataclasses import replace

from app.definitions import Definitions, load_definitions
from frameworks.model import Framework, Item
from mapping.crosswalk import Crosswalk, Edge
from surveys.changes import Changes, EditionChange
from surveys.instrument import Instrument
from tests.people import Service

SHIPPED = load_definitions()
DRAFT = SHIPPED.frameworks["nhse-ahp-2023"]
MARK = SHIPPED.frameworks["interim-quality-mark-2023"]
NEW_POINT = Item(
    code="N1.5",
    title="Named sponsor",
    gist="A named sponsor reports on preceptorship to the board.",
    kind="criterion",
    provenance="working",
    parent="S1",
    assessable=True,
)


def newer_edition() -> Framework:
    """W1.1 as it was, W1.2 under the code N1.2, W1.3 in other words, W1.4 left out, and one new point."""
    items = []
    for item in DRAFT.items:
        if item.code == "W1.2":
            items.append(item.model_copy(update={"code": "N1.2", "was": ("W1.2",)}))
        elif item.code == "W1.3":
            items.append(item.model_copy(update={"gist": "Preceptees and preceptors know where help is."}))
        elif item.code == "W1.4":
            items.append(NEW_POINT)
        else:
            items.append(item)
    return DRAFT.model_copy(
        update={"id": "nhse-ahp-2027", "edition": "2027", "replaces": DRAFT.id, "items": tuple(items)}
    )


def links_from_the_mark() -> Crosswalk:
    """Three links to W1.1, W1.2 and W1.3: one that says the same, one that supports, and one in part."""
    codes = [item.code for item in MARK.assessable]
    return Crosswalk(
        id="quality-mark-to-nhse-ahp",
        title="The quality mark to the AHP standards",
        edition="1",
        origin=MARK.id,
        target=DRAFT.id,
        edges=(
            _edge(codes[0], "W1.1", relation="equal", coverage="full"),
            _edge(codes[1], "W1.2", relation="supports", coverage="full"),
            _edge(
                codes[2], "W1.3", relation="subset", coverage="partial", remainder="Wellbeing of preceptors"
            ),
        ),
    )


class Current:
    """Definitions that are there from now on."""

    def __init__(self, definitions: Definitions) -> None:
        self._definitions = definitions

    def get(self) -> Definitions:
        """These."""
        return self._definitions


def adds(service: Service, *added: Framework | Crosswalk | Instrument | EditionChange) -> None:
    """These definitions are there beside all others, as if the steering group had added them."""
    now: Definitions = service.app.state.current.get()
    mine = {each.id: each for each in added if not isinstance(each, EditionChange)}
    instruments = now.instruments | {id: each for id, each in mine.items() if isinstance(each, Instrument)}
    classed = {(each.earlier, each.later): each for each in added if isinstance(each, EditionChange)}
    definitions = replace(
        now,
        frameworks=now.frameworks | {id: each for id, each in mine.items() if isinstance(each, Framework)},
        crosswalks=now.crosswalks | {id: each for id, each in mine.items() if isinstance(each, Crosswalk)},
        instruments=instruments,
        changes=Changes(instruments, {**now.changes.classed, **classed}),
    )
    service.app.state.current = Current(definitions)


def _edge(origin: str, target: str, **more: str) -> Edge:
    return Edge.model_validate(
        {
            "origin": origin,
            "target": target,
            "aspect": "All of it",
            "rationale": "They ask for the same",
            "source": "Own judgement",
            "author": "somebody",
        }
        | more
    )
