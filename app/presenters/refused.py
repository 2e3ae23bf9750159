"""A form that was refused, shown again: problems named and in the order of the page, and its own revision."""

from collections.abc import Mapping, Sequence

from app.web import Form
from surveys.instrument import Question


def summary_of(problems: Mapping[str, str], names: Mapping[str, str]) -> dict[str, str]:
    """The error summary's lines by field: in the order of `names`, each saying which question it is about.

    >>> summary_of({"b": "Type 3 or fewer.", "a": "Choose an answer."}, {"a": "Who is it?", "b": "Month 1"})
    {'a': 'Who is it? Choose an answer.', 'b': 'Month 1: type 3 or fewer.'}
    """
    known = [field for field in names if field in problems]
    others = [field for field in problems if field not in names]
    return {field: _named(problems[field], names.get(field, "")) for field in [*known, *others]}


def question_names(questions: Sequence[Question]) -> dict[str, str]:
    """What people read for each question's field."""
    return {question.code: question.text for question in questions}


def kept_revision(form: Form, saved: int) -> int:
    """The revision a refused form was made from, so that what others saved since still shows as a clash.

    A form that says none gets what is saved.
    """
    typed = next(iter(form.get("revision", ())), "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= 9 else saved


def _named(message: str, name: str) -> str:
    if not name or name in message:
        return message
    return f"{name} {message}" if name.endswith("?") else f"{name}: {message[0].lower()}{message[1:]}"
