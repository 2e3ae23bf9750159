"""What one self-assessment says about another: gathered for the pages that carry answers or move them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from sqlmodel import Session

from app.definitions import Definitions
from app.place import Place
from frameworks.model import Framework
from mapping.carrying import Beside, Proposal, Said, carried, propose
from mapping.crosswalk import current_crosswalks
from mapping.editions import Moved, moved_items, newest_edition
from mapping.item_links import ItemLink, item_links
from mapping.moving import Step, steps_of_move, written
from mapping.relation import RELATIONS
from surveys.carrying import Brought
from surveys.store.carrying import Mark, assessments_of, marks_of
from surveys.store.self_assessments import Scored, saved_assessment
from surveys.tables import SelfAssessment

SUPPORTED = "is supported by"
LOOK = {
    "kept": "the same point",
    "carried": "the same words under another code",
    "look": "the words changed from one edition to the other",
}


@dataclass(frozen=True)
class Side:
    """One framework with an organisation's self-assessment against it; `row` is None before the first save."""

    framework: Framework
    said: Mapping[str, Said]
    marks: Mapping[str, Mark]
    revision: int
    row: SelfAssessment | None

    @property
    def moved_to(self) -> str | None:
        """The edition its answers were moved to."""
        return self.row.moved_to if self.row else None

    @property
    def is_begun(self) -> bool:
        """True once anything is scored or noted."""
        return any(each.score is not None or each.evidence for each in self.said.values())

    @property
    def unconfirmed(self) -> dict[str, Mark]:
        """Where each score comes from that was carried and nobody has confirmed."""
        return {
            item: mark
            for item, mark in self.marks.items()
            if not mark.confirmed and self.said.get(item, Said()).score is not None
        }


def read_side(session: Session, place: Place, framework: Framework) -> Side:
    """The self-assessment as saved, with where its scores came from."""
    saved = saved_assessment(session, framework=framework.id, **place.here)
    marks = marks_of(session, framework=framework.id, **place.here)
    said = {code: Said(*scored, _from(marks.get(code))) for code, scored in saved.criteria.items()}
    row = assessments_of(session, **place.here).get(framework.id)
    return Side(framework, said, marks, saved.revision, row)


def read_sides(session: Session, place: Place, definitions: Definitions) -> dict[str, Side]:
    """Every framework that can be assessed against, with what the organisation saved, by id."""
    begun = assessments_of(session, **place.here)
    return {
        each.id: read_side(session, place, each) if each.id in begun else Side(each, {}, {}, 0, None)
        for each in definitions.frameworks.values()
        if each.assessable
    }


def links_of(definitions: Definitions, source: Framework, target: Framework) -> tuple[ItemLink, ...]:
    """Every link between the criteria of two frameworks, of crosswalks that hold now."""
    crosswalks = current_crosswalks(definitions.crosswalks).values()
    return item_links(source, target, crosswalks=crosswalks, known=definitions.frameworks)


@dataclass(frozen=True)
class Possible:
    """A framework that answers could be carried from, with how many criteria have a score and could have one."""

    side: Side
    links: int
    answered: int
    proposed: int


def possible_sources(
    session: Session, place: Place, definitions: Definitions, target: Side
) -> list[Possible]:
    """Every framework that speaks to this one, those with most to carry first."""
    found = []
    for side in read_sides(session, place, definitions).values():
        own = side.framework.id == target.framework.id
        links = () if own else links_of(definitions, side.framework, target.framework)
        if links:
            answered = sum(each.score is not None for each in side.said.values())
            there = sum(each.score is not None for each in proposals(definitions, side, target))
            found.append(Possible(side, len(links), answered, there))
    return sorted(found, key=lambda each: (-each.proposed, -each.answered, each.side.framework.id))


def said_elsewhere(
    session: Session, place: Place, definitions: Definitions, target: Side
) -> dict[str, list[tuple[Framework, Beside]]]:
    """For each criterion what was answered to criteria of other frameworks that speak to it."""
    found: dict[str, list[tuple[Framework, Beside]]] = {}
    for source in possible_sources(session, place, definitions, target):
        for each in proposals(definitions, source.side, target):
            answered = [(source.side.framework, one) for one in each.beside if one.score is not None]
            found.setdefault(each.item, []).extend(answered)
    return found


def proposals(definitions: Definitions, source: Side, target: Side) -> tuple[Proposal, ...]:
    """What may be carried to each criterion of the target, or why nothing."""
    return propose(
        source.framework,
        target.framework,
        links=links_of(definitions, source.framework, target.framework),
        answers=source.said,
        existing=target.said,
    )


def brought_by_carry(
    found: Sequence[Proposal], *, ticked: Collection[str], source: Side, target: Side
) -> dict[str, Brought]:
    """What carrying the ticked proposals stores."""
    stored = carried(found, ticked=ticked, existing=target.said, source=source.framework.id)
    by_item = {each.item: each for each in found}
    return {
        item: Brought(
            Scored(said.score, said.evidence),
            Mark(source.framework.id, by_item[item].sources, how_words(by_item[item].used), confirmed=False),
        )
        for item, said in stored.items()
    }


def how_words(links: Sequence[ItemLink]) -> str:
    """How links speak to a criterion.

    >>> how_words([ItemLink(source="W1", target="P1", relation="equal", coverage="full")])
    'says the same as this'
    """
    return "; ".join(dict.fromkeys(f"{relation_words(link)} this" for link in links))


def relation_words(link: ItemLink) -> str:
    """The relation as a verb, read from the source."""
    return SUPPORTED if link.relation == "supported" else RELATIONS[link.relation].forward


@dataclass(frozen=True)
class Move:
    """Moving an organisation's answers from one edition to the newest."""

    earlier: Side
    later: Side
    rows: tuple[Moved, ...] = ()
    steps: tuple[Step, ...] = field(default=())


def newer_of(definitions: Definitions, framework: Framework, offered: Collection[str]) -> Framework | None:
    """The newest edition an organisation could move to, among those offered to it."""
    known = [each for each in definitions.frameworks.values() if each.assessable]
    return newest_edition(framework, known, offered)


def plan_move(
    session: Session, place: Place, definitions: Definitions, earlier: Side, later: Framework
) -> Move:
    """What moving does for every criterion of either edition."""
    there = read_side(session, place, later)
    rows = moved_items(earlier.framework, later, definitions.frameworks)
    steps = steps_of_move(earlier.framework, later, rows=rows, answers=earlier.said, existing=there.said)
    return Move(earlier, there, rows, steps)


def brought_by_move(move: Move) -> dict[str, Brought]:
    """What moving stores. Points that have to be looked at are marked, and those that had to be before still are."""
    by_item = {step.item: step for step in move.steps if step.item}
    stored = written(move.steps)
    return {
        item: Brought(Scored(said.score, said.evidence), _mark_of_move(move, by_item[item]))
        for item, said in stored.items()
    }


def _mark_of_move(move: Move, step: Step) -> Mark | None:
    if step.carried_from == move.earlier.framework.id:
        return Mark(step.carried_from, step.was, LOOK["look"], confirmed=False)
    before = [move.earlier.marks[code] for code in step.was if code in move.earlier.marks]
    return next((mark for mark in before if not mark.confirmed), None)


def _from(mark: Mark | None) -> str | None:
    return mark.framework if mark and not mark.confirmed else None
