"""A file of answers held against one time point: who each respondent is, what they are asked, what is wrong."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from mapping.answers_file import MOST_REFUSALS, Answer, AnswersRefused, Columns, Refusal, scan_answers
from reports.wording import REGIONS, join_words
from surveys.imports import Submission
from surveys.instrument import Instrument, NeedItem
from surveys.rating import Rating
from surveys.stages import stage_of
from surveys.tables import Organisation

NAMES = (
    "respondent",
    "organisation",
    "pathway",
    "item",
    "importance",
    "confidence",
    "role",
    "region",
    "setting",
    "months",
)
IMPORTED = Columns(needed=NAMES, known=NAMES)
ABOUT = ("organisation", "pathway", "role", "region", "setting", "months")
"""What is the same on every line of one respondent."""
CHOSEN = ("pathway", "setting")
"""Columns that hold an answer to a question of the same code."""
MONTHS = re.compile(r"[0-9]{1,3}")
LONGEST_STAY = 120
BY_NAME = {name.casefold(): code for code, name in REGIONS.items()}

Fault = tuple[int, str, str]
"""Line, column, and what is wrong."""


@dataclass(frozen=True)
class Ground:
    """What a file is held against. `identify` gives the id that belongs to a respondent's label, and
    `taken` says which of such ids were imported before."""

    title: str
    instruments: Mapping[str, Instrument]
    organisations: Mapping[str, Organisation]
    identify: Callable[[str], str]
    taken: Callable[[Sequence[str]], set[str]]


def read_submissions(path: Path, ground: Ground) -> list[Submission]:
    """Every respondent's submission, in the order of the file.

    Raises AnswersRefused with the faults of the whole file by line, at most MOST_REFUSALS of them.
    """
    scanned = scan_answers(path, IMPORTED)
    people: dict[str, list[Answer]] = {}
    for answer in scanned.answers:
        people.setdefault(answer.respondent, []).append(answer)
    taken = ground.taken([ground.identify(label) for label in people])
    submissions: list[Submission] = []
    faults: list[Fault] = []
    for label, answers in people.items():
        id = ground.identify(label)
        wrong = list(_faults(answers, ground, again=id in taken))
        faults += wrong
        if not wrong:
            submissions.append(_submission(id, answers, ground))
    refusals = [*scanned.refusals, *(scanned.places.refusal(*fault) for fault in faults)]
    if refusals:
        raise AnswersRefused(sorted(refusals, key=_line)[:MOST_REFUSALS])
    return submissions


def _line(refusal: Refusal) -> int:
    return refusal.line or 0


def _about(answer: Answer) -> dict[str, str]:
    """What a line says about its respondent, in the codes that are stored."""
    typed = answer.also
    region = typed["region"]
    return {
        "organisation": answer.organisation.upper(),
        "pathway": typed["pathway"].casefold(),
        "role": typed["role"].casefold(),
        "region": BY_NAME.get(region.casefold(), region.upper()),
        "setting": typed["setting"].casefold(),
        "months": typed["months"],
    }


def _faults(answers: Sequence[Answer], ground: Ground, *, again: bool) -> Iterator[Fault]:
    """Everything wrong with one respondent's lines: about them once, on the first; then line by line."""
    first = answers[0]
    about = _about(first)
    instrument = ground.instruments.get(about["role"])
    if again:
        message = (
            f"{first.respondent}'s answers were imported into {ground.title} before. Take all lines of this "
            "respondent out, or give a new respondent another label."
        )
        yield first.line, "respondent", message
    for column, message in _about_faults(about, instrument, ground):
        yield first.line, column, message
    for answer in answers:
        for column, value in _about(answer).items():
            if value != about[column]:
                message = (
                    f"{first.respondent} has {_quoted(value)} here and {_quoted(about[column])} on line "
                    f"{first.line}. One respondent has one {column}."
                )
                yield answer.line, column, message
        if instrument and (message := _item_fault(answer.item, instrument, about["pathway"])):
            yield answer.line, "item", message


def _about_faults(
    about: Mapping[str, str], instrument: Instrument | None, ground: Ground
) -> Iterator[tuple[str, str]]:
    organisation = ground.organisations.get(about["organisation"])
    if organisation is None:
        message = (
            f"{_quoted(about['organisation'])} is not the code of an organisation here. Correct it, or load the "
            "organisation first with `preceptmap organisations load FILE`."
        )
        yield "organisation", message
    elif about["region"] not in {"", organisation.region}:
        known = organisation.region or "no region"
        message = (
            f"{_quoted(about['region'])} is not the region of {organisation.code}, which is {known}. Correct it, "
            "or leave it blank to use that."
        )
        yield "region", message
    if instrument is None:
        yield (
            "role",
            f"{_quoted(about['role'])} is not a role. Use {join_words(ground.instruments, last='or')}.",
        )
        return
    for column in CHOSEN:
        if message := _choice_fault(about[column], column, instrument):
            yield column, message
    if message := _months_fault(about["months"], required=instrument.question("stage") is not None):
        yield "months", message


def _choice_fault(value: str, column: str, instrument: Instrument) -> str:
    question = instrument.question(column)
    codes = [option.code for option in question.options] if question else []
    return (
        "" if value in codes else f"{_quoted(value)} is not a {column}. Use {join_words(codes, last='or')}."
    )


def _months_fault(typed: str, *, required: bool) -> str:
    if not typed and not required:
        return ""
    if MONTHS.fullmatch(typed) and int(typed) <= LONGEST_STAY:
        return ""
    return f"{_quoted(typed)} is not a number of months in post. Use a whole number from 0 to {LONGEST_STAY}."


def _item_fault(code: str, instrument: Instrument, pathway: str) -> str:
    item = instrument.item(code)
    if item is None:
        first, last = instrument.items[0].code, instrument.items[-1].code
        return (
            f"{_quoted(code)} is not an item {instrument.audience}s are asked. Use a code from {first} to {last}; "
            "`/api/v1/instruments` lists them."
        )
    return _not_asked(item, pathway) if item.pathways and pathway not in item.pathways else ""


def _not_asked(item: NeedItem, pathway: str) -> str:
    pathways = join_words(item.pathways)
    return f"{item.code} is not asked of {_quoted(pathway)}, only of {pathways}. Take this line out."


def _submission(id: str, answers: Sequence[Answer], ground: Ground) -> Submission:
    about = _about(answers[0])
    instrument = ground.instruments[about["role"]]
    organisation = ground.organisations[about["organisation"]]
    facts = {column: about[column] for column in CHOSEN}
    stage = instrument.question("stage")
    if stage is not None:
        facts["stage"] = stage_of(stage, int(about["months"]))
    return Submission(
        id=id,
        organisation=organisation.code,
        region=organisation.region,
        instrument=instrument,
        facts=facts,
        ratings={answer.item: _rating(answer) for answer in answers},
    )


def _rating(answer: Answer) -> Rating:
    return Rating(
        item=answer.item,
        importance=answer.importance,
        confidence=answer.confidence,
        not_in_role=answer.not_in_role,
    )


def _quoted(value: str) -> str:
    return f"'{value[:40]}'" if value else "blank"
