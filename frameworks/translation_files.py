"""The translations that ship: one YAML file a definition and language, read at the start and checked."""

from collections.abc import Mapping
from pathlib import Path

from pydantic import BaseModel

from frameworks.definition import DefinitionError, Problem, check_folder, read_document
from frameworks.translation import Translation
from frameworks.translation_rules import promise_problems, translation_problems

TRANSLATIONS = Path(__file__).parent / "translations"
Found = dict[tuple[str, str], Translation]


def load_translations(definitions: Mapping[str, BaseModel], folder: Path = TRANSLATIONS) -> Found:
    """Every translation of these definitions, by definition and language. Raises DefinitionError."""
    found, problems = _read(definitions, folder)
    if problems:
        raise DefinitionError(tuple(problems))
    return found


def check_translations(definitions: Mapping[str, BaseModel], folder: Path = TRANSLATIONS) -> list[Problem]:
    """Everything wrong in the folder, and each text missing or old in a language that is promised."""
    return _read(definitions, folder)[1]


def _read(definitions: Mapping[str, BaseModel], folder: Path) -> tuple[Found, list[Problem]]:
    files, problems = check_folder(
        folder, Translation, rule=lambda each: translation_problems(each, definitions)
    )
    found: Found = {(each.of, each.language): each for each in files.values()}
    whole = not problems  # what a refused file holds is not also reported as missing
    return found, problems if not whole else [
        _placed(each, folder) for each in promise_problems(definitions, found)
    ]


def _placed(problem: Problem, folder: Path) -> Problem:
    """The problem with the line of its entry, where the file has one."""
    path = folder / problem.file
    if not path.is_file():
        return problem
    document = read_document(path)
    data = document.data if isinstance(document.data, dict) else {}
    numbers = [n for n, each in enumerate(data.get("entries", ())) if each.get("place") == problem.place]
    loc = ("entries", numbers[0], "text") if numbers else ("entries",)
    return problem.model_copy(update={"line": document.line(loc)})
