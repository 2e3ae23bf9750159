"""Definitions found by id, and our own YAML files of them written and read."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from app.definition_kinds import KINDS, Kind, id_of
from app.definitions import Definitions
from frameworks.definition import DefinitionError, Problem, load_definition, read_document
from frameworks.model import Frozen
from frameworks.yaml_text import yaml_text
from surveys.errors import NotFound

DEFINITION = "definition.yaml"


def every_definition(definitions: Definitions) -> Iterator[Frozen]:
    """Each definition that can be taken away, kind by kind; an overlay as it was written, not as what it leads to."""
    yield from (each for each in definitions.frameworks.values() if each.overlay is None)
    yield from definitions.overlays.values()
    yield from definitions.instruments.values()
    yield from definitions.changes.classed.values()
    yield from definitions.crosswalks.values()


def find_definition(definitions: Definitions, id: str) -> Frozen:
    """The definition with this id. Raises NotFound."""
    for each in every_definition(definitions):
        if id_of(each) == id:
            return each
    raise NotFound(f"There is no definition {id}.")


def write_yaml(definitions: Definitions, id: str) -> bytes:
    """One definition as our own file. Raises NotFound."""
    return yaml_text(find_definition(definitions, id)).encode()


def read_yaml(content: bytes, name: str) -> tuple[Frozen, str]:
    """The definition in our own file, with its id; which kind it is shows in its keys."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / (Path(name).name or DEFINITION)
        path.write_bytes(content)
        keys = read_document(path).data
        kind = _kind_of(set(keys)) if isinstance(keys, dict) else None
        if kind is None:
            kinds = ", ".join(
                f"{each.title.lower()} ({', '.join(_required(each))})" for each in KINDS.values()
            )
            message = f"is none of the definitions there are; each has keys of its own: {kinds}"
            raise DefinitionError((Problem(file=path.name, line=1, place="", message=message),))
        found = load_definition(path, kind.model)
    return found, id_of(found)


def _kind_of(keys: set[str]) -> Kind | None:
    """The kind that most of these keys belong to, among those that need at least two of them."""
    fits = {kind.key: len(keys & set(_required(kind))) / len(_required(kind)) for kind in KINDS.values()}
    best = max(fits, key=lambda key: fits[key])
    return KINDS[best] if fits[best] >= 0.5 else None


def _required(kind: Kind) -> list[str]:
    return [name for name, field in kind.model.model_fields.items() if field.is_required()]
