"""The sheets of a capacity workbook: numbers as entered, and each step from them as a formula.

Every formula gives what `mapping/capacity.py` gives; a division is rounded to 9 decimals before it is
rounded down or up, so that no place is lost to binary rounding.
"""

from collections.abc import Mapping, Sequence

from mapping.capacity import LEAST_HOURS, Cohort, OrganisationPlan
from mapping.cell import Cell
from mapping.expected_hours import HoursMark
from reports.capacity import SHORT_LIMITS, Named, cohort_of, mark_words
from reports.capacity_refs import (
    GROUP_KEYS,
    GROUPS,
    NUMBERS,
    STEPS,
    columns,
    group,
    live,
    number,
    quoted,
    step,
    typed,
    within,
)
from reports.live import Live
from reports.table import Column, Table

KINDS = (("newly", "Newly registered", True), ("others", "Others", False))
Row = tuple[str | Cell, ...]


def numbers_table(plan: OrganisationPlan, sources: Mapping[str, str]) -> Table:
    """What was entered about everybody's time. `sources` says where a default comes from, by what was asked."""
    rows = tuple(
        (what, within(cell, NUMBERS), unit, sources.get(what, "")) for what, cell, unit in _numbers(plan)
    )
    return Table(
        id=NUMBERS,
        title="Numbers entered",
        subtitle="Change a number in this sheet and every other sheet follows",
        columns=(
            Column(key="what", title="What", meaning="What was asked."),
            Column(key="number", title="Number", unit="number", meaning="The number entered."),
            Column(key="unit", title="Unit", meaning="What the number counts."),
            Column(key="source", title="Where the default comes from", meaning="Source of the default."),
        ),
        rows=rows,
        sentence=f"{len(rows)} numbers. Preceptors are on the sheet Capacity groups, starters on Capacity demand.",
    )


def steps_table(named: Named) -> Table:
    """What the numbers come to before any month is looked at."""
    rows = tuple((what, within(cell, STEPS), unit, how) for what, cell, unit, how in _steps(named))
    return Table(
        id=STEPS,
        title="Steps from the numbers",
        subtitle="Hours, lengths and the places of a new preceptor",
        columns=(
            Column(key="what", title="What", meaning="What is worked out."),
            Column(key="figure", title="Figure", unit="number", meaning="The result."),
            Column(key="unit", title="Unit", meaning="What the result counts."),
            Column(key="how", title="How it is worked out", meaning="The formula in words."),
        ),
        rows=rows,
        sentence=f"{len(rows)} steps.",
    )


def groups_table(named: Named, marks: Sequence[HoursMark]) -> Table:
    """Each group of preceptors: who is counted, their hours, and their places by each limit."""
    return Table(
        id=GROUPS,
        title="Preceptors and their places",
        subtitle="Groups of preceptors with the same hours",
        columns=columns(
            GROUP_KEYS,
            (
                ("Group", "text", "Preceptors with the same hours."),
                ("Eligible", "count", "Entered."),
                ("Of those, trained", "count", "Entered."),
                ("Of those, willing", "count", "Entered; these are counted."),
                ("Full-time hours", "hours", "Protected hours a year of somebody full-time; entered."),
                ("Share of full time", "number", "Entered; 1 is full time."),
                ("Hours each", "hours", "Protected hours times the share."),
                ("Each by time", "count", "Hours less fixed hours, by those of a preceptee, rounded down."),
                ("Each by ratio", "count", "The most preceptees one preceptor should have."),
                ("Places each", "count", "The lower of the two."),
                ("Which limit binds", "text", "The lower of the two."),
                ("Places in all", "mean", "Willing times places each, less absence."),
                ("Beside what is expected", "text", "Whether the hours reach what a framework expects."),
            ),
        ),
        rows=tuple(_group_row(named, index, marks) for index in range(len(named.result.groups))),
        sentence=f"{sum(each.group.willing for each in named.result.groups)} preceptors are counted.",
        notes=tuple(f"{mark.name}: {mark.gist}" for mark in marks),
    )


def _numbers(plan: OrganisationPlan) -> list[tuple[str, Cell, str]]:
    """In the order of NUMBER_KEYS."""
    rows: list[tuple[str, Cell, str]] = [
        ("Meetings with each preceptee", typed(plan.meetings), "a year"),
        ("Length of a meeting", typed(plan.meeting_hours), "hours"),
        ("Preparation for each meeting", typed(plan.preparation_hours), "hours"),
        ("Keeping records for each preceptee", typed(plan.record_hours), "hours a year"),
        ("Training of each preceptor", typed(plan.training_hours), "hours a year"),
        ("Peer support of each preceptor", typed(plan.peer_hours), "hours a year"),
        ("Most preceptees for one preceptor", typed(plan.ratio_cap), "people"),
        ("Preceptor places lost to absence", typed(plan.absence_percent), "%"),
        ("Protected hours for each preceptee", typed(plan.preceptee_hours), "hours a year"),
        ("Newly registered starters who become preceptors", typed(plan.becoming_percent), "%"),
        ("Months after starting before they can", typed(plan.experience_months), "months"),
        (
            "Protected hours of each new preceptor",
            live(plan.new_hours, group("hours", 0))
            if plan.new_preceptor_hours is None
            else typed(plan.new_hours),
            "hours a year",
        ),
    ]
    for key, label, newly in KINDS:
        cohort = cohort_of(plan, newly=newly)
        left = (
            live(cohort.stay_months, step(f"{key}_stay"))
            if cohort.months_left is None
            else typed(cohort.months_left)
        )
        rows += [
            (f"{label}: length", typed(cohort.length_months), "months"),
            (f"{label}: share of full time", typed(cohort.full_time_share), ""),
            (f"{label}: preceptees already here", typed(cohort.here_now), "people"),
            (f"{label}: months those still have", left, "months"),
        ]
    return rows


def _steps(named: Named) -> list[tuple[str, Cell, str, str]]:
    """In the order of STEP_KEYS."""
    plan, slots = named.plan, named.result.new_slots
    each = f"{number('meetings')}*({number('meeting')}+{number('preparation')})+{number('records')}"
    return [
        (
            "Preceptor time for one preceptee",
            live(plan.hours_per_preceptee, each),
            "hours a year",
            "Meetings times the length of a meeting and its preparation, and records added",
        ),
        (
            "Preceptor time that is fixed",
            live(plan.fixed_hours, f"{number('training')}+{number('peers')}"),
            "hours a year",
            "Training and peer support added",
        ),
        (
            "Share of places that absence leaves",
            live(plan.present, f"1-{number('absence')}/100"),
            "",
            "1 less the places lost to absence out of 100",
        ),
        *(_stay(key, label, cohort_of(plan, newly=newly)) for key, label, newly in KINDS),
        (
            "Places by time of one new preceptor",
            live(slots.by_time, _by_time(number("new_hours"))),
            "preceptees",
            "Hours less the fixed hours, divided by the hours of one preceptee, rounded down",
        ),
        (
            "Places of one new preceptor",
            live(slots.slots, f"MIN({step('new_by_time')},{number('ratio')})"),
            "preceptees",
            "The lower of places by time and the ratio",
        ),
    ]


def _stay(key: str, label: str, cohort: Cohort) -> tuple[str, Cell, str, str]:
    formula = f"ROUNDUP(ROUND({number(f'{key}_length')}/{number(f'{key}_share')},9),0)"
    return (
        f"{label}: months in preceptorship",
        live(cohort.stay_months, formula),
        "months",
        "The length divided by the share of full time, rounded up",
    )


def _group_row(named: Named, index: int, marks: Sequence[HoursMark]) -> Row:
    found, slots = named.result.groups[index].group, named.result.groups[index].slots

    def at(key: str) -> str:
        return group(key, index)

    limit = (
        f"IF({at('by_time')}={at('by_ratio')},{quoted(SHORT_LIMITS['equal'])},"
        f"IF({at('by_time')}<{at('by_ratio')},{quoted(SHORT_LIMITS['time'])},{quoted(SHORT_LIMITS['ratio'])}))"
    )
    places = found.willing * slots.slots * named.plan.present
    row: Row = (
        found.name,
        typed(found.eligible),
        typed(found.trained),
        typed(found.willing),
        typed(found.protected_hours),
        typed(found.full_time_share),
        live(found.hours_each, f"{at('full_time')}*{at('share')}"),
        live(slots.by_time, _by_time(at("hours"))),
        live(slots.by_ratio, number("ratio")),
        live(slots.slots, f"MIN({at('by_time')},{at('by_ratio')})"),
        Live(text=SHORT_LIMITS[slots.limit], formula=limit),
        live(places, f"{at('willing')}*{at('slots')}*{step('present')}"),
        Live(text=mark_words(found.hours_each, marks), formula=_mark(at("hours"), marks)) if marks else "",
    )
    return tuple(within(entry, GROUPS) for entry in row)


def _mark(hours: str, marks: Sequence[HoursMark]) -> str:
    formula = quoted(f"Below {marks[0].name}")
    for mark in marks:  # the mark of most hours, the last, comes to stand outermost
        formula = f"IF({hours}>={mark.hours},{quoted(f'Meets {mark.name}')},{formula})"
    return formula


def _by_time(hours: str) -> str:
    return f"MAX(0,INT(ROUND(({hours}-{step('fixed')})/MAX({step('each')},{LEAST_HOURS}),9)))"
