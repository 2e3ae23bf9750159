"""What is wrong with a catalogue: texts it lacks or no longer needs, and words that would break a page."""

import re
from collections.abc import Iterator, Sequence

from babel.messages.catalog import Catalog, Message

from frameworks.document import Problem

PLACES = re.compile(r"%\(\w+\)s|\{\w*\}|<[^>]+>")
"""What words must keep: places that are filled in, and HTML tags with the addresses in them."""


def catalogue_problems(catalogue: Catalog, said: Catalog, *, file: str) -> list[Problem]:
    """Each text without words, each that is no longer said, and each whose places or tags differ."""
    wanted = {_key(message): message for message in said if message.id}
    found = {_key(message): message for message in catalogue if message.id}
    problems = [
        *(_problem(file, message, "has no entry; bring the catalogue up to date")
          for key, message in wanted.items() if key not in found),
        *(_problem(file, message, "is no longer said; take the entry out")
          for key, message in found.items() if key not in wanted),
    ]  # fmt: skip
    for message in found.values():
        problems += [_problem(file, message, wrong) for wrong in _wrong(message, catalogue.num_plurals)]
    return problems


def _wrong(message: Message, forms: int) -> Iterator[str]:
    texts = _texts(message.string)
    expected = forms if message.pluralizable else 1
    if len([text for text in texts if text.strip()]) != expected:
        yield f"needs words in {expected} forms" if expected > 1 else "has no words"
        return
    if message.fuzzy:
        yield "is marked as fuzzy, so it would be said in English; check it and take the mark away"
    allowed = [_places(text) for text in _texts(message.id)]
    for text in texts:
        if _places(text) not in allowed:
            yield f"has other places or tags in its words: {text}"


def _places(text: str) -> list[str]:
    return sorted(PLACES.findall(text))


def _texts(value: str | Sequence[str] | None) -> list[str]:
    return [] if value is None else [value] if isinstance(value, str) else list(value)


def _key(message: Message) -> tuple[str, ...]:
    return tuple(_texts(message.id))


def _problem(file: str, message: Message, wrong: str) -> Problem:
    return Problem(file=file, line=message.lineno, place=f"“{_key(message)[0]}”", message=wrong)
