"""A question as the parameters NHS macros take, in pure functions."""

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import escape

from frameworks.language import say
from surveys.asking import LOOKING_BACK, PARTS
from surveys.instrument import Instrument, NeedItem, Option, Question, Section
from surveys.rating import NOT_IN_ROLE, Rating

Form = Mapping[str, Sequence[str]]
HIDE = "<span class='nhsuk-u-visually-hidden'>{}</span>"


def rating_fields(
    instrument: Instrument,
    item: NeedItem,
    typed: Form,
    problems: Mapping[str, str],
    *,
    last_time: str = "",
    looks_back: bool = False,
) -> dict[str, Any]:
    """One need item: two required-looking ratings, the support wanted, and a private note.

    `last_time` is what was answered before, to read beside it; with `looks_back` the confidence at the start
    is asked too.
    """
    return {
        "item": item,
        "last_time": last_time,
        "looking_back": _radios(
            f"{item.code}-{LOOKING_BACK}",
            item,
            say("Looking back, how confident were you when you started? (optional)"),
            [
                *_choices(instrument.confidence),
                {"divider": say("or")},
                {"value": "", "text": say("I cannot say")},
            ],
            typed,
            problems,
        )
        if looks_back
        else None,
        "importance": _radios(
            f"{item.code}-importance",
            item,
            say("How important is this in your role now?"),
            [
                *_choices(instrument.importance),
                {"divider": say("or")},
                {"value": NOT_IN_ROLE, "text": say("Not in my role")},
                _clear(),
            ],
            typed,
            problems,
        ),
        "confidence": _radios(
            f"{item.code}-confidence",
            item,
            say("How confident are you now?"),
            [*_choices(instrument.confidence), _clear()],
            typed,
            problems,
        ),
        "support": _radios(
            f"{item.code}-support",
            item,
            say("What support would help most? (optional)"),
            [
                *_choices(instrument.support),
                {"divider": say("or")},
                {"value": "", "text": say("No support needed")},
            ],
            typed,
            problems,
        ),
        "note": {
            "id": f"{item.code}-note",
            "name": f"{item.code}-note",
            "rows": 3,
            "label": {
                "html": say(
                    "Your note<span class='nhsuk-u-visually-hidden'> on {area}</span>", area=_safe(item.text)
                )
            },
            "hint": {"text": say("Only you can read this. Do not name patients or colleagues.")},
            "value": _first(typed, f"{item.code}-note"),
            "errorMessage": _error(problems, f"{item.code}-note"),
        },
        "note_open": bool(_first(typed, f"{item.code}-note")) or f"{item.code}-note" in problems,
    }


def fact_field(question: Question, typed: Form, problems: Mapping[str, str]) -> dict[str, Any]:
    """One plain question: `macro` names the component, `params` are what it takes."""
    asked = question.text if question.required else say("{question} (optional)", question=question.text)
    common: dict[str, Any] = {
        "name": question.code,
        "hint": {"text": question.hint} if question.hint else None,
        "errorMessage": _error(problems, question.code),
    }
    if question.kind in {"single", "yes-no", "multiple"}:
        chosen = set(typed.get(question.code, ()))
        items = [choice | {"checked": choice["value"] in chosen} for choice in _choices(question.options)]
        if question.kind != "multiple" and not question.required:
            items += [{"divider": say("or")}, {"value": "", "text": say("Leave this blank")}]
        legend = {"text": asked, "classes": "nhsuk-fieldset__legend--s"}
        params = common | {
            "idPrefix": question.code,
            "fieldset": {"legend": legend},
            "items": items,
        }
        return {"macro": "checkboxes" if question.kind == "multiple" else "radios", "params": params}
    label = {"text": asked, "classes": "nhsuk-label--s"}
    params = common | {"id": question.code, "label": label, "value": _first(typed, question.code)}
    if question.kind == "text":
        return {"macro": "textarea", "params": params | {"rows": 4}}
    number = {
        "inputmode": "numeric" if question.whole else "decimal",
        "classes": "nhsuk-input--width-5",
        "suffix": question.unit,
    }
    return {"macro": "input", "params": params | number}


def typed_ratings(ratings: Mapping[str, Rating]) -> dict[str, list[str]]:
    """Stored ratings as the form fields that would store them again."""
    fields: dict[str, list[str]] = {}
    for code, rating in ratings.items():
        importance = NOT_IN_ROLE if rating.not_in_role else rating.importance
        for part, value in (
            ("importance", importance),
            ("confidence", rating.confidence),
            (LOOKING_BACK, rating.looking_back),
            ("support", rating.support),
            ("note", rating.note),
        ):
            if value is not None:
                fields[f"{code}-{part}"] = [str(value)]
    return fields


def option_label(options: Sequence[Option], code: str) -> str:
    """What people read for an option's code."""
    return next((option.label for option in options if option.code == code), code)


def named_problems(section: Section, problems: Mapping[str, str]) -> dict[str, str]:
    """Problems for the summary at the top of a page, each naming what was asked."""
    asked = {question.code: question.text for question in section.questions} | {
        f"{item.code}-{part}": f"{item.text}:" for item in section.items for part in (*PARTS, LOOKING_BACK)
    }
    return {
        field: message if asked.get(field, "") in message else f"{asked[field]} {message}"
        for field, message in problems.items()
    }


def _radios(
    name: str,
    item: NeedItem,
    text: str,
    choices: Sequence[dict[str, Any]],
    typed: Form,
    problems: Mapping[str, str],
) -> dict[str, Any]:
    chosen = _first(typed, name)
    return {
        "name": name,
        "idPrefix": name,
        "small": True,
        "fieldset": {
            "legend": {
                "html": HIDE.format(f"{_safe(item.text)}: ") + _safe(text),
                "classes": "nhsuk-fieldset__legend--s",
            }
        },
        "items": [choice | {"checked": chosen != "" and choice.get("value") == chosen} for choice in choices],
        "errorMessage": _error(problems, name),
    }


def _clear() -> dict[str, Any]:
    """A choice that takes an answer back. Pages show it once something is chosen; it works without a script."""
    return {"value": "", "text": say("Clear this answer"), "attributes": {"data-clear": ""}}


def _choices(options: Sequence[Option]) -> list[dict[str, Any]]:
    return [
        {"value": option.code, "text": option.label, "hint": {"text": option.hint} if option.hint else None}
        for option in options
    ]


def _error(problems: Mapping[str, str], field: str) -> dict[str, str] | None:
    return {"text": problems[field], "visuallyHiddenText": say("Error")} if field in problems else None


def _first(typed: Form, name: str) -> str:
    values = typed.get(name, ())
    return values[0] if values else ""


def _safe(text: str) -> str:
    """Instrument texts are ours, but they may come from a file somebody edited."""
    return str(escape(text))
