"""Small bases and overlays, written out; the London test case of `ANCHORS.md` (d) 3 among them."""

from datetime import date
from typing import Any

from frameworks.model import AppliesTo, Framework, Item, Scoring, Source
from frameworks.overlay import ItemFields, Overlay, OverlayChange
from frameworks.overlay_rules import hash_of_base

DAY = date(2024, 4, 1)


def item(code: str, *, parent: str | None = None, gist: str = "", **more: Any) -> Item:
    return Item(
        code=code,
        title=f"Standard {code}",
        gist=gist or f"What {code} asks for.",
        kind="standard" if parent else "heading",
        provenance="working",
        parent=parent,
        assessable=parent is not None,
        **more,
    )


def national(*more: Item) -> Framework:
    """Two headings with five standards, numbered as the national ones are."""
    return Framework(
        id="national",
        title="National standards",
        short_title="National",
        owner="Nobody",
        edition="1",
        nation="England",
        source=Source(title="A page"),
        licence="Own words.",
        note="All of it is a working draft.",
        scoring=Scoring(
            title="Rule",
            scores={0: "Absent", 1: "Partly", 2: "Present"},
            mandatory_at_least=2,
            threshold=0.8,
            provenance="published",
        ),
        items=(
            item("4"),
            item("4.1", parent="4", mandatory=True),
            item("4.2", parent="4"),
            item("5"),
            item("5.1", parent="5"),
            item("5.2", parent="5"),
            item("5.5", parent="5"),
            *more,
        ),
    )


def change(
    what: Any, code: str, *, after: str | None = None, clear: Any = (), **fields: Any
) -> OverlayChange:
    return OverlayChange(
        what=what,
        item=code,
        author="A. Lead",
        date=DAY,
        reason=f"Why {code}.",
        fields=ItemFields(**fields) if fields else None,
        clear=clear,
        after=after,
    )


def overlay(
    on: Framework, *changes: OverlayChange, id: str = "london", applies: AppliesTo | None = None, **more: Any
) -> Overlay:
    return Overlay(
        **(
            {
                "id": id,
                "title": "The standards as London uses them",
                "short_title": "London",
                "base": on.id,
                "base_hash": hash_of_base(on),
                "owner": "London",
                "region": "London",
                "applies_to": applies or AppliesTo(regions=("Y56",)),
                "edition": "1",
                "author": "A. Lead",
                "date": DAY,
                "source": Source(title="London's page"),
                "licence": "Own words.",
                "prefix": "LDN-",
                "changes": changes,
            }
            | more
        )
    )


def london(base: Framework) -> Overlay:
    """Four amended and 5.5 withdrawn."""
    return overlay(
        base,
        change("amend", "4.1", gist="London's 4.1."),
        change("amend", "4.2", gist="London's 4.2.", mandatory=True),
        change("amend", "5.1", gist="London's 5.1."),
        change("amend", "5.2", title="London's 5.2"),
        change("withdraw", "5.5"),
    )
