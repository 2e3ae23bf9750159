"""A CISO Assistant library opened: safe YAML with caps, read fast, every place in it with its line."""

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from frameworks.document import DefinitionError, Document, Problem
from reports.interchange.findings import Entry, Findings

LARGEST = 10 * 1024 * 1024
MOST_NODES = 2_000_000
DEEPEST = 100
"""Levels of lists and mappings inside each other. The fast reader runs out of stack, and ends the whole service
with it, some thousands of levels down; its events do not."""
Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
NOT_A_LIBRARY = "this is not a CISO Assistant library: it has no 'objects'. Choose a library's YAML file"


def open_library(content: bytes, file: str) -> Entry:
    """The library in this file. Raises DefinitionError for what is no plain YAML, no library, or too large."""
    document = _document(content, file)
    findings = Findings(file, line=document.line)
    if not isinstance(document.data, dict) or not isinstance(document.data.get("objects"), dict):
        findings.refuse((), NOT_A_LIBRARY)
    return Entry(document.data, (), findings)


def _document(content: bytes, file: str) -> Document:
    if len(content) > LARGEST:
        raise _refused(file, None, f"is larger than {LARGEST // 1024 // 1024} MB; split the library")
    text = _text(content, file)
    loader = Loader(text)
    try:
        _check_depth(text, file)
        root = loader.get_single_node()
        if root is None:
            raise _refused(file, None, "the file is empty; choose a library's YAML file")
        _check(root, file)
        return Document(file=file, data=loader.construct_document(root), root=root)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        said = " ".join(part for part in (error.context, error.problem) if part)
        raise _refused(file, mark.line + 1 if mark else None, f"not valid YAML: {said}") from error
    except yaml.YAMLError as error:
        raise _refused(file, None, f"not valid YAML: {error}") from error
    except RecursionError as error:
        raise _refused(file, None, "nested too deeply; a library is a few levels deep") from error
    except ValueError as error:
        raise _refused(file, None, f"holds a value that cannot be used: {error}") from error
    finally:
        loader.dispose()


def _check_depth(text: str, file: str) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=Loader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > DEEPEST:
            line = event.start_mark.line + 1 if event.start_mark else None
            raise _refused(file, line, f"goes over {DEEPEST} levels deep; a library is a few levels deep")


def _check(root: Node, file: str) -> None:
    """Refuse aliases, which could unfold without end, repeated keys, and more values than any library has."""
    seen: set[int] = set()
    waiting = [root]
    while waiting:
        node = waiting.pop()
        line = node.start_mark.line + 1
        if id(node) in seen:
            raise _refused(file, line, "this value is used again by an alias (*name); write it out there")
        seen.add(id(node))
        if len(seen) > MOST_NODES:
            raise _refused(file, line, f"holds more than {MOST_NODES:,} values; split the library")
        if isinstance(node, MappingNode):
            keys = [key.value for key, _ in node.value if isinstance(key, ScalarNode)]
            if len(keys) != len(set(keys)):
                twice = next(key for key in keys if keys.count(key) > 1)
                raise _refused(file, line, f"the key '{twice}' is given twice here; keep one")
            waiting += [value for _, value in node.value]
        elif isinstance(node, SequenceNode):
            waiting += node.value


def _text(content: bytes, file: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise _refused(file, line, "not UTF-8 text; save the file as UTF-8") from error


def _refused(file: str, line: int | None, message: str) -> DefinitionError:
    return DefinitionError((Problem(file=file, line=line, place="", message=message),))
