"""The JSON Schema of every kind of file we read or write, made from the models that read them (`ANCHORS.md` e5)."""

from typing import Any

from pydantic import BaseModel

from app.definition_kinds import KINDS
from app.published import PublishedRelease
from frameworks.loss import LossReport
from frameworks.wording import Wording
from mapping.benchmark import Benchmark
from mapping.lens import Lenses
from mapping.sector import Sectors
from surveys.errors import NotFound
from surveys.resource import ResourceList

DIALECT = "https://json-schema.org/draft/2020-12/schema"
VERSION = 1
"""Rises when a file that was good before may no longer be."""

MODELS: dict[str, type[BaseModel]] = {
    **{key: kind.model for key, kind in KINDS.items()},
    "benchmark": Benchmark,
    "lenses": Lenses,
    "loss-report": LossReport,
    "release": PublishedRelease,
    "resources": ResourceList,
    "sectors": Sectors,
    "wording": Wording,
}


def schema_of(name: str) -> dict[str, Any]:
    """The schema of one kind of file. Raises NotFound. A YAML file is read as the JSON it says."""
    model = MODELS.get(name)
    if model is None:
        raise NotFound(f"There is no schema {name}. There are: {', '.join(MODELS)}.")
    said = {"$schema": DIALECT, "$id": f"urn:preceptmap:schema:{name}:{VERSION}"}
    return said | model.model_json_schema(mode="validation")
