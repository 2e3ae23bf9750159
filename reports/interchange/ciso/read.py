"""A CISO Assistant library as frameworks and crosswalks: ours as it was, anybody's as far as it goes."""

from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from frameworks.document import Loc
from frameworks.loss import LossReport
from frameworks.model import Framework
from mapping.crosswalk import Crosswalk
from reports.interchange.ciso.head import read_head
from reports.interchange.ciso.library_file import open_library
from reports.interchange.ciso.mappings import read_mappings
from reports.interchange.ciso.names import Known
from reports.interchange.ciso.requirements import read_framework
from reports.interchange.findings import Entry, Findings

M = TypeVar("M", bound=BaseModel)
NO_FIELD = "there is no such field here"
OTHER_OBJECT = "only frameworks and mappings are read"


@dataclass(frozen=True)
class ReadLibrary:
    """What a library holds, and what of it could not be kept."""

    frameworks: tuple[Framework, ...]
    crosswalks: tuple[Crosswalk, ...]
    loss: LossReport


def read_library(content: bytes, file: str, *, known: Known | None = None) -> ReadLibrary:
    """The frameworks and crosswalks in this file; `known` are the codes of frameworks that mappings may name.

    Raises DefinitionError whose problems name line and place, and for a library that holds neither.
    """
    library = open_library(content, file)
    findings = library.findings
    head = read_head(library)
    objects = library.entry("objects")
    assert objects is not None
    found = [read_framework(entry, head) for entry in _several(objects, "framework", "frameworks")]
    frameworks = tuple(_checked(Framework, each.fields, each.places, "items", findings) for each in found)
    codes = {each.fields["id"]: each.codes for each in found}
    sets = _several(objects, "requirement_mapping_sets", "requirement_mapping_set")
    crosswalks = tuple(
        _checked(Crosswalk, fields, places, "edges", findings)
        for fields, places in read_mappings(sets, head, {**(known or {}), **codes})
    )
    others = dict(objects.left())
    if not frameworks and not crosswalks:
        findings.stop_if_wrong()
        holds = ", ".join(others) or "nothing"
        findings.refuse(
            ("objects",), f"holds no framework and no mapping set, which are all that is read: {holds}"
        )
    for key, value in others.items():
        size = f"{len(value)} of them" if isinstance(value, list) else None
        findings.lose(("objects", key), "dropped", OTHER_OBJECT, size)
    _leftovers(library)
    findings.stop_if_wrong()
    subject = frameworks[0].id if frameworks else crosswalks[0].id
    report = LossReport(format="ciso", direction="import", subject=subject, lost=tuple(findings.lost))
    return ReadLibrary(frameworks, crosswalks, report)


def _several(objects: Entry, *keys: str) -> list[Entry]:
    """The objects at these keys, whether one or a list."""
    found: list[Entry] = []
    for key in keys:
        if isinstance(objects.data.get(key), list):
            found += objects.entries(key)
        else:
            one = objects.entry(key)
            found += [one] if one else []
    return found


def _leftovers(library: Entry) -> None:
    library.skip("ref_id", "packager")
    for key, value in library.left():
        said = ", ".join(map(str, value)) if isinstance(value, list) else value
        library.findings.lose((key,), "dropped", NO_FIELD, None if isinstance(value, dict) else said)


def _checked(model: type[M], fields: dict[str, Any], places: list[Loc], name: str, findings: Findings) -> M:
    """The value, or DefinitionError at the entry of the file that is wrong; `places` starts with the whole's."""
    findings.stop_if_wrong()
    try:
        return model.model_validate(fields)
    except ValidationError as error:
        for each in error.errors():
            loc = each["loc"]
            inside = len(loc) > 1 and loc[0] == name and isinstance(loc[1], int)
            place = (*places[int(loc[1]) + 1], *loc[2:]) if inside else (*places[0], *loc)
            findings.wrong(place, f"{each['msg']}; the file gives {str(each['input'])[:60]!r}")
        findings.stop_if_wrong()
        raise
