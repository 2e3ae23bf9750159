"""The words of a definition and where they stand, found from what each model says a person reads."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from pydantic import BaseModel

from frameworks.model import Frozen

M = TypeVar("M", bound=BaseModel)
NAMED_BY = ("code", "id")


@dataclass(frozen=True)
class Phrase:
    """One text of a definition. `place` is a path of fields and codes, such as `sections.safety.items.N03.text`."""

    place: str
    text: str


def phrases_of(definition: BaseModel) -> tuple[Phrase, ...]:
    """Every text a person reads, in the order of the definition; a field left empty is not there."""
    return tuple(_phrases(definition, ""))


def with_words(definition: M, words: Mapping[str, str]) -> M:
    """The same definition with other words at these places; nothing else changes, and other places are left."""
    return _replaced(definition, "", words)


def _phrases(model: BaseModel, at: str) -> Iterator[Phrase]:
    for field in type(model).model_fields:
        value, place = getattr(model, field), f"{at}{field}"
        if field in _translatable(model):
            yield from (Phrase(place=where, text=text) for where, text in _texts(value, place))
        elif isinstance(value, BaseModel):
            yield from _phrases(value, f"{place}.")
        elif isinstance(value, tuple):
            yield from (said for name, each in _models(value) for said in _phrases(each, f"{place}.{name}."))


def _replaced(model: M, at: str, words: Mapping[str, str]) -> M:
    update: dict[str, object] = {}
    for field in type(model).model_fields:
        value, place = getattr(model, field), f"{at}{field}"
        if field in _translatable(model):
            update[field] = _other_texts(value, place, words)
        elif isinstance(value, BaseModel):
            update[field] = _replaced(value, f"{place}.", words)
        elif isinstance(value, tuple) and _models(value):
            update[field] = tuple(_replaced(each, f"{place}.{name}.", words) for name, each in _models(value))
    return model.model_copy(update=update)


def _translatable(model: BaseModel) -> tuple[str, ...]:
    return model.translatable if isinstance(model, Frozen) else ()


def _texts(value: object, place: str) -> Iterator[tuple[str, str]]:
    """A text, several in order (numbered from 1) or several by key, with the place of each."""
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, tuple):
        yield from ((f"{place}.{number}", text) for number, text in enumerate(value, start=1))
    elif isinstance(value, dict):
        yield from ((f"{place}.{key}", text) for key, text in value.items())


def _other_texts(value: object, place: str, words: Mapping[str, str]) -> object:
    if isinstance(value, str):
        return words.get(place, value)
    if isinstance(value, tuple):
        return tuple(words.get(where, text) for where, text in _texts(value, place))
    if isinstance(value, dict):
        return {key: words.get(f"{place}.{key}", text) for key, text in value.items()}
    return value


def _models(values: tuple[object, ...]) -> list[tuple[str, BaseModel]]:
    """The models of a list by what names each: its code or id, else its number from 1."""
    models = [each for each in values if isinstance(each, BaseModel)]
    return [(_name(each, number), each) for number, each in enumerate(models, start=1)]


def _name(model: BaseModel, number: int) -> str:
    named = (getattr(model, key, None) for key in NAMED_BY)
    return next((str(name) for name in named if name is not None), str(number))
