"""A respondent's year as its page shows it: one line for each moment, and what can be done there."""

from collections.abc import Sequence
from typing import Any

from frameworks.language import mark, say
from reports.wording import moment_name
from surveys.moments import Moment, Standing
from surveys.respondents import Answers

WORDS: dict[Standing, str] = {
    "done": mark("You have answered."),
    "begun": mark("You have begun and not yet submitted."),
    "to begin": mark("You can answer now."),
    "missed": mark("You did not answer this time. Your other answers are kept."),
    "later": mark("This opens later. Come back with your return code."),
}
TAGS: dict[Standing, tuple[str, str]] = {
    "done": (mark("Answered"), "nhsuk-tag--green"),
    "begun": (mark("Begun"), "nhsuk-tag--yellow"),
    "to begin": (mark("Open now"), "nhsuk-tag--blue"),
    "missed": (mark("Not answered"), "nhsuk-tag--grey"),
    "later": (mark("Later"), "nhsuk-tag--white"),
}
BUTTONS: dict[Standing, tuple[str, str]] = {
    "done": ("open", mark("See your answers from {moment}")),
    "begun": ("open", mark("Carry on with {moment}")),
    "to begin": ("begin", mark("Begin {moment}")),
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
        "tag": {"text": say(tag), "classes": colour},
        "words": say(WORDS[moment.standing]),
        "action": action,
        "button": say(words, moment=name if moment.months else say("the start")) if words else "",
        "urgent": moment.standing in {"begun", "to begin"},
        "here": here,
    }
