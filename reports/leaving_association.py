"""Whether people with more support, or fewer needs, less often think about leaving: as an association only."""

from collections.abc import Sequence
from typing import NamedTuple

from mapping.association import Difference, Side, difference_of, people_of
from mapping.cell import Cell
from mapping.figures import Part, Release
from mapping.leaving import NEEDS, SIDES, question_code, value_code
from mapping.protect import interval_of, share_of
from reports.groups import missing_cell, national_part, part_name, withheld_notes
from reports.leaving import HIGH, LOW, facts_of
from reports.table import About, Column, Table

NOT_A_CAUSE = "This does not show that one causes the other."
NOT_CAUSES = "None of this shows that one causes the other."
SAID = "that leaving is often on their mind"


class Compared(NamedTuple):
    """Two groups of people told apart by one question, in words that fit into a sentence."""

    by: str
    first: str
    second: str


GROUPS: dict[str, dict[str, str]] = {
    "named-preceptor": {
        "yes": "People with a named preceptor",
        "no": "People without a named preceptor",
    },
    "protected-time": {
        "yes": "People who could use protected time in the last month",
        "no": "People who had no protected time, or could not use it",
    },
    "in-preceptorship": {
        "yes": "People in a structured preceptorship",
        "no": "People not in a structured preceptorship",
    },
    NEEDS: {
        "10-or-more": "People with a need in 10 areas or more",
        "5-to-9": "People with a need in 5 to 9 areas",
        "0-to-4": "People with a need in 4 areas or fewer",
    },
}
COMPARED = (
    *(Compared(by, "yes", "no") for by in GROUPS if by != NEEDS),
    Compared(NEEDS, "10-or-more", "0-to-4"),
    Compared(NEEDS, "5-to-9", "0-to-4"),
)
WORKED_OUT = (
    "Worked out for each person when they submit, from their answers: whether leaving is often on their mind, and "
    "{by}. Those who did not answer, or are not sure, are left out."
)
BY_WORDS = {
    "named-preceptor": "whether they have a named preceptor",
    "protected-time": "whether they could use protected time in the last month",
    "in-preceptorship": "whether they are in a structured preceptorship",
    NEEDS: "in how many areas their confidence is lower than the importance, of those who rated at least 10",
}


def leaving_by_support(release: Release) -> Table:
    """A row a group of people: how many often think about leaving, with the interval of their share."""
    part = national_part(release, "preceptee")
    rows: list[tuple[str | Cell, ...]] = []
    about = []
    for by, sides in SIDES.items():
        for side in sides:
            group = _side(part, by, side)
            share, limits = share_of(group.count, group.people), interval_of(group.count, group.people)
            rows.append((GROUPS[by][side], group.people, group.count, share, *limits))
            about.append(
                About(audience="preceptee", item=question_code(by), answer=value_code(side, leaving=True))
            )
    return Table(
        id="leaving-by-support",
        title="Who often thinks about leaving, by support and needs",
        subtitle=f"{part_name(part)}, {release.time_point}: preceptees",
        columns=(
            Column(
                key="what", title="Who", meaning="People who answered alike about their support or needs."
            ),
            Column(key="n", title="People", unit="count", meaning="Those who also said if they may leave."),
            Column(
                key="count",
                title="Often think about leaving",
                unit="count",
                meaning="Those who agree or strongly agree that leaving is often on their mind.",
            ),
            Column(
                key="share",
                title="Share",
                unit="percent",
                meaning="Those who often think about leaving as a share of these people.",
            ),
            LOW,
            HIGH,
        ),
        rows=tuple(rows),
        sentence=_shares_words(rows),
        notes=withheld_notes([part] if part else []),
        audience="preceptee",
        about=tuple(about),
    )


def leaving_differences(release: Release) -> Table:
    """A row a comparison: the difference of two shares with its interval, and what it says in words."""
    part = national_part(release, "preceptee")
    found = [(compared, _difference(part, compared)) for compared in COMPARED]
    clear = [_said(compared, difference) for compared, difference in found if difference.is_clear]
    return Table(
        id="leaving-differences",
        title="Thinking about leaving: differences between groups",
        subtitle=f"{part_name(part)}, {release.time_point}: preceptees; an association, not a cause",
        columns=(
            Column(key="what", title="Compared", meaning="The first group less the second."),
            Column(
                key="difference",
                title="Difference (percentage points)",
                unit="score",
                meaning="The share who often think about leaving in the first group, less that in the second.",
            ),
            Column(
                key="difference_low",
                title="Lower limit",
                unit="score",
                meaning="Lower end of the 95% interval (Newcombe) of the difference.",
            ),
            Column(
                key="difference_high",
                title="Upper limit",
                unit="score",
                meaning="Upper end of the 95% interval (Newcombe) of the difference.",
            ),
            Column(
                key="finding", title="In words", meaning="What the difference says, and what it does not."
            ),
        ),
        rows=tuple(
            (
                f"{GROUPS[compared.by][compared.first]} beside "
                f"{_inside(GROUPS[compared.by][compared.second])}",
                *difference,
                _finding(compared, difference),
            )
            for compared, difference in found
        ),
        sentence=_clear_words(clear),
        notes=(
            f"An association only. {NOT_A_CAUSE} People with more support may differ in other ways too.",
            "Worked out only from counts that are shown; nothing is compared where one of them is hidden.",
        ),
        audience="preceptee",
        about=tuple(
            About(
                audience="preceptee",
                item=question_code(compared.by),
                answer=value_code(compared.first, leaving=True),
            )
            for compared in COMPARED
        ),
    )


def _side(part: Part | None, by: str, side: str) -> Side:
    facts = facts_of(part, question_code(by))
    both = [facts.get(value_code(side, leaving=leaving)) for leaving in (True, False)]
    if both[0] is None or both[1] is None:
        return Side(missing_cell(part), missing_cell(part))
    counts = tuple(one.count for one in both if one)
    people = people_of(counts)
    return Side(counts[0] if people.shown else people, people)


def _difference(part: Part | None, compared: Compared) -> Difference:
    return difference_of(_side(part, compared.by, compared.first), _side(part, compared.by, compared.second))


def _finding(compared: Compared, difference: Difference) -> str:
    points = difference.points.value
    if points is None:
        return "Not compared: a count it needs is not shown."
    if not difference.is_clear:
        return "No clear difference: the interval reaches 0."
    return f"{_said(compared, difference)} {NOT_A_CAUSE}"


def _said(compared: Compared, difference: Difference) -> str:
    points, groups = difference.points.value or 0, GROUPS[compared.by]
    how = "more" if points > 0 else "less"
    return (
        f"{groups[compared.first]} {how} often said {SAID} than {_inside(groups[compared.second])}, by about "
        f"{abs(points):.0f} percentage points."
    )


def _clear_words(clear: Sequence[str]) -> str:
    if not clear:
        return "No clear difference can be shown."
    return f"{' '.join(clear)} {NOT_A_CAUSE if len(clear) == 1 else NOT_CAUSES}"


def _inside(words: str) -> str:
    return words[:1].lower() + words[1:]


def _shares_words(rows: list[tuple[str | Cell, ...]]) -> str:
    shown = [
        (str(row[0]), share) for row in rows if isinstance(share := row[3], Cell) and share.value is not None
    ]
    if not shown:
        return "None of these figures can be shown yet."
    most = max(shown, key=lambda each: each[1].value or 0)
    least = min(shown, key=lambda each: each[1].value or 0)
    return (
        f"The share who often think about leaving runs from {least[1].text} ({_inside(least[0])}) to "
        f"{most[1].text} ({_inside(most[0])}). It is an association, not a cause."
    )
