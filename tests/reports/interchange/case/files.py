"""Small CASE packages in the manner of other producers, written by hand."""

import json
from typing import Any

SERVER = "https://standards.example.net/ims/case/v1p0"
MOMENT = "2018-03-01T21:01:43+00:00"


def uuid(number: int) -> str:
    """A UUID that shows its number."""
    return f"{number:08d}-0000-4000-8000-000000000000"


def link(kind: str, number: int, title: str = "") -> dict[str, str]:
    """A link object."""
    return {
        "title": title or str(number),
        "identifier": uuid(number),
        "uri": f"{SERVER}/{kind}/{uuid(number)}",
    }


def item(number: int, statement: str, **more: Any) -> dict[str, Any]:
    """An item with what the standard requires."""
    named = {
        "identifier": uuid(number),
        "uri": f"{SERVER}/CFItems/{uuid(number)}",
        "lastChangeDateTime": MOMENT,
    }
    return {**named, "fullStatement": statement, **more}


def associate(number: int, origin: Any, kind: str, destination: Any, **more: Any) -> dict[str, Any]:
    """An association between two items, or the links given."""
    ends = [link("CFItems", end) if isinstance(end, int) else end for end in (origin, destination)]
    return {
        "identifier": uuid(number),
        "uri": f"{SERVER}/CFAssociations/{uuid(number)}",
        "lastChangeDateTime": MOMENT,
        "associationType": kind,
        "originNodeURI": ends[0],
        "destinationNodeURI": ends[1],
        **more,
    }


DOCUMENT = {
    "identifier": uuid(1),
    "uri": f"{SERVER}/CFDocuments/{uuid(1)}",
    "creator": "Board of Examples",
    "title": "Example standards",
    "lastChangeDateTime": MOMENT,
}
TOP = link("CFDocuments", 1, "Example standards")


def package(*items: Any, links: tuple[Any, ...] = (), document: Any = None, **more: Any) -> bytes:
    """A package file of these items and associations."""
    whole = {
        "CFDocument": DOCUMENT if document is None else document,
        "CFItems": list(items),
        "CFAssociations": list(links),
        **more,
    }
    return json.dumps(whole).encode()
