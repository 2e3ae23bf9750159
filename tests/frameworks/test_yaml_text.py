"""Every definition reads back from the text it is written as."""

from datetime import date
from pathlib import Path

import pytest
from pydantic import BaseModel

from app.definitions import load_definitions
from frameworks.definition import load_definition
from frameworks.model import Framework, Item, Source
from frameworks.yaml_text import content_hash, yaml_text

DEFINITIONS = load_definitions()
EVERY = [
    *DEFINITIONS.frameworks.values(),
    *DEFINITIONS.instruments.values(),
    *DEFINITIONS.crosswalks.values(),
]

SMALL = Framework(
    id="small",
    title="Small",
    short_title="Small",
    owner="Nobody",
    edition="1",
    nation="England",
    in_force_from=date(2024, 1, 1),
    source=Source(title="A page"),
    sources={"Z": Source(title="Last"), "A": Source(title="First")},
    licence="Own words.",
    items=(Item(code="A", title="First", gist="The first.", kind="criterion", provenance="working"),),
)


@pytest.mark.parametrize("definition", EVERY, ids=lambda each: each.id)
def test_a_definition_reads_back_from_its_own_text(definition: BaseModel, tmp_path: Path) -> None:
    path = tmp_path / "definition.yaml"
    path.write_text(yaml_text(definition), encoding="utf-8")
    assert load_definition(path, type(definition)) == definition


def test_the_hash_is_of_what_is_said_and_changes_with_one_letter() -> None:
    framework = DEFINITIONS.frameworks["hcpc-principles-2023"]
    assert content_hash(framework) == content_hash(framework.model_copy())
    assert content_hash(framework) != content_hash(framework.model_copy(update={"owner": "hcpc"}))


def test_yaml_is_in_the_order_of_the_model_without_defaults_and_with_sorted_sources() -> None:
    assert yaml_text(SMALL) == (
        "id: small\ntitle: Small\nshort_title: Small\nowner: Nobody\nedition: '1'\nnation: England\n"
        "in_force_from: 2024-01-01\nsource:\n  title: A page\nsources:\n  A:\n    title: First\n"
        "  Z:\n    title: Last\nlicence: Own words.\nitems:\n- code: A\n  title: First\n  gist: The first.\n"
        "  kind: criterion\n  provenance: working\n"
    )


def test_the_order_in_which_sources_were_written_changes_nothing() -> None:
    turned = SMALL.model_copy(update={"sources": dict(reversed(SMALL.sources.items()))})
    assert yaml_text(turned) == yaml_text(SMALL)
    assert content_hash(turned) == content_hash(SMALL)
