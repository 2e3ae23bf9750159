"""A respondent's progress, gathered from every time point they submitted, and the change that a release may count."""

from itertools import pairwise

from sqlmodel import Session

from app.definitions import Definitions
from frameworks.language import spoken_language
from mapping.change import change_facts
from reports.progress import OwnMoment, Progress
from surveys.changes import Changes
from surveys.moments import year_of
from surveys.respondents import Answers, read_answers


def progress_of(session: Session, answers: Answers, definitions: Definitions) -> Progress:
    """Everything a person submitted in their series, over the areas they were asked about last."""
    done = [
        read_answers(
            session, response=moment.response.id, instruments=definitions.instruments_in(spoken_language())
        )
        for moment in year_of(session, response=answers.response)
        if moment.response is not None and moment.standing == "done"
    ]
    items = done[-1].items if done else ()
    return Progress(
        items=items,
        moments=tuple(OwnMoment(each.time_point.moment, each.ratings) for each in done),
        breaks={item.code: _breaks(done, item.code, definitions.changes) for item in items},
    )


def changed_facts(answers: Answers, changes: Changes) -> dict[str, str]:
    """A preceptee's change in each item that may be compared, since the first time point they submitted."""
    first = next((before for before in answers.before if before.is_submitted), None)
    if first is None or answers.response.audience != "preceptee":
        return {}
    pair = {"earlier": first.response.instrument, "later": answers.instrument.id}
    items = [item.code for item in answers.items if item.code in first.ratings]
    comparable = [item for item in items if changes.is_comparable(item, **pair)]
    return change_facts(comparable, first.ratings, answers.ratings)


def _breaks(done: list[Answers], item: str, changes: Changes) -> tuple[int, ...]:
    """The months at which an item asked something else than the last time this person was asked it."""
    asked = [each for each in done if each.instrument.item(item) is not None]
    return tuple(
        later.time_point.moment
        for earlier, later in pairwise(asked)
        if not changes.is_comparable(item, earlier=earlier.instrument.id, later=later.instrument.id)
    )
