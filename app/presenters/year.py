"""A respondent's year as its page shows it: one line for each moment, and what can be done there."""

from collections.abc import Sequence
from typing import Any

from reports.wording import moment_name
from surveys.moments import Moment, Standing
from surveys.respondents import Answers

WORDS: dict[Standing, str] = {
    "done": "You have answered.",
    "begun": "You have begun and not yet submitted.",
    "to begin": "You can answer now.",
    "missed": "You did not answer this time. Your other answers are kept.",
    "later": "This opens later. Come back with your return code.",
}
TAGS: dict[Standing, tuple[str, str]] = {
    "done": ("Answered", "nhsuk-tag--green"),
    "begun": ("Begun", "nhsuk-tag--yellow"),
    "to begin": ("Open now", "nhsuk-tag--blue"),
    "missed": ("Not answered", "nhsuk-tag--grey"),
    "later": ("Later", "nhsuk-tag--white"),
}
BUTTONS: dict[Standing, tuple[str, str]] = {
    "done": ("open", "See your answers from"),
    "begun": ("open", "Carry on with"),
    "to begin": ("begin", "Begin"),
}


def year_context(answers: Answers, year: Sequence[Moment]) -> dict[str, Any]:
    """Every moment with its words and its button, and whether there is any progress to see."""
    return {
        "answers": answers,
        "moments": [_moment(answers, moment) for moment in year],
        "has_progress": sum(moment.standing == "done" for moment in year) > 1,
        "several_open": sum(moment.standing == "to begin" for moment in year) > 1,
    }


def is_worth_a_choice(year: Sequence[Moment]) -> bool:
    """True when a person has more than one time point to go to."""
    return sum(moment.standing in BUTTONS for moment in year) > 1


def _moment(answers: Answers, moment: Moment) -> dict[str, Any]:
    name = moment_name(moment.months)
    tag, colour = TAGS[moment.standing]
    action, words = BUTTONS.get(moment.standing, ("", ""))
    here = moment.time_point is not None and moment.time_point.id == answers.time_point.id
    return {
        "id": f"moment-{moment.months}",
        "name": name,
        "title": moment.time_point.title if moment.time_point else "",
        "time_point": moment.time_point.id if moment.time_point else None,
        "tag": {"text": tag, "classes": colour},
        "words": WORDS[moment.standing],
        "action": action,
        "button": f"{words} {'the start' if moment.months == 0 else name}",
        "urgent": moment.standing in {"begun", "to begin"},
        "here": here,
    }
