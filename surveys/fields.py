"""Single form fields as typed, turned into clean values. What cannot be used raises Unusable."""

import re
import unicodedata
from collections.abc import Mapping, Sequence

from frameworks.language import say
from surveys.instrument import Question
from surveys.rating import LONGEST_TEXT

Fields = Mapping[str, Sequence[str]]

TYPED_NUMBER = re.compile(r"[+-]?([0-9]{1,12}(\.[0-9]{0,6})?|\.[0-9]{1,6})")
LINE_BREAKS_AND_TABS = "\n\t"


class Unusable(Exception):
    """What was typed in one field cannot be used; the message says how to put it right."""


def one_value(form: Fields, field: str) -> str:
    """The one value of a field, trimmed; empty when absent or blank."""
    values = form.get(field, ())
    if len(values) > 1:
        raise Unusable(say("Choose or type one answer only."))
    return values[0].strip() if values else ""


def read_choice(form: Fields, field: str, options: Sequence[str]) -> str | None:
    """The chosen option code, or None when blank."""
    value = one_value(form, field)
    if value and value not in options:
        raise Unusable(say("Choose one of the answers shown."))
    return value or None


def read_choices(form: Fields, field: str, question: Question) -> tuple[str, ...]:
    """The chosen option codes in the question's order, each once."""
    chosen = {value.strip() for value in form.get(field, ())} - {""}
    if chosen - {option.code for option in question.options}:
        raise Unusable(say("Choose from the answers shown."))
    alone = [option for option in question.options if option.exclusive and option.code in chosen]
    if alone and len(chosen) > 1:
        raise Unusable(
            say(
                "Choose '{answer}' on its own, or take it away and keep the other answers.",
                answer=alone[0].label,
            )
        )
    return tuple(option.code for option in question.options if option.code in chosen)


def read_text(form: Fields, field: str, *, longest: int = LONGEST_TEXT) -> str | None:
    """Trimmed text with plain line breaks, or None when blank."""
    text = one_value(form, field).replace("\r\n", "\n").replace("\r", "\n")
    if any(_cannot_be_stored(character) for character in text):
        raise Unusable(say("This text holds a hidden character that cannot be saved. Type the words again."))
    if len(text) > longest:
        over = len(text) - longest
        raise Unusable(
            say("Use {longest} characters or fewer. Take out at least {over}.", longest=longest, over=over)
        )
    return text or None


def read_number(form: Fields, field: str, question: Question) -> str | None:
    """The number in its shortest plain form ('7.5', not '07.50'), or None when blank."""
    typed = one_value(form, field)
    if not typed:
        return None
    if not TYPED_NUMBER.fullmatch(typed):
        raise Unusable(say("Type {number}, in figures.", number=_wanted(question)))
    number = float(typed) + 0.0  # so that -0 is 0
    below = question.minimum is not None and number < question.minimum
    above = question.maximum is not None and number > question.maximum
    if below or above or (question.whole and not number.is_integer()):
        raise Unusable(say("Type {number}.", number=_wanted(question)))
    return plain(number)


def plain(number: float) -> str:
    """A number without exponent or spare zeros.

    >>> plain(7.5), plain(12.0)
    ('7.5', '12')
    """
    return f"{number:.6f}".rstrip("0").rstrip(".")


def _wanted(question: Question) -> str:
    kind = say("a whole number") if question.whole else say("a number")
    if question.minimum is None or question.maximum is None:
        return kind
    least, most = plain(question.minimum), plain(question.maximum)
    return say("{number} from {least} to {most}", number=kind, least=least, most=most)


def _cannot_be_stored(character: str) -> bool:
    """Control characters, lone surrogates and non-characters: databases or workbooks refuse them."""
    if character in LINE_BREAKS_AND_TABS:
        return False
    return unicodedata.category(character) in {"Cc", "Cs"} or ord(character) & 0xFFFE == 0xFFFE
