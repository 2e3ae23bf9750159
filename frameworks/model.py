"""What a framework is: a frozen edition, its items, and how a self-assessment against it is scored.

Vocabulary and provenance markers follow `DOMAIN.md` sections 1 and 2.
"""

import datetime
from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Provenance = Literal["published", "paraphrase", "working"]
Actor = Literal["organisation", "preceptee", "preceptor"]
Language = Literal["en", "cy"]
"""The languages a definition can be published in: English, which it is written in, and Welsh."""
Kind = Literal[
    "principle", "standard", "element", "criterion", "heading", "pillar", "outcome", "number", "construct"
]
Origin = Literal["added", "amended"]
Said = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
"""Text that says something."""


class Frozen(BaseModel):
    """A value that never changes and refuses keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    translatable: ClassVar[tuple[str, ...]] = ()
    """The fields that hold words a person reads, in every language the definition is published in."""


class Source(Frozen):
    """Where an edition's content was read."""

    title: str
    address: str | None = None
    published: str | None = None
    note: str | None = None


class Tier(Frozen):
    """A level a standard can be met at, such as core or gold."""

    translatable = ("title", "gist")
    code: str
    title: str
    gist: str


class NamedResult(Frozen):
    """One result of a score rule. `expression` is in the language of `frameworks.scoring` and may name earlier results.

    A truth says `when_met` and `when_not` in a sentence each. A number may have `labels` for what it can come to,
    such as levels; `percent` shows a share as one.
    """

    translatable = ("title", "when_met", "when_not", "labels")
    code: str = Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)
    title: str
    expression: str
    when_met: str | None = None
    when_not: str | None = None
    labels: dict[int, str] = Field(default_factory=dict)
    percent: bool = False


class Scoring(Frozen):
    """A quality-mark rule as data: scores an item can take, and what they add up to.

    The rule is `results`, in order; or, in short, `mandatory_at_least`, the score every mandatory item must
    reach, with `threshold`, the least share (0 to 1) of the highest possible total.
    """

    translatable = ("title", "scores", "note")
    title: str
    scores: dict[int, str]
    mandatory_at_least: int | None = None
    threshold: float | None = Field(default=None, ge=0, le=1)
    results: tuple[NamedResult, ...] = ()
    provenance: Provenance
    note: str | None = None
    equal_share: bool = False
    """True when each score stands for its equal share of all in place: then 2 of 0-2 and 4 of 0-4 say the same."""


class Changed(Frozen):
    """Who added or amended an item, when and why; `overlay` is the id of the overlay that did."""

    what: Origin
    overlay: str
    author: Said
    date: datetime.date
    reason: Said


class Item(Frozen):
    """One principle, element, standard or criterion. `gist` is in our own words, unless its framework is `quoted`.

    `levels` says what each score means for this item. `changes` are what overlays did to it, the earliest first.
    """

    translatable = ("title", "gist", "levels")
    code: str = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9.\-]*$")
    title: str
    gist: str
    kind: Kind
    provenance: Provenance
    parent: str | None = None
    was: tuple[str, ...] = ()
    """The codes it had in the edition that this one replaces, where they are not its own."""
    actor: Actor | None = None
    tier: str | None = None
    mandatory: bool = False
    assessable: bool = False
    levels: dict[int, str] = Field(default_factory=dict)
    source_key: str | None = None
    values: dict[str, float] = Field(default_factory=dict)
    changes: tuple[Changed, ...] = ()

    @property
    def origin(self) -> Origin | None:
        """Whether an overlay added or amended it; None for an item as the national edition has it."""
        if not self.changes:
            return None
        return "added" if self.changes[0].what == "added" else "amended"


class Withdrawn(Frozen):
    """An item as it was before an overlay withdrew it: by whom, when and why."""

    item: Item
    overlay: str
    author: Said
    date: datetime.date
    reason: Said


class AppliesTo(Frozen):
    """Whose own version an overlay is: codes of regions, such as Y56, and of organisations."""

    regions: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()


class Framework(Frozen):
    """One published edition, or one resolved from an edition and its overlays.

    Items are in reading order; a parent comes before its children. What an overlay was resolved to has the
    overlay's id; `base` is what it was resolved from, `national` the edition at the bottom, whose codes its
    items keep, and `withdrawn` the items left out.
    """

    translatable = ("title", "short_title", "note")
    id: str = Field(pattern=r"^[a-z0-9][a-z0-9\-]*$")
    title: str
    short_title: str
    languages: tuple[Language, ...] = ("en",)
    aliases: tuple[str, ...] = ()
    owner: str
    edition: str
    nation: str
    replaces: str | None = None
    """The id of the edition that this one takes the place of."""
    published: str | None = None
    in_force_from: date | None = None
    in_force_to: date | None = None
    source: Source
    sources: dict[str, Source] = Field(default_factory=dict)
    """Where single items were read, by the `source_key` they name."""
    licence: str
    quoted: bool = False
    """True when published items are in the words of the owner, as the licence allows; else all words are our own."""
    note: str | None = None
    tiers: tuple[Tier, ...] = ()
    scoring: Scoring | None = None
    optional: bool = False
    """True for one that nobody asks an organisation to assess itself against: another profession's, or a draft."""
    base: str | None = None
    national: str | None = None
    overlay: str | None = None
    applies_to: AppliesTo | None = None
    items: tuple[Item, ...]
    withdrawn: tuple[Withdrawn, ...] = ()

    def item(self, code: str) -> Item | None:
        """The item with this code, or None."""
        return next((item for item in self.items if item.code == code), None)

    def left_out(self, code: str) -> Withdrawn | None:
        """The withdrawn item with this code, or None."""
        return next((each for each in self.withdrawn if each.item.code == code), None)

    def children(self, code: str | None) -> tuple[Item, ...]:
        """The items directly below `code`; with None, the top level."""
        return tuple(item for item in self.items if item.parent == code)

    @property
    def assessable(self) -> tuple[Item, ...]:
        """The items an organisation can score itself against."""
        return tuple(item for item in self.items if item.assessable)
