"""Definitions (frameworks, instruments, crosswalks) loaded from YAML, with every error placed in its file."""

from collections.abc import Callable, Iterable
from difflib import get_close_matches
from pathlib import Path
from typing import TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from frameworks.document import DefinitionError, Document, Loc, Problem, read_document

__all__ = [
    "DefinitionError",
    "Document",
    "Loc",
    "Problem",
    "check_folder",
    "load_definition",
    "read_document",
]

M = TypeVar("M", bound=BaseModel)


def load_definition(path: Path, model: type[M]) -> M:
    """The definition in this file; DefinitionError carries every problem with its line."""
    return _validated(read_document(path), model)


def check_folder(
    folder: Path, model: type[M], *, rule: Callable[[M], Iterable[tuple[Loc, str]]] | None = None
) -> tuple[dict[str, M], list[Problem]]:
    """Every good `<id>.yaml` in the folder, by id in file-name order, and every problem found.

    `rule` may look at a well-shaped definition and yield (place, message) for what else is wrong; such a
    definition is left out of the result.
    """
    if not folder.is_dir():
        return {}, [Problem(file=folder.name, line=None, place="", message="there is no such folder")]
    found: dict[str, M] = {}
    problems: list[Problem] = []
    for path in sorted([*folder.glob("*.yaml"), *folder.glob("*.yml")]):
        try:
            document = read_document(path)
            definition = _validated(document, model)
        except DefinitionError as error:
            problems.extend(error.problems)
            continue
        name = str(dict(definition)["id"])
        wrong = _name_problems(document, path, name)
        wrong += [document.problem(loc, message) for loc, message in rule(definition)] if rule else []
        problems.extend(wrong)
        if not wrong:
            found[name] = definition
    return found, problems


def _name_problems(document: Document, path: Path, name: str) -> list[Problem]:
    """A file is named after its id, which also keeps ids unique in a folder."""
    if path.name == f"{name}.yaml":
        return []
    return [document.problem(("id",), f"the id is '{name}', so the file must be named '{name}.yaml'")]


def _validated(document: Document, model: type[M]) -> M:
    if not isinstance(document.data, dict):
        raise DefinitionError((document.problem((), "must be a list of 'key: value' lines"),))
    try:
        return model.model_validate(document.data)
    except ValidationError as error:
        problems = [_placed(document, model, details) for details in error.errors()]
        raise DefinitionError(tuple(problems)) from error


def _placed(document: Document, model: type[BaseModel], details: ErrorDetails) -> Problem:
    return document.problem(details["loc"], _message(model, details))


def _message(model: type[BaseModel], details: ErrorDetails) -> str:
    """What is wrong and how to put it right."""
    kind, loc, given = details["type"], details["loc"], details["input"]
    if kind == "extra_forbidden":
        return _unknown_key(str(loc[-1]), list(_model_at(model, loc[:-1]).model_fields))
    if kind == "missing":
        return f"missing '{loc[-1]}'; add it"
    if kind == "string_type":
        return f"must be text, not {given!r}; write it in quotes, or fill it in"
    return f"{details['msg']}; the file says {_short(given)}"


def _unknown_key(key: str, known: list[str]) -> str:
    close = get_close_matches(key, known, n=1)
    hint = f"did you mean '{close[0]}'? " if close else ""
    return f"unknown key '{key}': {hint}known keys are {', '.join(known)}"


def _short(given: object) -> str:
    text = repr(given)
    return text if len(text) <= 60 else text[:57] + "..."


def _model_at(model: type[BaseModel], loc: Loc) -> type[BaseModel]:
    """The model that describes the mapping at this place."""
    for step in loc:
        field = model.model_fields.get(str(step))
        model = (_inner_model(field.annotation) if field else None) or model
    return model


def _inner_model(annotation: object) -> type[BaseModel] | None:
    """The model inside an annotation such as `tuple[Item, ...]` or `Tier | None`."""
    if isinstance(annotation, type) and not get_args(annotation) and issubclass(annotation, BaseModel):
        return annotation
    return next((inner for part in get_args(annotation) if (inner := _inner_model(part))), None)
