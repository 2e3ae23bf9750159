"""Months in post as the band a person would choose, read from the bands' own codes."""

import re

from surveys.instrument import Question

UNDER, OVER, BETWEEN = re.compile(r"under-(\d+)"), re.compile(r"over-(\d+)"), re.compile(r"(\d+)-to-(\d+)")


def stage_of(question: Question, months: int) -> str:
    """The code of the option that holds this many whole months. Raises LookupError when none does.

    Codes say their limits: `under-3`, `3-to-5`, `over-24`.
    """
    for option in question.options:
        if _holds(option.code, months):
            return option.code
    raise LookupError(f"The question {question.code} has no answer for {months} months.")


def _holds(code: str, months: int) -> bool:
    if found := UNDER.fullmatch(code):
        return months < int(found[1])
    if found := OVER.fullmatch(code):
        return months > int(found[1])
    found = BETWEEN.fullmatch(code)
    return found is not None and int(found[1]) <= months <= int(found[2])
