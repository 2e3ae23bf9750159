"""A YAML file read safely, with the line of every place in it, so an error can say where to look."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from yaml.constructor import ConstructorError
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from frameworks.model import Frozen

Loc = tuple[str | int, ...]


class Problem(Frozen):
    """One thing to put right. `file` is a file name, `place` a path such as `items[3].gist`."""

    file: str
    line: int | None
    place: str
    message: str

    def __str__(self) -> str:
        parts = (self.file, None if self.line is None else str(self.line))
        where = ":".join(part for part in parts if part)
        return ": ".join(part for part in (where, self.place, self.message) if part)


class DefinitionError(Exception):
    """A definition that cannot be used, with everything found wrong in it."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


@dataclass(frozen=True)
class Document:
    """What one file says (`data`), and the node tree that remembers its lines."""

    file: str
    data: object
    root: Node

    def line(self, loc: Loc) -> int:
        """The line, from 1, of the deepest part of `loc` the file holds; of the key where there is one."""
        node, line = self.root, self.root.start_mark.line
        for step in loc:
            found = _step(node, step)
            if found is None:
                break
            marked, node = found
            line = marked.start_mark.line
        return line + 1

    def problem(self, loc: Loc, message: str) -> Problem:
        """A problem at this place, with its line."""
        return Problem(file=self.file, line=self.line(loc), place=place(loc), message=message)


def place(loc: Loc) -> str:
    """A readable path.

    >>> place(("items", 3, "gist"))
    'items[3].gist'
    """
    parts = [f"[{step}]" if isinstance(step, int) else f".{step}" for step in loc]
    return "".join(parts).removeprefix(".")


def read_document(path: Path) -> Document:
    """The one YAML document in this file; DefinitionError if it is not plain, safe, complete YAML."""
    return _parsed(path.name, _text(path))


@lru_cache(maxsize=128)
def _parsed(file: str, text: str) -> Document:
    """Checks read the same files several times, and parsing is most of their work; nobody changes a document."""
    path, loader = Path(file), _Loader(text)
    try:
        root = loader.get_single_node()
        if root is None:
            raise _error(path, None, "the file is empty; write the definition in it")
        data = loader.construct_document(root)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        said = " ".join(part for part in (error.context, error.problem) if part)
        message = f"not valid YAML: {said}"
        raise _error(path, mark.line + 1 if mark else None, message) from error
    except RecursionError as error:
        raise _error(path, None, "nested too deeply; a definition is a few levels deep") from error
    finally:
        loader.dispose()
    return Document(file=path.name, data=data, root=root)


def _text(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise _error(path, None, f"cannot be read: {error.strerror}") from error
    if raw.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        raise _error(path, 1, "starts with a byte order mark; save the file as UTF-8 without one")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise _error(path, line, "not UTF-8 text; save the file as UTF-8") from error
    unprintable = _Loader.NON_PRINTABLE.search(text)
    if unprintable:
        line = text.count("\n", 0, unprintable.start()) + 1
        message = f"holds the unprintable character U+{ord(unprintable.group()):04X}; delete it"
        raise _error(path, line, message)
    return text


def _error(path: Path, line: int | None, message: str) -> DefinitionError:
    return DefinitionError((Problem(file=path.name, line=line, place="", message=message),))


def _step(node: Node, step: str | int) -> tuple[Node, Node] | None:
    """The node to point at and the node to go on from, or None where the path leaves the file."""
    if isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step], node.value[step]
    if isinstance(node, MappingNode):
        return next(((key, value) for key, value in node.value if key.value == str(step)), None)
    return None


class _Loader(yaml.SafeLoader):
    """Safe YAML that also refuses repeated keys, and aliases, which could unfold without end."""

    def compose_node(self, parent: Node | None, index: int) -> Node | None:
        if self.check_event(yaml.AliasEvent):
            mark = self.get_mark()
            raise ConstructorError(None, None, "aliases (*name) are not used; write the value out", mark)
        return super().compose_node(parent, index)

    def compose_mapping_node(self, anchor: dict[Any, Node]) -> MappingNode:
        node = super().compose_mapping_node(anchor)
        seen: set[str] = set()
        for key, _ in node.value:
            if isinstance(key, ScalarNode) and key.value in seen:
                message = f"the key '{key.value}' is given twice; keep one"
                raise ConstructorError(None, None, message, key.start_mark)
            seen.add(str(key.value))
        return node

    def construct_object(self, node: Node, deep: bool = False) -> object:
        try:
            return super().construct_object(node, deep)
        except ValueError as error:  # a date such as 2023-02-30 looks right to YAML but does not exist
            raise ConstructorError(None, None, f"'{node.value}': {error}", node.start_mark) from error
