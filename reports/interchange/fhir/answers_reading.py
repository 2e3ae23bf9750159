"""A QuestionnaireResponse held against the questionnaire it answers: ratings and facts, or what is wrong."""

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from frameworks.document import Loc
from reports.interchange.fhir.answers import canonical
from reports.interchange.fhir.names import LIMITS, LOOKING_BACK, SECTION, url_of
from reports.interchange.findings import Entry, Findings
from surveys.asking import FieldProblem, besides_blank, read_facts, read_ratings
from surveys.fields import plain
from surveys.instrument import Instrument
from surveys.rating import Rating

STATES = {"completed": True, "in-progress": False}
DEEPEST = 30
VALUES = ("valueString", "valueInteger", "valueDecimal", "valueBoolean")


@dataclass(frozen=True)
class Response:
    """What one person answered; blank ratings are left out."""

    instrument: Instrument
    ratings: dict[str, Rating]
    facts: dict[str, tuple[str, ...]]
    complete: bool


def read_response(
    data: object, file: str, instruments: Mapping[str, Instrument], *, at: Loc = ()
) -> Response:
    """The answers in this resource. Raises DefinitionError with the place of everything that cannot be stored.

    A blank answer to a required question is allowed while the response is not complete.
    """
    findings = Findings(file)
    if not isinstance(data, Mapping) or data.get("resourceType") != "QuestionnaireResponse":
        findings.refuse(at, "it is not a FHIR QuestionnaireResponse; choose a file that is one")
    head = Entry(data, at, findings)
    instrument = _instrument(head, instruments)
    status = head.text("status", needed=True)
    if status and status not in STATES:
        findings.wrong(
            (*at, "status"), f"'{status[:40]}' answers are not taken; only completed and in-progress"
        )
    form, places = _form(head, instrument)
    findings.stop_if_wrong()
    ratings, facts, problems = _read(instrument, form, complete=STATES[status])
    for problem in problems:
        findings.wrong(places.get(problem.field, at), problem.message)
    findings.stop_if_wrong()
    given = {rating.item: rating for rating in ratings if rating != Rating(item=rating.item)}
    return Response(instrument, given, facts, STATES[status])


def _instrument(head: Entry, instruments: Mapping[str, Instrument]) -> Instrument:
    """The questionnaire that is answered, in the edition that is known here."""
    said = head.text("questionnaire")
    for instrument in instruments.values():
        if said in {canonical(instrument), url_of(instrument.id)}:
            return instrument
    known = ", ".join(canonical(each) for each in instruments.values())
    place = (*head.loc, "questionnaire")
    head.findings.refuse(place, f"'{said[:100]}' is not a questionnaire asked here; it is one of {known}")


def _form(head: Entry, instrument: Instrument) -> tuple[dict[str, list[str]], dict[str, Loc]]:
    """The answers as the fields of our own forms, whose names are the link ids; and where each stands."""
    form: dict[str, list[str]] = {}
    places: dict[str, Loc] = {}
    groups = {SECTION + section.code for section in instrument.sections}
    groups |= {code for item in instrument.items for code in (item.code, item.code + LIMITS)}
    waiting = deque((entry, 1) for entry in head.entries("item"))
    while waiting:
        entry, depth = waiting.popleft()
        if depth > DEEPEST:
            entry.findings.refuse(entry.loc, f"items stand over {DEEPEST} deep")
        link = entry.text("linkId", needed=True)
        if link not in groups:
            if link in form:
                entry.findings.wrong(entry.loc, f"'{link[:60]}' is answered twice; keep one")
            form[link] = [_value(answer) for answer in entry.entries("answer")]
            places[link] = entry.loc
        elif back := _looking_back(entry):
            form[f"{link}-looking-back"] = [back]
            places[f"{link}-looking-back"] = entry.loc
        waiting += [(each, depth + 1) for each in entry.entries("item")]
    return form, places


def _value(answer: Entry) -> str:
    coding = answer.entry("valueCoding")
    if coding is not None:
        return coding.text("code", needed=True)
    values = [value for key in VALUES if (value := answer.anything(key)) is not None]
    if not values:
        answer.findings.wrong(
            answer.loc, "there is no answer in it that can be read: a code, a text or a number"
        )
        return ""
    value = values[0]
    if isinstance(value, bool):
        return "yes" if value else "no"
    return plain(float(value)) if isinstance(value, int | float) else str(value)


def _looking_back(entry: Entry) -> str:
    for each in entry.entries("extension"):
        if each.text("url") == LOOKING_BACK:
            coding = each.entry("valueCoding")
            return coding.text("code") if coding else ""
    return ""


def _read(
    instrument: Instrument, form: Mapping[str, Sequence[str]], *, complete: bool
) -> tuple[list[Rating], dict[str, tuple[str, ...]], list[FieldProblem]]:
    """The answers read as our own forms are."""
    ratings: list[Rating] = []
    facts: dict[str, tuple[str, ...]] = {}
    problems: list[FieldProblem] = []
    left = dict(form)
    for section in instrument.sections:
        codes = [item.code for item in section.items]
        own = {field: left.pop(field) for field in list(left) if field[:3] in codes and section.items}
        if section.items:
            rated, wrong = read_ratings(section, own, looks_back=True)
            ratings += rated
        else:
            own = {each.code: left.pop(each.code) for each in section.questions if each.code in left}
            answered, wrong = read_facts(section, own)
            wrong = wrong if complete else besides_blank(section, own, wrong)
            facts |= answered
        problems += wrong
    problems += [
        FieldProblem(field=field, message="this is not a question of the questionnaire") for field in left
    ]
    return ratings, facts, problems
