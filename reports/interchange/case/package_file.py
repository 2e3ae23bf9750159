"""A CASE package file opened: its JSON read with caps, and its objects at hand with their places."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from frameworks.document import DefinitionError, Problem
from reports.interchange.case.extension import Fields, extension_of
from reports.interchange.case.names import EXTENSION
from reports.interchange.findings import Entry, Findings

LARGEST = 30 * 1024 * 1024
MOST = {"CFItems": 20_000, "CFAssociations": 100_000}
NOT_A_PACKAGE = (
    "this is not a CASE package: it has no CFDocument. Save what a server gives at CFPackages/{identifier}"
)


@dataclass
class PackageFile:
    """The objects of one package; `extensions` are those of ours, by the place of their object."""

    findings: Findings
    root: Entry
    document: Entry
    items: list[Entry]
    associations: list[Entry]
    definitions: Entry
    rubrics: list[Entry]
    _lists: dict[str, list[Entry]] = field(default_factory=dict)

    def listed(self, name: str) -> list[Entry]:
        """The entries of one list of CFDefinitions."""
        if name not in self._lists:
            self._lists[name] = self.definitions.entries(name)
        return self._lists[name]

    @cached_property
    def extension(self) -> Fields | None:
        """Our extension of the document; a file of version 1.1 that we wrote has one."""
        return extension_of(self.document)


def open_package(content: bytes, file: str) -> PackageFile:
    """The package in this file. Raises DefinitionError for what is no JSON, no package, or too large."""
    return package_of(_json(content, file), file)


def package_of(data: object, file: str) -> PackageFile:
    """The package that this JSON value is, alone or inside `CFPackage`."""
    findings = Findings(file)
    if isinstance(data, Mapping) and isinstance(data.get("CFPackage"), Mapping):
        data = data["CFPackage"]
    if not isinstance(data, Mapping) or not isinstance(data.get("CFDocument"), Mapping):
        findings.refuse((), NOT_A_PACKAGE)
    for name, most in MOST.items():
        held = data.get(name)
        if isinstance(held, list) and len(held) > most:
            findings.wrong(
                (name,), f"holds {len(held):,}; the most that is read is {most:,}. Split the package"
            )
    findings.stop_if_wrong()
    root = Entry(data, (), findings)
    document = root.entry("CFDocument")
    assert document is not None
    return PackageFile(
        findings=findings,
        root=root,
        document=document,
        items=root.entries("CFItems"),
        associations=root.entries("CFAssociations"),
        definitions=root.entry("CFDefinitions") or Entry({}, ("CFDefinitions",), findings),
        rubrics=root.entries("CFRubrics"),
    )


def is_ours(package: PackageFile) -> bool:
    """Whether this file carries what we could not say in plain CASE."""
    extensions = package.document.data.get("extensions")
    return isinstance(extensions, Mapping) and EXTENSION in extensions


def _json(content: bytes, file: str) -> object:
    if len(content) > LARGEST:
        raise _refused(file, None, f"is larger than {LARGEST // 1024 // 1024} MB; split the package")
    try:
        return json.loads(content.decode("utf-8-sig"), object_pairs_hook=_once, parse_constant=_finite)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise _refused(file, line, "not UTF-8 text; save the file as UTF-8") from error
    except json.JSONDecodeError as error:
        raise _refused(file, error.lineno, f"not valid JSON: {error.msg}") from error
    except RecursionError as error:
        raise _refused(file, None, "nested too deeply; a CASE package is a few levels deep") from error
    except ValueError as error:
        raise _refused(file, None, f"not usable JSON: {error}") from error


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise ValueError(f"the key '{twice}' is given twice in one object; keep one")
    return found


def _finite(constant: str) -> float:
    raise ValueError(f"{constant} is no number in JSON; write a number or leave the field out")


def _refused(file: str, line: int | None, message: str) -> DefinitionError:
    return DefinitionError((Problem(file=file, line=line, place="", message=message),))
