"""CASE and CISO Assistant files as formats that definitions are taken away in, and added from."""

from dataclasses import replace

import pytest

from app.definitions import load_definitions
from app.formats import FORMATS
from app.importing import read_file
from app.presenters.definition_files import file_lines
from mapping.crosswalk import Crosswalk
from surveys.errors import NotFound, Refused

DEFINITIONS = load_definitions()


@pytest.mark.parametrize("key", ["case-1.0", "case-1.1", "ciso"])
def test_a_framework_is_taken_away_and_read_again(key: str) -> None:
    write, read = FORMATS[key].write, FORMATS[key].read
    assert write
    assert read
    exported = write(DEFINITIONS, "hcpc-principles-2023")
    imported = read(exported.content, "file")
    assert (exported.loss.format, exported.loss.direction) == (key, "export")
    assert (imported.loss.format, imported.loss.direction) == (key, "import")
    whole = DEFINITIONS.frameworks["hcpc-principles-2023"]
    assert (imported.documents[0] == whole) == (key == "case-1.1")
    crosswalks = [each for each in imported.documents[1:] if isinstance(each, Crosswalk)]
    assert bool(crosswalks) == (key != "ciso")
    assert len(crosswalks) == len(imported.documents) - 1
    with pytest.raises(NotFound):
        write(DEFINITIONS, "no-such-2020")


def test_a_crosswalk_is_taken_to_ciso_assistant_and_back() -> None:
    ciso = FORMATS["ciso"]
    assert ciso.write
    assert ciso.read
    exported = ciso.write(DEFINITIONS, "nhse-ahp-to-hcpc")
    (again,) = ciso.read(exported.content, "library.yaml").documents
    assert isinstance(again, Crosswalk)
    ends = [(each.origin, each.target) for each in again.edges]
    assert ends == [(each.origin, each.target) for each in DEFINITIONS.crosswalks["nhse-ahp-to-hcpc"].edges]


def test_mappings_and_links_to_frameworks_that_were_added_are_followed() -> None:
    before = DEFINITIONS.frameworks["hcpc-principles-2023"]
    mine = before.model_copy(update={"id": "mine-2030", "title": "Mine"})
    link = DEFINITIONS.crosswalks["nhse-ahp-to-hcpc"].model_copy(
        update={"id": "to-mine", "target": "mine-2030"}
    )
    among = replace(
        DEFINITIONS,
        frameworks=DEFINITIONS.frameworks | {"mine-2030": mine},
        crosswalks=DEFINITIONS.crosswalks | {"to-mine": link},
    )
    for key, id in (("ciso", "to-mine"), ("case-1.0", "nhse-ahp-2023")):
        write = FORMATS[key].write
        assert write
        content = write(among, id).content
        documents = read_file(content, "file", key, definitions=among).documents
        found = [each for each in documents if isinstance(each, Crosswalk) and each.target == "mine-2030"]
        assert [(each.origin, each.target) for each in found[0].edges] == [
            (each.origin, each.target) for each in link.edges
        ]
    alone = read_file(content, "file", "case-1.0").documents
    assert not [each for each in alone if isinstance(each, Crosswalk) and each.target == "mine-2030"]


def test_a_format_that_cannot_hold_a_definition_is_not_offered_for_it() -> None:
    ciso = FORMATS["ciso"]
    assert ciso.write
    with pytest.raises(Refused, match="links preceptee-2026, which is no framework"):
        ciso.write(DEFINITIONS, "preceptee-to-hcpc")
    assert [each.key for each in file_lines(DEFINITIONS, "preceptee-to-hcpc", {"ciso": ciso})] == []
    assert [each.key for each in file_lines(DEFINITIONS, "nhse-ahp-to-hcpc", {"ciso": ciso})] == ["ciso"]
