"""Carrying answers as pages show it: what may be carried where, from what, and why nothing is."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple

from app.carrying import Possible, Side, relation_words
from app.place import Place
from app.presenters.lead_tasks import task
from frameworks.model import Framework, Item
from frameworks.sections import part_of, score_titles
from mapping.carrying import Beside, Proposal
from reports.wording import join_words, plural
from surveys.store.carrying import Mark

FIELD = "carry"
NOT_CONFIRMED = "not confirmed yet"
COVERS = {"full": "in full", "partial": "in part"}


class SaidThere(NamedTuple):
    """One link to a criterion in words, with what was answered at its other end."""

    framework: str
    code: str
    title: str
    address: str
    link: str
    score: str
    evidence: str


class CarryRow(NamedTuple):
    """One criterion: what is proposed for it and how, or why nothing, beside what was said elsewhere."""

    code: str
    title: str
    gist: str
    box: dict[str, Any] | None
    now: str
    words: tuple[str, ...]
    beside: tuple[SaidThere, ...]


def source_tasks(place: Place, target: Framework, found: Sequence[Possible]) -> list[dict[str, Any]]:
    """A line for each framework that speaks to this one."""
    return [
        task(
            each.side.framework.title,
            place.address(f"/lead/assessments/{target.id}/carry/{each.side.framework.id}"),
            status=f"{each.proposed} to carry" if each.proposed else "Nothing to carry",
            hint=f"{plural(each.answered, 'answer')} there, {plural(each.links, 'link')} to this"
            + (". Kept as it was, for it was moved" if each.side.moved_to else ""),
        )
        for each in found
    ]


def carry_rows(
    source: Framework, target: Side, proposals: Sequence[Proposal], *, ticked: Collection[str] | None = None
) -> list[CarryRow]:
    """A row for each criterion, those with a proposal first. `ticked` is what a person chose before."""
    rows = [_row(source, target, each, ticked) for each in proposals]
    return sorted(rows, key=lambda row: row.box is None)


def carry_summary(rows: Sequence[CarryRow]) -> str:
    """How much there is to carry.

    >>> carry_summary([])
    'Nothing can be carried: of 0 points, none has a link with an answer that says enough.'
    """
    boxes = [row.box for row in rows if row.box]
    total = plural(len(rows), "point")
    if not boxes:
        return f"Nothing can be carried: of {total}, none has a link with an answer that says enough."
    ticked = sum(box["checked"] for box in boxes)
    return (
        f"{len(boxes)} of {total} can be carried. {ticked} of them ticked: their links say the same or more."
    )


def value_of(proposal: Proposal) -> str:
    """What a ticked box sends: the criterion and the score that was shown."""
    return f"{proposal.item}={proposal.score}"


def mark_words(mark: Mark, frameworks: Mapping[str, Framework]) -> str:
    """Where a score came from, in a sentence.

    >>> mark_words(Mark("w", ("W1.1",), "says the same as this", confirmed=False), {})
    'Carried from w W1.1, not confirmed yet: it says the same as this.'
    """
    framework = frameworks.get(mark.framework)
    name = framework.short_title if framework else mark.framework
    state = "confirmed" if mark.confirmed else NOT_CONFIRMED
    return f"Carried from {name} {join_words(mark.codes)}, {state}: {_sentence(mark)}."


def _sentence(mark: Mark) -> str:
    return mark.how if mark.how.startswith("the words") else f"it {mark.how}"


def carried_fields(
    item: Item,
    marks: Mapping[str, Mark],
    frameworks: Mapping[str, Framework],
    typed: Mapping[str, Sequence[str]],
) -> dict[str, Any]:
    """What a criterion's form shows of a carried score that nobody has confirmed: where from, and a box to tick."""
    mark = marks.get(item.code)
    if mark is None or mark.confirmed:
        return {}
    name = f"{item.code}-confirm"
    return {
        "carried": mark_words(mark, frameworks),
        "confirm": {
            "name": name,
            "idPrefix": name,
            "classes": "nhsuk-checkboxes--small",
            "items": [
                {
                    "value": "yes",
                    "text": f"I confirm this score for {item.code}",
                    "checked": bool(typed.get(name)),
                }
            ],
        },
    }


class Unconfirmed(NamedTuple):
    """How many answers were carried and not confirmed, in words, empty where there are none; and each of them."""

    words: str
    rows: tuple["UnconfirmedRow", ...]


class UnconfirmedRow(NamedTuple):
    """A criterion whose score was carried, and where to confirm it."""

    code: str
    title: str
    address: str
    words: str


def unconfirmed(place: Place, side: Side, frameworks: Mapping[str, Framework]) -> Unconfirmed:
    """What a lead has still to confirm."""
    rows = []
    for item in side.framework.assessable:
        if item.code in side.unconfirmed:
            part = part_of(side.framework, item.code)
            page = f"/lead/assessments/{side.framework.id}/{part.code if part else ''}"
            words = mark_words(side.unconfirmed[item.code], frameworks)
            rows.append(UnconfirmedRow(item.code, item.title, f"{place.address(page)}#{item.code}", words))
    answered = sum(each.score is not None for each in side.said.values())
    words = f"{answered} answered, of which {len(rows)} carried and {NOT_CONFIRMED}" if rows else ""
    return Unconfirmed(words, tuple(rows))


def score_with_words(framework: Framework, score: int | None) -> str:
    """A score with what it means here."""
    return "Not answered" if score is None else f"{score}: {score_titles(framework).get(score, score)}"


def said_there(source: Framework, beside: Beside) -> SaidThere:
    """One link with what was answered at its other end."""
    item = source.item(beside.link.source)
    link = f"{beside.link.source} {relation_words(beside.link)} this, {COVERS[beside.link.coverage]}"
    left = f" It leaves: {beside.link.remainder.rstrip('.')}." if beside.link.remainder else ""
    draft = " The link is a draft nobody has reviewed." if beside.link.status == "draft" else ""
    state = "" if beside.confirmed else f" ({NOT_CONFIRMED} there)"
    return SaidThere(
        framework=source.short_title,
        code=beside.link.source,
        title=item.title if item else beside.link.source,
        address=f"/frameworks/{source.id}/{beside.link.source}",
        link=f"{link}.{left}{draft}",
        score=score_with_words(source, beside.score) + state,
        evidence=beside.evidence,
    )


def _row(source: Framework, target: Side, proposal: Proposal, ticked: Collection[str] | None) -> CarryRow:
    item = target.framework.item(proposal.item)
    said = target.said.get(proposal.item)
    return CarryRow(
        code=proposal.item,
        title=item.title if item else proposal.item,
        gist=item.gist if item else "",
        box=_box(target.framework, proposal, ticked),
        now=score_with_words(target.framework, said.score if said else None),
        words=proposal.words,
        beside=tuple(said_there(source, each) for each in proposal.beside),
    )


def _box(framework: Framework, proposal: Proposal, ticked: Collection[str] | None) -> dict[str, Any] | None:
    if proposal.score is None:
        return None
    checked = proposal.is_safe if ticked is None else proposal.item in ticked
    return {
        "value": value_of(proposal),
        "text": f"Carry {score_with_words(framework, proposal.score)}, from {join_words(proposal.sources)}",
        "checked": checked,
    }
