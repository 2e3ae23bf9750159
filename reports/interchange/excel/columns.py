"""A column of an authoring sheet, found from the field of the model that it fills."""

import types
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from reports.interchange.excel.words import Words, words_of

CellKind = Literal["text", "code", "codes", "lines", "number", "whole", "date", "yes-no", "choice", "choices"]
CODES = {
    "code",
    "id",
    "parent",
    "tier",
    "source_key",
    "no_more_than",
    "replaces",
    "origin",
    "target",
    "item",
    "earlier",
    "later",
    "part",
}
MANY_CODES = {"was", "transitions", "covers", "unlinked"}
"""Fields that hold one or several codes without saying so by a pattern."""


@dataclass(frozen=True)
class Column:
    """One column, or one key of a `_meta` sheet. `key` is its name in the file and in the model.

    `choices` are all it may say, where that is a closed list. `default` is what an empty cell stands for.
    """

    key: str
    kind: CellKind
    words: Words
    required: bool
    choices: tuple[str, ...] = ()
    default: str = ""

    @property
    def note(self) -> str:
        """What to write, whether it is needed, and what the choices are."""
        parts = ["Needed." if self.required else "", self.words.meaning, self._choices(), self._default()]
        return " ".join(part for part in parts if part)

    def _choices(self) -> str:
        if self.kind == "yes-no":
            return "Write yes or no."
        if not self.choices:
            return ""
        many = " with a comma between them" if self.kind == "choices" else ""
        return f"Choose from: {', '.join(self.choices)}{many}."

    def _default(self) -> str:
        return f"Empty means {self.default}." if self.default and not self.required else ""


def columns_of(model: type[BaseModel]) -> tuple[Column, ...]:
    """A column for each field that fits one cell, in the order of the model."""
    return tuple(_columns(model))


def column_of(
    model_name: str, key: str, annotation: object, *, field: FieldInfo | None = None
) -> Column | None:
    """The column for one field, or None where its value does not fit one cell."""
    kind = _kind(key, _plain(annotation), field)
    if kind is None:
        return None
    return Column(
        key=key,
        kind=kind,
        words=words_of(model_name, key),
        required=field is None or field.is_required(),
        choices=_choices(_plain(annotation)),
        default=_default(field),
    )


def children_of(model: type[BaseModel]) -> tuple[str, ...]:
    """The fields that need a sheet, or keys of their own, because they do not fit one cell."""
    return tuple(
        name
        for name, field in model.model_fields.items()
        if column_of(model.__name__, name, field.annotation, field=field) is None
    )


def _columns(model: type[BaseModel]) -> Iterator[Column]:
    for name, field in model.model_fields.items():
        column = column_of(model.__name__, name, field.annotation, field=field)
        if column is not None:
            yield column


def _kind(key: str, kind: object, field: FieldInfo | None) -> CellKind | None:
    if get_origin(kind) is Literal:
        return "choice"
    if get_origin(kind) is tuple:
        return _many(key, get_args(kind)[0])
    plain: dict[object, CellKind] = {bool: "yes-no", int: "whole", float: "number", date: "date", str: "text"}
    found = plain.get(kind)
    return "code" if found == "text" and (key in CODES or _has_pattern(field)) else found


def _many(key: str, inner: object) -> CellKind | None:
    if get_origin(inner) is Literal:
        return "choices"
    if inner is not str:
        return None
    return "codes" if key in MANY_CODES else "lines"


def _has_pattern(field: FieldInfo | None) -> bool:
    found = (
        next((str(each.pattern) for each in field.metadata if hasattr(each, "pattern")), "") if field else ""
    )
    return found.startswith("^")


def _choices(kind: object) -> tuple[str, ...]:
    if get_origin(kind) is Literal:
        return tuple(map(str, get_args(kind)))
    return _choices(get_args(kind)[0]) if get_origin(kind) is tuple else ()


def _plain(annotation: object) -> object:
    """The annotation without `None`."""
    if get_origin(annotation) in (Union, types.UnionType):
        return next(each for each in get_args(annotation) if each is not type(None))
    return annotation


def _default(field: FieldInfo | None) -> str:
    if field is None or field.is_required():
        return ""
    value = field.get_default(call_default_factory=True)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(value) if isinstance(value, tuple) and value else value if isinstance(value, str) else ""
