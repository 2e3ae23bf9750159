"""A region's or a trust's own version of a framework: what it adds, amends and withdraws, by whom, when and
why (`ANCHORS.md` (d) 3). What it leads to is worked out in `frameworks.resolve`."""

import datetime
from typing import Literal

from pydantic import Field

from frameworks.model import Actor, AppliesTo, Frozen, Kind, Provenance, Said, Source

What = Literal["add", "amend", "withdraw"]
Clearable = Literal["parent", "actor", "tier", "levels", "source_key", "values"]
REQUIRED = ("title", "gist", "kind", "provenance")
"""What an added item must say of itself."""


class ItemFields(Frozen):
    """What an added item says, or an amended one says anew; what is left out stays as it was."""

    title: str | None = None
    gist: str | None = None
    kind: Kind | None = None
    provenance: Provenance | None = None
    parent: str | None = None
    actor: Actor | None = None
    tier: str | None = None
    mandatory: bool | None = None
    assessable: bool | None = None
    levels: dict[int, str] | None = None
    source_key: str | None = None
    values: dict[str, float] | None = None


class OverlayChange(Frozen):
    """One item added, amended or withdrawn.

    `fields` are for an added or amended item, `clear` the fields an amended one no longer has. An added item
    stands after the item `after`, with the same parent; without it, last under its parent.
    """

    what: What
    item: str = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9.\-]*$")
    author: Said
    date: datetime.date
    reason: Said
    fields: ItemFields | None = None
    clear: tuple[Clearable, ...] = ()
    after: str | None = None


class Overlay(Frozen):
    """Changes to one base, which is an edition or another overlay.

    `base_hash` is the base's `content_hash` when the overlay was written: of another base it says nothing.
    `prefix` begins the code of every item it adds.
    """

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9\-]*$")
    title: str
    short_title: str
    base: str
    base_hash: str
    owner: str
    nation: str | None = None
    region: str | None = None
    applies_to: AppliesTo
    edition: str
    author: Said
    date: datetime.date
    published: str | None = None
    in_force_from: datetime.date | None = None
    in_force_to: datetime.date | None = None
    source: Source
    sources: dict[str, Source] = Field(default_factory=dict)
    licence: str
    note: str | None = None
    prefix: str | None = Field(default=None, pattern=r"^[A-Za-z0-9][A-Za-z0-9.\-]*$")
    changes: tuple[OverlayChange, ...]
