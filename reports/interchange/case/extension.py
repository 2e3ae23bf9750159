"""What plain CASE cannot say, carried under our own key beside each object of a 1.1 package.

The writer reads its own file as anybody would, and carries the fields for which that gives something else. A
field added to a model tomorrow comes along by itself.
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from frameworks.document import Loc
from reports.interchange.case.names import EXTENSION, READS_AS
from reports.interchange.findings import Entry, Findings

Fields = dict[str, Any]
DERIVED = {"id", "short_title", "nation", "published", "source", "sources", "aspect", "remainder", "author"}
"""Fields that a plain reading makes up from others: that those changed says nothing about these."""

NESTED = {"items", "edges"}
"""Fields whose entries are objects of their own in CASE."""

CHANGED = "the file says something else here by now, and that is kept"


def carried(real: BaseModel, plain: Mapping[str, Any]) -> dict[str, Any] | None:
    """The extension for an object that reads as `plain` without it; None where nothing is missing."""
    whole, said = as_json(real), as_json(real, exclude_defaults=True)
    kept = {
        key: value
        for key, value in whole.items()
        if key not in NESTED and (key in said or key in plain) and plain.get(key) != value
    }
    if not kept:
        return None
    also = {key: digest(plain[key]) for key in kept if key in plain and key not in DERIVED}
    return {EXTENSION: kept | ({READS_AS: also} if also else {})}


def as_json(value: BaseModel, *, exclude_defaults: bool = False) -> Fields:
    """The value as it is after a way through a JSON file."""
    dump = value.model_dump(mode="json", exclude_defaults=exclude_defaults)
    fields: Fields = json.loads(json.dumps(dump))
    return fields


def digest(value: object) -> str:
    """A short mark of a JSON value, the same for equal values."""
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:16]


def extension_of(entry: Entry) -> Fields | None:
    """Our extension of an object, or None when it has none of ours. Others' extensions are told as lost."""
    extensions = entry.anything("extensions")
    if not isinstance(extensions, Mapping):
        return None
    for key in extensions:
        if key != EXTENSION:
            entry.findings.lose(
                (*entry.loc, "extensions", str(key)), "dropped", "another tool's extension", extensions[key]
            )
    ours = extensions.get(EXTENSION)
    if ours is None:
        return None
    if not isinstance(ours, Mapping):
        entry.findings.wrong((*entry.loc, "extensions", EXTENSION), "must be an object with keys")
        return None
    return dict(ours)


def completed(plain: Fields, extension: Fields | None, *, loc: Loc, findings: Findings) -> Fields:
    """The plain reading with what the extension adds, unless the file was changed there since."""
    if extension is None:
        return plain
    reads_as = extension.get(READS_AS)
    also = reads_as if isinstance(reads_as, Mapping) else {}
    whole = dict(plain)
    for key, value in extension.items():
        if key == READS_AS:
            continue
        if key in plain and key in also and digest(plain[key]) != also[key]:
            findings.lose((*loc, "extensions", EXTENSION, key), "dropped", CHANGED, value)
        else:
            whole[key] = value
    return whole
