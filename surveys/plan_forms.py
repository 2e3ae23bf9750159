"""What was typed about an action or a meeting, turned into clean values or named problems."""

from collections.abc import Callable, Sequence
from datetime import date

from frameworks.model import Frozen
from surveys.fields import Fields, Unusable, one_value, read_choice, read_text
from surveys.instrument import Option
from surveys.plan_choices import CPD, EARLIEST_YEAR, KINDS, LATEST_YEAR, LONGEST, PLANNED, STATES

ACTION_FIELDS = (
    "aim",
    "support",
    "who",
    "due-day",
    "due-month",
    "due-year",
    "cpd",
    "state",
    "evidence",
    "reflection",
)
MEETING_FIELDS = ("kind", "held-day", "held-month", "held-year", "notes", "agreed")
DATE_PARTS = ("day", "month", "year")
STRANGER = "This form does not have this field. Open the page again and use the form on it."


class ActionWords(Frozen):
    """An action as its owner words it."""

    aim: str
    support: str | None = None
    who: str = ""
    due: date | None = None
    evidence: str = ""
    reflection: str = ""
    cpd: str | None = None
    state: str = PLANNED


class MeetingWords(Frozen):
    """A meeting as its preceptee records it."""

    kind: str
    held_on: date
    notes: str = ""
    agreed: str = ""


def read_action(form: Fields, *, support: Sequence[Option]) -> tuple[ActionWords | None, dict[str, str]]:
    """The action, or None with what is wrong by field. `support` are the kinds its owner can choose from."""
    found = _Reading(form, ACTION_FIELDS)
    aim = found.text("aim")
    if not aim and "aim" not in found.problems:
        found.problems["aim"] = "Type an aim, such as to work a night shift on your own."
    values = {
        "support": found.choice("support", support),
        "who": found.text("who"),
        "due": found.date("due", "by when"),
        "cpd": found.choice("cpd", CPD),
        "state": found.choice("state", STATES) or PLANNED,
        "evidence": found.text("evidence"),
        "reflection": found.text("reflection"),
    }
    if found.problems:
        return None, found.problems
    return ActionWords.model_validate({"aim": aim} | values), {}


def read_meeting(form: Fields) -> tuple[MeetingWords | None, dict[str, str]]:
    """The meeting, or None with what is wrong by field."""
    found = _Reading(form, MEETING_FIELDS)
    kind, held_on = found.choice("kind", KINDS), found.date("held", "when you met")
    if not kind and "kind" not in found.problems:
        found.problems["kind"] = "Choose which meeting this is."
    if not held_on and not any(f"held-{part}" in found.problems for part in DATE_PARTS):
        found.problems["held-day"] = "Type the date you met, or plan to meet."
    values = {"kind": kind, "held_on": held_on, "notes": found.text("notes"), "agreed": found.text("agreed")}
    if found.problems:
        return None, found.problems
    return MeetingWords.model_validate(values), {}


def read_date(form: Fields, name: str, what: str) -> tuple[date | None, dict[str, str]]:
    """The date typed in three boxes, None when all are blank; or the first box that is wrong and why.

    >>> read_date({"due-day": ["31"], "due-month": ["2"], "due-year": ["2027"]}, "due", "by when")
    (None, {'due-day': 'There is no such date. Check the day and the month.'})
    """
    try:
        typed = {part: one_value(form, f"{name}-{part}") for part in DATE_PARTS}
    except Unusable as error:
        return None, {f"{name}-day": str(error)}
    if not any(typed.values()):
        return None, {}
    for part, limit in (("day", (1, 31)), ("month", (1, 12)), ("year", (EARLIEST_YEAR, LATEST_YEAR))):
        problem = _part_problem(typed[part], part, limit, what)
        if problem:
            return None, {f"{name}-{part}": problem}
    day, month, year = (int(typed[part]) for part in DATE_PARTS)
    try:
        return date(year, month, day), {}
    except ValueError:
        return None, {f"{name}-day": "There is no such date. Check the day and the month."}


def _part_problem(typed: str, part: str, limit: tuple[int, int], what: str) -> str:
    if not typed:
        return f"Add the {part} to say {what}, or leave day, month and year blank."
    if typed.isascii() and typed.isdigit() and len(typed) <= 4 and limit[0] <= int(typed) <= limit[1]:
        return ""
    return f"Type the {part} as a number from {limit[0]} to {limit[1]}."


class _Reading:
    """Fields read one by one, with everything that is wrong kept by field."""

    def __init__(self, form: Fields, known: Sequence[str]) -> None:
        self.form = form
        self.problems = {name: STRANGER for name in form if name not in known}

    def text(self, name: str) -> str:
        """A text no longer than its limit, empty when blank."""
        return self._read(name, lambda: read_text(self.form, name, longest=LONGEST[name])) or ""

    def choice(self, name: str, options: Sequence[Option]) -> str | None:
        """The code of the chosen option."""
        return self._read(name, lambda: read_choice(self.form, name, [option.code for option in options]))

    def date(self, name: str, what: str) -> date | None:
        """A date typed in three boxes."""
        found, problems = read_date(self.form, name, what)
        self.problems |= problems
        return found

    def _read(self, name: str, read: Callable[[], str | None]) -> str | None:
        try:
            return read()
        except Unusable as error:
            self.problems[name] = str(error)
            return None
