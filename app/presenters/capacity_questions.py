"""The questions of a capacity plan: starters and preceptors of each month and group, and everybody's time."""

import re
from dataclasses import dataclass
from datetime import date

from mapping.capacity import SOURCES
from reports.capacity import month_name
from surveys.instrument import Option, Question, Section

NATIONS = {
    "england": "England",
    "scotland": "Scotland",
    "wales": "Wales",
    "northern-ireland": "Northern Ireland",
}


@dataclass(frozen=True)
class Shape:
    """What a form has room for: its months, how many groups of preceptors, and the months to choose from."""

    months: tuple[date, ...]
    groups: int
    first_months: tuple[date, ...]

    @property
    def starters(self) -> tuple[str, ...]:
        """The field of each month's newly registered starters."""
        return tuple(f"starters-{month:%Y-%m}" for month in self.months)

    @property
    def others(self) -> tuple[str, ...]:
        """The field of each month's other starters."""
        return tuple(f"others-{month:%Y-%m}" for month in self.months)


def plan_section(shape: Shape) -> Section:
    """The questions of a plan. Bounds are those of the model; hints give each default's source."""
    return Section(
        code="capacity-plan",
        title="Plan your capacity",
        questions=(
            Question(
                code="first-month",
                text="First month of the plan",
                kind="single",
                required=True,
                options=tuple(
                    Option(code=f"{each:%Y-%m}", label=month_name(each)) for each in shape.first_months
                ),
            ),
            *_starter_questions(shape),
            *(question for row in range(1, shape.groups + 1) for question in _group_questions(row)),
            *TIME_QUESTIONS,
        ),
    )


def _starter_questions(shape: Shape) -> list[Question]:
    newly = zip(shape.starters, shape.months, strict=True)
    others = zip(shape.others, shape.months, strict=True)
    left = "On average, until they finish. Leave blank if they have only just started."
    share = "1 is full time and 0.5 is half. Preceptorship lasts longer for part-time staff."
    return [
        *(_number(code, f"Newly registered, {month_name(month)}", "people") for code, month in newly),
        _number("preceptees-now", "Newly registered preceptees you have already", "people", highest=2000),
        _number("months-left", "Months those still have", "months", highest=60, hint=left),
        _number("length-months", "Length of their preceptorship", "months", lowest=1, highest=36, must=True),
        _share("full-time-share", "Their usual share of full time", hint=share),
        *(_number(code, f"Other starters, {month_name(month)}", "people") for code, month in others),
        _number("others-preceptees-now", "Other preceptees you have already", "people", highest=2000),
        _number("others-months-left", "Months those others still have", "months", highest=60, hint=left),
        _number("others-length-months", "Length of preceptorship of others", "months", lowest=1, highest=36),
        _share("others-full-time-share", "Usual share of full time of others", must=False),
    ]


def _group_questions(row: int) -> list[Question]:
    name = f"Group {row}"
    return [
        Question(code=f"group-name-{row}", text=f"{name}: name", kind="text"),
        _number(f"eligible-{row}", f"{name}: eligible preceptors", "people", highest=2000, must=row == 1),
        _number(f"trained-{row}", f"{name}: of those, trained", "people", highest=2000),
        _number(f"willing-{row}", f"{name}: of those, willing", "people", highest=2000),
        _hours(f"protected-hours-{row}", f"{name}: protected hours for each", 400, must=row == 1),
        _share(f"group-share-{row}", f"{name}: share of full time", must=row == 1),
    ]


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
    source = SOURCES.get(re.sub(r"-\d+$", "", code).replace("-", "_"))
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


def _hours(
    code: str,
    text: str,
    highest: float,
    *,
    unit: str = "hours a year",
    must: bool = True,
    hint: str | None = None,
) -> Question:
    return _number(code, text, unit, highest=highest, whole=False, must=must, hint=hint)


def _share(code: str, text: str, *, must: bool = True, hint: str | None = None) -> Question:
    return _number(code, text, None, lowest=0.1, highest=1, whole=False, must=must, hint=hint)


TIME_QUESTIONS = (
    _number("meetings", "Meetings with each preceptee", "a year", highest=60, must=True),
    _hours("meeting-hours", "Length of a meeting", 20, unit="hours"),
    _number("ratio-cap", "Most preceptees for one preceptor", "people", highest=20, must=True),
    Question(
        code="nation",
        text="Nation, for full-time weekly hours",
        kind="single",
        required=True,
        options=tuple(Option(code=code, label=name) for code, name in NATIONS.items()),
    ),
    _hours("preparation-hours", "Preparation for each meeting", 20, unit="hours"),
    _hours("record-hours", "Keeping records for each preceptee", 100),
    _hours("training-hours", "Training of each preceptor", 100),
    _hours("peer-hours", "Peer support of each preceptor", 100),
    _hours("preceptee-hours", "Protected hours for each preceptee", 400),
    _number("absence-percent", "Preceptor places lost to absence", "%", highest=100, must=True, whole=False),
    _hours(
        "weekly-hours",
        "Full-time hours a week",
        60,
        unit="hours",
        must=False,
        hint="Leave blank to use your nation's, month by month.",
    ),
    _number(
        "years",
        "Years the plan covers",
        "years",
        lowest=1,
        highest=3,
        must=True,
        hint="Later years have the same starters as the first.",
    ),
    _number(
        "becoming-percent",
        "Newly registered starters who become preceptors",
        "%",
        highest=100,
        must=True,
        whole=False,
    ),
    _number("experience-months", "Months after starting before they can", "months", highest=60, must=True),
    _hours(
        "new-preceptor-hours",
        "Protected hours of each new preceptor",
        400,
        must=False,
        hint="Leave blank for the same as group 1.",
    ),
)
"""The questions about everybody's time; each is a field of the model by the same name."""
