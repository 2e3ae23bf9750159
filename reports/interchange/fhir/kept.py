"""What FHIR has no words for, in an extension of the Questionnaire for every place. Other tools pass over it."""

import json
from collections.abc import Sequence
from typing import Any

from reports.interchange.fhir.names import KEPT, Json, extension
from reports.interchange.findings import Entry
from reports.interchange.unsaid import Unsaid

VALUES = {"place": "valueString", "reads-as": "valueString", "value": "valueString"}


def kept_extensions(kept: Sequence[Unsaid]) -> list[Json]:
    """One extension for every place, each with its place, a digest of what reading alone gives, and the value."""
    return [
        {
            "url": KEPT,
            "extension": [
                extension("place", valueString=each.place),
                *([extension("reads-as", valueString=each.reads_as)] if each.reads_as else []),
                extension("value", valueString=json.dumps(each.value)),
            ],
        }
        for each in kept
    ]


def read_kept(extensions: Sequence[Entry]) -> list[Unsaid]:
    """What these extensions keep; those of others are passed over. Tells the findings what is broken."""
    return [_read(each) for each in extensions if each.text("url") == KEPT]


def _read(entry: Entry) -> Unsaid:
    said = {part.text("url"): part.anything("valueString") for part in entry.entries("extension")}
    value: Any = None
    try:
        value = json.loads(str(said.get("value")))
    except (ValueError, RecursionError):
        entry.findings.wrong(entry.loc, "this is not as it was written; write the file again, or delete it")
    return Unsaid(str(said.get("place", "")), str(said.get("reads-as", "")), value)
