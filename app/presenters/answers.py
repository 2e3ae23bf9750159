"""A respondent's answers as pages show them: the task list, one section, the check, and a clash."""

from collections.abc import Mapping, Sequence
from typing import Any

from app.presenters.questions import fact_field, named_problems, option_label, rating_fields
from frameworks.language import mark, say, say_count
from reports.wording import moment_name
from surveys.asking import LOOKING_BACK
from surveys.changes import Changes
from surveys.instrument import NeedItem, Option, Question, Section
from surveys.rating import NOT_IN_ROLE, Rating
from surveys.respondents import Answers, is_rated

Form = Mapping[str, Sequence[str]]
NOT_PROVIDED = mark("Not provided")
SINGULAR = {
    "hours": "hour",
    "meetings": "meeting",
    "months": "month",
    "people": "person",
    "preceptees": "preceptee",
    "weeks": "week",
}
COMPLETED, INCOMPLETE, NOT_STARTED = mark("Completed"), mark("Incomplete"), mark("Not started")
COLOURS = {NOT_STARTED: "nhsuk-tag--blue", INCOMPLETE: "nhsuk-tag--yellow"}


def tasks(answers: Answers) -> list[dict[str, Any]]:
    """The task list's items, with a true status each."""
    blocked = not answers.is_placed
    return [_task(answers, section, blocked and index > 0) for index, section in enumerate(answers.sections)]


def section_status(answers: Answers, section: Section) -> str:
    """Completed, Incomplete or Not started, in English."""
    if section.items:
        done = [is_rated(answers.ratings.get(item.code)) for item in section.items]
        started = any(item.code in answers.ratings for item in section.items)
    else:
        done = [bool(answers.facts.get(question.code)) for question in section.questions if question.required]
        started = section.code in answers.revisions
    if section.code in answers.revisions and all(done):
        return COMPLETED
    return INCOMPLETE if started else NOT_STARTED


def section_context(
    answers: Answers, section: Section, typed: Form, problems: Mapping[str, str], *, changes: Changes
) -> dict[str, Any]:
    """One section's page, with what was typed or stored, what is wrong with it, and what was answered before."""
    codes = [each.code for each in answers.sections]
    return {
        "section": section,
        "items": [
            rating_fields(
                answers.instrument,
                item,
                typed,
                problems,
                last_time=last_time(answers, item.code, changes),
                looks_back=answers.looks_back,
            )
            for item in section.items
        ],
        "filled_in": is_filled_in(answers, section),
        "questions": [fact_field(question, typed, problems) for question in section.questions],
        "problems": problems,
        "summary": named_problems(section, problems),
        "revision": answers.revisions.get(section.code, 0),
        "position": codes.index(section.code) + 1,
        "count": len(codes),
        "can_change": answers.can_change,
    }


def last_time(answers: Answers, item: str, changes: Changes) -> str:
    """What this person answered about an item at the latest time point before, in a sentence; else empty."""
    for before in reversed([each for each in answers.before if each.is_submitted]):
        rating = before.ratings.get(item)
        if rating is None or not (rating.not_in_role or rating.importance or rating.confidence):
            continue
        if not changes.is_comparable(item, earlier=before.response.instrument, later=answers.instrument.id):
            return say(
                "This area was asked in other words last time, so your earlier answer is not shown here."
            )
        when = moment_name(before.time_point.moment).lower()
        if rating.not_in_role:
            return say("Last time ({when}): not in your role.", when=when)
        return say(
            "Last time ({when}): importance {importance}, confidence {confidence}.",
            when=when,
            importance=rating.importance or say("left blank"),
            confidence=rating.confidence or say("left blank"),
        )
    return ""


def is_filled_in(answers: Answers, section: Section) -> bool:
    """True when a section shows answers carried over from an earlier time point, and was not saved since."""
    carried = any(
        question.later == "filled-in" and answers.facts.get(question.code) for question in section.questions
    )
    return bool(answers.before) and carried and section.code not in answers.revisions


def check_lists(answers: Answers) -> list[dict[str, Any]]:
    """A summary list for each section."""
    return [{"section": section, "rows": _check_rows(answers, section)} for section in answers.sections]


def clash_rows(answers: Answers, section: Section, form: Form) -> list[dict[str, str]]:
    """Where what is stored and what was typed differ, question by question."""
    rows = []
    for item in section.items:
        stored = rating_words(answers, answers.ratings.get(item.code))
        typed = _typed_rating_words(answers, item, form)
        rows.append({"question": item.text, "stored": stored, "typed": typed})
    for question in section.questions:
        stored = fact_words(question, answers.facts.get(question.code, ()))
        typed = fact_words(question, tuple(value for value in form.get(question.code, ()) if value))
        rows.append({"question": question.text, "stored": stored, "typed": typed})
    return [row for row in rows if row["stored"] != row["typed"]]


def problem_links(answers: Answers, problems: Mapping[str, str]) -> list[dict[str, str]]:
    """Each problem as a link to its question, in the section that asks it."""
    return [
        {
            "href": f"/my/section/{section.code}?back=check#{question.code}",
            "text": f"{question.text} {problems[question.code]}",
        }
        for section in answers.sections
        for question in section.questions
        if question.code in problems
    ]


def rating_words(answers: Answers, rating: Rating | None) -> str:
    """Everything answered about one item, in words."""
    if rating is None or rating == Rating(item=rating.item):
        return say(NOT_PROVIDED)
    instrument = answers.instrument
    if rating.not_in_role:
        words = [say("Not in my role.")]
    else:
        words = [
            say("Importance: {label}.", label=_label(instrument.importance, rating.importance)),
            say("Confidence: {label}.", label=_label(instrument.confidence, rating.confidence)),
        ]
    if rating.looking_back is not None:
        back = _label(instrument.confidence, rating.looking_back)
        words.append(say("Looking back at the start: {label}.", label=back))
    if rating.support:
        words.append(say("Support: {label}.", label=option_label(instrument.support, rating.support)))
    if rating.note:
        words.append(say("Your note: {note}", note=rating.note))
    return " ".join(words)


def _label(options: Sequence[Option], rating: int | None) -> str:
    return say(NOT_PROVIDED) if rating is None else option_label(options, str(rating))


def fact_words(question: Question, values: Sequence[str]) -> str:
    """An answer to a plain question in words."""
    if not values:
        return say(NOT_PROVIDED)
    words = ", ".join(option_label(question.options, value) for value in values)
    if question.kind != "number" or not question.unit:
        return words
    first, _, rest = question.unit.partition(" ")
    unit = f"{SINGULAR.get(first, first)} {rest}".strip() if words == "1" else question.unit
    return f"{words} {unit}"


def _task(answers: Answers, section: Section, blocked: bool) -> dict[str, Any]:
    title, hint = {"text": section.title}, {"text": _how_much(section)}
    if blocked:
        waiting = {"text": say("Cannot start yet"), "classes": "nhsuk-task-list__status--cannot-start-yet"}
        return {"title": title, "hint": hint, "status": waiting}
    status = section_status(answers, section)
    tag: dict[str, Any] = {"text": say(status)}
    if status != COMPLETED:
        tag = {"tag": {"text": say(status), "classes": COLOURS[status]}}
    return {"title": title, "href": f"/my/section/{section.code}", "hint": hint, "status": tag}


def _how_much(section: Section) -> str:
    if section.items:
        return say_count("{count} area to rate", "{count} areas to rate", len(section.items))
    return say_count("{count} question to answer", "{count} questions to answer", len(section.questions))


def _check_rows(answers: Answers, section: Section) -> list[dict[str, Any]]:
    entries = [
        (f"{item.code}-importance", item.text, rating_words(answers, answers.ratings.get(item.code)))
        for item in section.items
    ]
    entries += [
        (question.code, question.text, fact_words(question, answers.facts.get(question.code, ())))
        for question in section.questions
    ]
    return [_check_row(answers, section, *entry) for entry in entries]


def _check_row(answers: Answers, section: Section, field: str, text: str, words: str) -> dict[str, Any]:
    row: dict[str, Any] = {"key": {"text": text}, "value": {"text": words}}
    if answers.can_change:
        address = f"/my/section/{section.code}?back=check#{field}"
        row["actions"] = {"items": [{"href": address, "text": say("Change"), "visuallyHiddenText": text}]}
    return row


def _typed_rating_words(answers: Answers, item: NeedItem, form: Form) -> str:
    def typed(part: str) -> str:
        values = form.get(f"{item.code}-{part}", ())
        return values[0].strip() if values else ""

    importance, confidence, back = typed("importance"), typed("confidence"), typed(LOOKING_BACK)
    rating = Rating(
        item=item.code,
        importance=int(importance) if importance.isdigit() else None,
        confidence=int(confidence) if confidence.isdigit() and importance != NOT_IN_ROLE else None,
        looking_back=int(back) if back.isdigit() and importance != NOT_IN_ROLE else None,
        not_in_role=importance == NOT_IN_ROLE,
        support=typed("support") or None,
        note=typed("note").replace("\r\n", "\n") or None,
    )
    return rating_words(answers, rating)
