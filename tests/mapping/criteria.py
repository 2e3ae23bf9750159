"""Small frameworks of criteria written in a line, for tests of moving and carrying answers."""

from frameworks.model import Framework, Item, Scoring, Source
from mapping.crosswalk import Crosswalk, Edge


def criterion(code: str, words: str = "", *, was: tuple[str, ...] = ()) -> Item:
    """A criterion whose title and gist are its words, or its code."""
    said = words or f"Point {code}"
    return Item(
        code=code,
        title=said,
        gist=f"{said}.",
        kind="criterion",
        provenance="working",
        parent="H",
        was=was,
        assessable=True,
    )


def framework(
    id: str,
    *items: Item,
    replaces: str | None = None,
    highest: int = 2,
    lowest: int = 0,
    equal_share: bool = False,
) -> Framework:
    """A framework of one heading with these criteria, scored from `lowest` to `highest`."""
    heading = Item(code="H", title="Heading", gist="What it is about.", kind="heading", provenance="working")
    return Framework(
        id=id,
        title=f"Framework {id}",
        short_title=id.upper(),
        owner="Nobody",
        edition=id,
        nation="England",
        replaces=replaces,
        source=Source(title="Written for a test"),
        licence="None",
        note="A working draft.",
        scoring=Scoring(
            title="Rule",
            scores={score: str(score) for score in range(lowest, highest + 1)},
            mandatory_at_least=1,
            threshold=0.5,
            provenance="working",
            note="Written for a test.",
            equal_share=equal_share,
        ),
        items=(heading, *items),
    )


def edge(line: str, *, remainder: str | None = None, **more: object) -> Edge:
    """An edge written as `origin relation coverage target`.

    >>> edge("W1 equal full P1").target
    'P1'
    """
    origin, relation, coverage, target = line.split()
    rest = remainder or ("The rest" if coverage == "partial" else None)
    return Edge.model_validate(
        {
            "origin": origin,
            "target": target,
            "relation": relation,
            "coverage": coverage,
            "aspect": "All",
            "remainder": rest,
            "rationale": f"{origin} and {target}",
            "source": "Own judgement",
            "author": "somebody",
        }
        | more
    )


def crosswalk(origin: str, target: str, *edges: Edge, id: str = "") -> Crosswalk:
    """A crosswalk of these edges."""
    return Crosswalk(
        id=id or f"{origin}-to-{target}",
        title="Links",
        edition="1",
        origin=origin,
        target=target,
        edges=edges,
    )
