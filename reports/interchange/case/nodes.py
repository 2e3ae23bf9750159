"""Links as packages have them, read loosely: objects of the standard, or the bare addresses older tools wrote."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from frameworks.document import Loc
from reports.interchange.findings import Entry

UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE)
TYPES = (
    "isChildOf",
    "isPeerOf",
    "isPartOf",
    "exactMatchOf",
    "precedes",
    "isRelatedTo",
    "replacedBy",
    "exemplar",
    "hasSkillLevel",
    "isTranslationOf",
)
OWN_TYPE = re.compile(r"ext:[A-Za-z0-9._\-]+")
"""Types of others' own, which version 1.1 allows."""


@dataclass(frozen=True)
class End:
    """What a link points at: an identifier where one is given or stands in the address."""

    title: str
    identifier: str
    uri: str

    def __str__(self) -> str:
        return f"{self.title} ({self.uri or self.identifier})" if self.title else self.uri or self.identifier


@dataclass(frozen=True)
class Association:
    """One association of the file, with the place it stands at."""

    loc: Loc
    entry: Entry
    identifier: str
    kind: str
    origin: End
    destination: End
    sequence: int | None
    group: str | None
    notes: str


def link(entry: Entry, key: str) -> End | None:
    """The link at this key, or None when absent."""
    value = entry.anything(key)
    if value is None or value in ("", [], {}):
        return None
    if isinstance(value, str):
        return End("", _uuid(value), value)
    if not isinstance(value, Mapping):
        entry.findings.wrong((*entry.loc, key), "must be a link: {title, identifier, uri}")
        return None
    inside = Entry(value, (*entry.loc, key), entry.findings)
    uri = inside.text("uri")
    named = inside.text("identifier")
    return End(inside.text("title"), (named or _uuid(uri)).lower(), uri)


def association(entry: Entry) -> Association | None:
    """The association this entry is, or None, with the problem told, where it cannot be one."""
    kind = entry.text("associationType", needed=True)
    if kind and kind not in TYPES and not OWN_TYPE.fullmatch(kind):
        known = ", ".join(TYPES)
        entry.findings.wrong(
            (*entry.loc, "associationType"), f"'{kind}' is no type of association; known types are {known}"
        )
    ends = [_end(entry, key) for key in ("originNodeURI", "destinationNodeURI")]
    origin, destination = ends
    if origin is None or destination is None:
        return None
    group = link(entry, "CFAssociationGroupingURI")
    return Association(
        loc=entry.loc,
        entry=entry,
        identifier=entry.text("identifier").lower(),
        kind=kind,
        origin=origin,
        destination=destination,
        sequence=entry.whole("sequenceNumber"),
        group=group.identifier if group else None,
        notes=entry.text("notes"),
    )


def _end(entry: Entry, key: str) -> End | None:
    found = link(entry, key)
    if found is None or not (found.identifier or found.uri):
        entry.findings.wrong((*entry.loc, key), f"missing '{key}'; say which object it links, or delete this")
        return None
    return found


def _uuid(text: str) -> str:
    found = UUID.findall(text)
    return found[-1].lower() if found else ""
