"""Moving to a newer edition as pages show it: what becomes of each point."""

from collections.abc import Sequence
from typing import NamedTuple

from app.carrying import Move
from app.presenters.lead_carry import score_with_words
from frameworks.model import Framework
from mapping.editions import Fate
from mapping.moving import Step
from reports.wording import plural

FATES: dict[Fate, tuple[str, str]] = {
    "kept": ("Kept", "The same point under the same code. Your answers are kept as they are."),
    "carried": ("Carried", "The same words under another code. Your answers come with them."),
    "look": (
        "Needs a look",
        "The words changed. Your score comes along, marked as not confirmed until you have looked at it.",
    ),
    "new": ("New", "Nothing in the earlier edition stands for it, so you answer it afresh."),
    "gone": (
        "No place any more",
        "It has no place in the newer edition. Your answers stay with the earlier one.",
    ),
}
"""What may become of a point, in a word or two and in a sentence, in the order that pages show it."""


class MoveRow(NamedTuple):
    """One point before and after."""

    earlier: str
    later: str
    before: str
    after: str
    words: str


class Group(NamedTuple):
    """All points of which the same becomes."""

    title: str
    meaning: str
    rows: tuple[MoveRow, ...]


def move_groups(move: Move) -> list[Group]:
    """The points in groups by what becomes of them; groups without any are left out."""
    found = []
    for fate, (title, meaning) in FATES.items():
        rows = tuple(_row(move, step) for step in move.steps if step.fate == fate)
        if rows:
            found.append(Group(title, meaning, rows))
    return found


def move_summary(groups: Sequence[Group]) -> str:
    """How many points each group has.

    >>> move_summary([Group("Kept", "", (MoveRow("A", "A", "", "", ""),))])
    '1 point: kept 1.'
    """
    total = sum(len(group.rows) for group in groups)
    return (
        f"{plural(total, 'point')}: {', '.join(f'{each.title.lower()} {len(each.rows)}' for each in groups)}."
    )


def changed_titles(framework: Framework, items: Sequence[str]) -> list[str]:
    """Criteria by code and title."""
    return [f"{code} {item.title}" if (item := framework.item(code)) else code for code in items]


def _row(move: Move, step: Step) -> MoveRow:
    later = move.later.framework
    before = [move.earlier.said.get(code) for code in step.was]
    scores = [score_with_words(move.earlier.framework, said.score if said else None) for said in before]
    after = score_with_words(later, step.score) if step.item and step.fate != "new" else ""
    if step.carried_from and step.takes:
        after += ", not confirmed yet"
    return MoveRow(
        earlier="; ".join(changed_titles(move.earlier.framework, step.was)),
        later="; ".join(changed_titles(later, [step.item])) if step.item else "",
        before="; ".join(scores),
        after=after,
        words=" ".join(step.words),
    )
