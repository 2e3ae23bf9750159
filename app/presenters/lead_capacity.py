"""A capacity plan as pages show it: the questions a lead answers, and what the numbers come to in words."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from app.presenters.questions import fact_field
from mapping.capacity import SOURCES, OrganisationPlan, PlanResult, month_after
from reports.capacity import LIMITS, Entered, month_name
from reports.values import number_cell
from reports.wording import plural
from surveys.instrument import Option, Question, Section

MONTHS = 12
NATIONS = {
    "england": "England",
    "scotland": "Scotland",
    "wales": "Wales",
    "northern-ireland": "Northern Ireland",
}
STARTERS = tuple(f"starters-{month}" for month in range(1, MONTHS + 1))
Typed = Mapping[str, Sequence[str]]


def plan_section(first_months: Sequence[date]) -> Section:
    """The questions of a plan. Bounds are those of `OrganisationPlan`; hints give each default's source."""
    months = tuple(Option(code=f"{each:%Y-%m}", label=month_name(each)) for each in first_months)
    return Section(
        code="capacity-plan",
        title="Plan your capacity",
        questions=(
            Question(code="first-month", text="First month", kind="single", required=True, options=months),
            *(_number(code, f"Month {month}", "people") for month, code in enumerate(STARTERS, start=1)),
            _number("preceptees-now", "Preceptees you have already", "people", highest=2000),
            _number("length-months", "Length of preceptorship", "months", lowest=1, highest=36, must=True),
            _number(
                "full-time-share",
                "Usual share of full time",
                None,
                lowest=0.1,
                highest=1,
                must=True,
                whole=False,
                hint="1 is full time and 0.5 is half. Preceptorship lasts longer for part-time staff.",
            ),
            _number(
                "preceptors",
                "Preceptors who are eligible, trained and willing",
                "people",
                highest=2000,
                must=True,
                hint="Count only people who are all three.",
            ),
            _hours("protected-hours", "Protected hours for each preceptor", 400),
            _number("meetings", "Meetings with each preceptee", "a year", highest=60, must=True),
            _hours("meeting-hours", "Length of a meeting", 20, unit="hours"),
            _hours("preparation-hours", "Preparation for each meeting", 20, unit="hours"),
            _hours("record-hours", "Keeping records for each preceptee", 100),
            _hours("training-hours", "Training of each preceptor", 100),
            _hours("peer-hours", "Peer support of each preceptor", 100),
            _number("ratio-cap", "Most preceptees for one preceptor", "people", highest=20, must=True),
            _number(
                "absence-percent",
                "Preceptor places lost to absence",
                "%",
                highest=100,
                must=True,
                whole=False,
            ),
            _hours("preceptee-hours", "Protected hours for each preceptee", 400),
            Question(
                code="nation",
                text="Nation, for full-time weekly hours",
                kind="single",
                required=True,
                options=tuple(Option(code=code, label=name) for code, name in NATIONS.items()),
            ),
        ),
    )


def read_plan(facts: Mapping[str, Sequence[str]]) -> OrganisationPlan:
    """The plan from answers `read_facts` has accepted; a blank month is nobody."""
    given = {
        code.replace("-", "_"): values[0]
        for code, values in facts.items()
        if not code.startswith("starters-")
    }
    return OrganisationPlan.model_validate(
        given
        | {
            "first_month": f"{given['first_month']}-01",
            "starters": [int(next(iter(facts.get(code, ())), "0")) for code in STARTERS],
        }
    )


def typed_plan(plan: OrganisationPlan) -> dict[str, list[str]]:
    """A plan as the form fields that would make it again."""
    fields = {
        name.replace("_", "-"): [str(value)]
        for name, value in plan.model_dump(mode="json").items()
        if name not in {"starters", "first_month"}
    }
    starters = dict(zip(STARTERS, ([str(number)] for number in plan.starters), strict=True))
    return fields | starters | {"first-month": [f"{plan.first_month:%Y-%m}"]}


def default_fields(first_month: date) -> dict[str, list[str]]:
    """What an empty form starts with: the defaults, but no people."""
    plan = OrganisationPlan(first_month=first_month, starters=(0,) * MONTHS, preceptors=0)
    return typed_plan(plan) | {code: [] for code in (*STARTERS, "preceptors", "preceptees-now")}


def plan_numbers(plan: OrganisationPlan) -> list[Entered]:
    """Every number of a plan with what it is; months by name."""
    typed = typed_plan(plan)
    starters = [
        Entered(
            f"People who start in {month_name(month_after(plan.first_month, index))}", number, "people", ""
        )
        for index, number in enumerate(plan.starters)
    ]
    others = [
        Entered(
            question.text,
            float(typed[question.code][0]),
            question.unit or "",
            SOURCES.get(question.code.replace("-", "_"), ""),
        )
        for question in plan_section([plan.first_month]).questions
        if question.kind == "number" and question.code not in STARTERS
    ]
    return starters + others


def plan_fields(section: Section, typed: Typed, problems: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    """Macro parameters by question code."""
    return {question.code: fact_field(question, typed, problems) for question in section.questions}


def first_months(around: date, kept: date | None) -> list[date]:
    """The months a plan can start in: three back to twelve ahead, and the one it was saved with."""
    index = around.year * 12 + around.month - 1
    months = [date(each // 12, each % 12 + 1, 1) for each in range(index - 3, index + 13)]
    return sorted({*months, *([kept] if kept else [])})


def result_sentences(plan: OrganisationPlan, result: PlanResult) -> list[str]:
    """What the plan comes to, in plain sentences."""
    each = result.per_preceptor
    needed = result.preceptors_needed
    lines = [
        f"One preceptor's hours allow {plural(each.by_time, 'preceptee')}; "
        f"the ratio allows {each.by_ratio}. {LIMITS.get(each.limit, '')}".strip(),
        f"The most preceptees at once is {result.peak.active}, in {month_name(result.peak.month)}.",
    ]
    if needed is None:
        lines.append(
            "With these hours no preceptor can take anybody. "
            "Give more protected hours, or fewer or shorter meetings."
        )
    else:
        lines.append(f"You need {plural(needed, 'preceptor')} for that month and have {plan.preceptors}.")
    hours, fte = number_cell(float(result.backfill_hours), "hours"), float(result.backfill_fte)
    lines.append(
        f"Releasing everyone at that level takes {hours.text} hours a year, which is {fte:.2f} full-time posts."
    )
    return lines


def _number(
    code: str,
    text: str,
    unit: str | None,
    *,
    lowest: float = 0,
    highest: float = 500,
    whole: bool = True,
    must: bool = False,
    hint: str | None = None,
) -> Question:
    source = SOURCES.get(code.replace("-", "_"))
    words = " ".join(part for part in (hint, f"Default: {source}." if source else None) if part)
    return Question(
        code=code,
        text=text,
        kind="number",
        minimum=lowest,
        maximum=highest,
        whole=whole,
        unit=unit,
        required=must,
        hint=words or None,
    )


def _hours(code: str, text: str, highest: float, *, unit: str = "hours a year") -> Question:
    return _number(code, text, unit, highest=highest, whole=False, must=True)
