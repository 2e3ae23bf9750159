"""Every definition reads back from the text it is written as."""

from pathlib import Path

import pytest
from pydantic import BaseModel

from app.definitions import load_definitions
from frameworks.definition import load_definition
from frameworks.yaml_text import content_hash, yaml_text

DEFINITIONS = load_definitions()
EVERY = [
    *DEFINITIONS.frameworks.values(),
    *DEFINITIONS.instruments.values(),
    *DEFINITIONS.crosswalks.values(),
]


@pytest.mark.parametrize("definition", EVERY, ids=lambda each: each.id)
def test_a_definition_reads_back_from_its_own_text(definition: BaseModel, tmp_path: Path) -> None:
    path = tmp_path / "definition.yaml"
    path.write_text(yaml_text(definition), encoding="utf-8")
    assert load_definition(path, type(definition)) == definition


def test_the_hash_is_of_what_is_said_and_changes_with_one_letter() -> None:
    framework = DEFINITIONS.frameworks["hcpc-principles-2023"]
    assert content_hash(framework) == content_hash(framework.model_copy())
    assert content_hash(framework) != content_hash(framework.model_copy(update={"owner": "hcpc"}))
