"""Every kind of file has a JSON Schema that the files that ship keep, and that refuses what the reader refuses."""

import json
from dataclasses import fields
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator
from typer.testing import CliRunner

from app.command import cli
from app.definition_kinds import KINDS
from app.definitions import SHIPPED
from app.schemas import MODELS, schema_of
from frameworks.wording import WORDS
from surveys.errors import NotFound
from tests.people import Service

FOLDERS = {kind.folder: key for key, kind in KINDS.items()}
FOLDERS |= {"benchmarks": "benchmark", "sectors": "sectors", "resources": "resources", "lenses": "lenses"}
FILES = [
    (FOLDERS[field.name], path)
    for field in fields(SHIPPED)
    for path in sorted(getattr(SHIPPED, field.name).glob("*.yaml"))
]


def said(path: Path) -> object:
    """What a YAML file says, as JSON."""
    return json.loads(json.dumps(yaml.safe_load(path.read_text("utf-8")), default=str))


def test_every_folder_of_files_has_a_schema() -> None:
    assert {field.name for field in fields(SHIPPED)} == set(FOLDERS)
    assert len(FILES) > 20


@pytest.mark.parametrize("name", sorted(MODELS))
def test_a_schema_is_itself_in_order_and_says_what_it_is(name: str) -> None:
    schema = schema_of(name)
    Draft202012Validator.check_schema(schema)
    assert schema["$id"] == f"urn:preceptmap:schema:{name}:1"


@pytest.mark.parametrize(
    ("name", "path"), [*FILES, ("wording", WORDS)], ids=lambda each: getattr(each, "stem", each)
)
def test_each_file_that_ships_keeps_its_schema(name: str, path: Path) -> None:
    problems = [
        f"{'/'.join(map(str, each.path))}: {each.message}"
        for each in Draft202012Validator(schema_of(name)).iter_errors(said(path))
    ]
    assert problems == []


def test_a_schema_refuses_an_unknown_key_and_a_missing_one() -> None:
    path = SHIPPED.editions / "four-pillars.yaml"
    good = said(path)
    assert isinstance(good, dict)
    validator = Draft202012Validator(schema_of("framework"))
    assert validator.is_valid(good)
    assert not validator.is_valid(good | {"colour": "red"})
    assert not validator.is_valid({key: value for key, value in good.items() if key != "owner"})


def test_schemas_are_public_and_a_name_that_is_none_is_not_found(service: Service) -> None:
    visitor = service.browser()
    names = visitor.get("/api/v1/schemas").json()
    assert names == list(MODELS)
    assert visitor.get("/api/v1/schemas/framework").json() == json.loads(json.dumps(schema_of("framework")))
    assert visitor.get("/api/v1/schemas/nosuch").status_code == 404
    with pytest.raises(NotFound, match="There is no schema nosuch"):
        schema_of("nosuch")


def test_the_command_prints_a_schema() -> None:
    done = CliRunner().invoke(cli, ["schema", "crosswalk"])
    assert done.exit_code == 0
    assert json.loads(done.output)["title"] == "Crosswalk"
    assert CliRunner().invoke(cli, ["schema", "nosuch"]).exit_code == 1
