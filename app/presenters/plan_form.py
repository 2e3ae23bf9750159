"""The forms of a learning plan as the parameters NHS macros take, and two versions of one compared."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from app.definitions import Definitions
from app.presenters.clash import ClashRow
from app.presenters.plan_needs import support_options
from app.presenters.questions import option_label
from surveys.instrument import Option
from surveys.plan_choices import CPD, KINDS, LONGEST, STATES
from surveys.plan_forms import DATE_PARTS
from surveys.tables import PlanAction, PlanMeeting

Form = Mapping[str, Sequence[str]]
READERS = "You and anyone you share your plan with can read this. Do not name patients or colleagues."
ACTION_NAMES = {
    "aim": "What you want to be able to do",
    "support": "Support that would help",
    "who": "Who will help",
    "due": "By when",
    "cpd": "Kind of learning",
    "state": "How far it is",
    "evidence": "What will show it",
    "reflection": "Reflection",
}
MEETING_NAMES = {
    "kind": "Which meeting",
    "held": "Date",
    "notes": "What you talked about",
    "agreed": "What you agreed",
}


def action_form(
    typed: Form, problems: Mapping[str, str], *, definitions: Definitions, with_state: bool
) -> list[dict[str, Any]]:
    """The fields of an action in the order they are asked: `macro` names the component, `params` what it takes."""
    fields = [
        _long("aim", ACTION_NAMES["aim"], typed, problems, rows=3, hint=READERS),
        _choice(
            "support", f"{ACTION_NAMES['support']} (optional)", support_options(definitions), typed, problems
        ),
        {
            "macro": "input",
            "params": {
                "id": "who",
                "name": "who",
                "label": {"text": f"{ACTION_NAMES['who']} (optional)", "classes": "nhsuk-label--s"},
                "hint": {
                    "text": f"A role is enough, such as your preceptor. Use {LONGEST['who']} characters or fewer."
                },
                "value": _first(typed, "who"),
                "errorMessage": _error(problems, "who"),
            },
        },
        _date("due", f"{ACTION_NAMES['due']} (optional)", "For example, 31 3 2027.", typed, problems),
        _choice("cpd", f"{ACTION_NAMES['cpd']} (optional)", CPD, typed, problems),
        _long("evidence", f"{ACTION_NAMES['evidence']} (optional)", typed, problems, rows=3, hint=READERS),
    ]
    if with_state:
        fields.append(_choice("state", ACTION_NAMES["state"], STATES, typed, problems, blank=False))
        fields.append(
            _long(
                "reflection",
                f"{ACTION_NAMES['reflection']} (optional)",
                typed,
                problems,
                rows=6,
                hint=f"What happened, what you learnt, and what you will do next. {READERS}",
            )
        )
    return fields


def meeting_form(typed: Form, problems: Mapping[str, str]) -> list[dict[str, Any]]:
    """The fields of a meeting's record."""
    return [
        _choice("kind", MEETING_NAMES["kind"], KINDS, typed, problems, blank=False),
        _date(
            "held",
            "When did you meet?",
            "A day still to come is fine. For example, 5 10 2026.",
            typed,
            problems,
        ),
        _long("notes", f"{MEETING_NAMES['notes']} (optional)", typed, problems, rows=6, hint=READERS),
        _long("agreed", f"{MEETING_NAMES['agreed']} (optional)", typed, problems, rows=4, hint=READERS),
    ]


def summary_names(names: Mapping[str, str]) -> dict[str, str]:
    """What the error summary calls each field, the boxes of a date included."""
    found: dict[str, str] = {}
    for field, name in names.items():
        boxes = [f"{field}-{part}" for part in DATE_PARTS] if field in {"due", "held"} else [field]
        found |= dict.fromkeys(boxes, name)
    return found


def typed_action(action: PlanAction) -> dict[str, list[str]]:
    """A stored action as the form fields that would store it again."""
    plain = {name: getattr(action, name) for name in ACTION_NAMES if name != "due"}
    return {name: [value] for name, value in plain.items() if value} | typed_date("due", action.due)


def typed_meeting(meeting: PlanMeeting) -> dict[str, list[str]]:
    """A stored meeting as the form fields that would store it again."""
    plain = {name: getattr(meeting, name) for name in ("kind", "notes", "agreed")}
    return {name: [value] for name, value in plain.items() if value} | typed_date("held", meeting.held_on)


def typed_date(name: str, day: date | None) -> dict[str, list[str]]:
    """A date as its three boxes."""
    return {f"{name}-{part}": [str(getattr(day, part))] for part in DATE_PARTS} if day else {}


def clash_rows(
    names: Mapping[str, str], stored: Form, typed: Form, options: Mapping[str, Sequence[Option]]
) -> list[ClashRow]:
    """What is saved and what was typed, field by field, in words."""
    return [
        ClashRow(name, _field_words(field, stored, options), _field_words(field, typed, options))
        for field, name in names.items()
    ]


def action_options(definitions: Definitions) -> dict[str, Sequence[Option]]:
    """What can be chosen in each field of an action."""
    return {"support": support_options(definitions), "cpd": CPD, "state": STATES}


def _field_words(field: str, form: Form, options: Mapping[str, Sequence[Option]]) -> str:
    if field in {"due", "held"}:
        return " ".join(_first(form, f"{field}-{part}") for part in DATE_PARTS).strip() or "Blank"
    return option_label(options.get(field, ()), _first(form, field)) or "Blank"


def _long(
    name: str, label: str, typed: Form, problems: Mapping[str, str], *, rows: int, hint: str
) -> dict[str, Any]:
    params = {
        "id": name,
        "name": name,
        "label": {"text": label, "classes": "nhsuk-label--s"},
        "hint": {"text": hint},
        "maxlength": LONGEST[name],
        "rows": rows,
        "value": _first(typed, name),
        "errorMessage": _error(problems, name),
    }
    return {"macro": "characterCount", "params": params}


def _choice(
    name: str,
    legend: str,
    options: Sequence[Option],
    typed: Form,
    problems: Mapping[str, str],
    *,
    blank: bool = True,
) -> dict[str, Any]:
    chosen = _first(typed, name)
    items: list[dict[str, Any]] = [
        {
            "value": option.code,
            "text": option.label,
            "hint": {"text": option.hint} if option.hint else None,
            "checked": option.code == chosen,
        }
        for option in options
    ]
    if blank:
        items += [{"divider": "or"}, {"value": "", "text": "Leave this blank", "checked": False}]
    params = {
        "name": name,
        "idPrefix": name,
        "fieldset": {"legend": {"text": legend, "classes": "nhsuk-fieldset__legend--s"}},
        "items": items,
        "errorMessage": _error(problems, name),
    }
    return {"macro": "radios", "params": params}


def _date(name: str, legend: str, hint: str, typed: Form, problems: Mapping[str, str]) -> dict[str, Any]:
    wrong = next((f"{name}-{part}" for part in DATE_PARTS if f"{name}-{part}" in problems), None)
    items = [
        {
            "id": f"{name}-{part}",
            "name": f"{name}-{part}",
            "label": part.capitalize(),
            "value": _first(typed, f"{name}-{part}"),
            "width": 4 if part == "year" else 2,
            "classes": "nhsuk-input--error" if wrong == f"{name}-{part}" else "",
        }
        for part in DATE_PARTS
    ]
    params = {
        "id": name,
        "fieldset": {"legend": {"text": legend, "classes": "nhsuk-fieldset__legend--s"}},
        "hint": {"text": hint},
        "items": items,
        "errorMessage": {"text": problems[wrong]} if wrong else None,
    }
    return {"macro": "dateInput", "params": params}


def _error(problems: Mapping[str, str], field: str) -> dict[str, str] | None:
    return {"text": problems[field]} if field in problems else None


def _first(form: Form, name: str) -> str:
    values = form.get(name, ())
    return values[0] if values else ""
