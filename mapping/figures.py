"""What a release holds: only protected cells, frozen, and the same for page, workbook, CSV and API."""

from datetime import date
from typing import Literal

from pydantic import Field

from frameworks.model import Frozen
from mapping.cell import Cell
from surveys.counts import HeadcountLine

Dimension = Literal["nation", "region", "pathway", "stage", "organisation"]
Withheld = Literal["too-few-people", "too-few-organisations", "one-organisation-dominates"]


class Group(Frozen):
    """A group of people of one audience. `people` is how many submitted, protected.

    When `withheld` is set nothing else about the group is in the release. `as_of` is the number of the
    earlier release these figures were carried from, because too few of the group changed; 0 for new ones.
    """

    audience: str
    dimension: Dimension
    code: str
    people: Cell
    withheld: Withheld | None = None
    as_of: int = 0


class ItemFigures(Frozen):
    """Everything published about one need item in one group.

    `n` is valid pairs; `need` counts confidence below importance; `important` and `confident` count
    ratings of 4 or 5; shares are whole percentages; means to one decimal; `rds` is -100..100.
    `need_low` and `need_high` are the Wilson 95% interval of `need_share`, from the protected counts.
    """

    item: str
    n: Cell
    missing: Cell
    not_in_role: Cell
    need: Cell
    need_share: Cell
    need_low: Cell
    need_high: Cell
    important: Cell
    important_share: Cell
    confident: Cell
    confident_share: Cell
    mean_importance: Cell
    mean_confidence: Cell
    rds: Cell


class FactFigures(Frozen):
    """One option of one plain question in one group: how many of `n` chose it.

    With `several`, a person may have chosen more than one. `as_of` is the number of the earlier release that
    answers which come and go while their people stay were carried from; 0 for new ones.
    """

    question: str
    value: str
    n: Cell
    count: Cell
    share: Cell
    several: bool = False
    as_of: int = 0


class Part(Frozen):
    """One group's figures: the unit that is stored, and the unit a lead may read of their own."""

    group: Group
    items: tuple[ItemFigures, ...] = ()
    facts: tuple[FactFigures, ...] = ()


class Participation(Frozen):
    """Codes handed out and submissions in one group, protected like any count of people."""

    audience: str
    dimension: Dimension
    code: str
    handed_out: Cell
    submitted: Cell
    share: Cell
    as_of: int = 0


class ProvisionFigures(Frozen):
    """How many of the organisations that answered chose one option. Organisations, not people."""

    dimension: Dimension
    code: str
    question: str
    value: str
    organisations: Cell
    count: Cell
    share: Cell
    as_of: int = 0


class AssessmentFigures(Frozen):
    """How many of the organisations that scored one criterion gave it each of `scores`. Organisations, not people.

    `framework` is whose item it is: the `national` edition, or the overlay that added it. `reworded` are overlays
    whose own words some of them scored. Of an item that a region's own version leaves out, every cell is [z].
    """

    dimension: Dimension
    code: str
    national: str
    framework: str
    item: str
    organisations: Cell
    scores: tuple[int, ...]
    counts: tuple[Cell, ...]
    shares: tuple[Cell, ...]
    reworded: tuple[str, ...] = ()


class Release(Frozen):
    """One frozen release. `content_hash` is SHA-256 over everything but number, maker and itself.

    `headcounts` are what was known of how many people there are when it was made: public, not from answers.
    `crosswalks` are the links its tables follow, by id with the hash of what they said: others that are published
    later change nothing here. A release from before they were kept has none.
    """

    number: int
    time_point: str
    made_on: date
    rules: str
    code_version: str
    instruments: dict[str, str]
    parts: tuple[Part, ...]
    participation: tuple[Participation, ...]
    provision: tuple[ProvisionFigures, ...]
    content_hash: str
    sample: bool = False
    headcounts: tuple[HeadcountLine, ...] = ()
    crosswalks: dict[str, str] = Field(default_factory=dict)
    assessments: tuple[AssessmentFigures, ...] = ()

    def part(self, audience: str, dimension: Dimension, code: str) -> Part | None:
        """The part for one group, or None where the release has none."""
        return next(
            (
                part
                for part in self.parts
                if (part.group.audience, part.group.dimension, part.group.code) == (audience, dimension, code)
            ),
            None,
        )
