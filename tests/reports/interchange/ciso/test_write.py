"""What a CISO Assistant library says of a framework and of a crosswalk (ANCHORS e4)."""

from typing import Any

import pytest
import yaml

from frameworks.document import DefinitionError
from frameworks.loss import Lost
from mapping.crosswalk import Crosswalk
from reports.interchange.ciso.names import URN
from reports.interchange.ciso.write import WHY, Written, write_crosswalk, write_framework
from tests.reports.interchange.case.test_write import FIRST, LINKS, SECOND

BOTH = {"first-2024": FIRST, "second-2024": SECOND}


def library(made: Written) -> dict[str, Any]:
    """The library as its tool reads it."""
    loaded: dict[str, Any] = yaml.safe_load(made.content)
    return loaded


def test_a_library_names_itself_and_its_version_is_a_whole_number() -> None:
    head = library(write_framework(FIRST))
    assert {key: value for key, value in head.items() if key != "objects"} == {
        "urn": "urn:preceptmap:risk:library:first-2024",
        "locale": "en",
        "ref_id": "first-2024",
        "name": "First standards",
        "description": "First standards",
        "copyright": "All rights reserved.",
        "version": 2024,
        "publication_date": head["publication_date"],
        "provider": "Example body",
        "packager": "preceptmap",
    }
    assert str(head["publication_date"]) == "2024-05-01"
    assert library(write_framework(FIRST.model_copy(update={"edition": "As read"})))["version"] == 1


def test_items_are_requirements_with_their_depth_parent_group_and_whose_words_they_are() -> None:
    framework = library(write_framework(FIRST))["objects"]["framework"]
    root = "urn:preceptmap:risk:req_node:first-2024"
    assert framework["implementation_groups_definition"] == [
        {"ref_id": "gold", "name": "Gold", "description": "Better."}
    ]
    assert framework["requirement_nodes"][:2] == [
        {
            "urn": f"{root}:s1",
            "assessable": False,
            "depth": 1,
            "ref_id": "S1",
            "name": "Support",
            "description": "Heading of support.",
            "annotation": "Published, in other words",
        },
        {
            "urn": f"{root}:s1.1",
            "assessable": True,
            "depth": 2,
            "parent_urn": f"{root}:s1",
            "ref_id": "S1.1",
            "name": "Time",
            "description": "Time is protected.",
            "annotation": "Working draft",
            "implementation_groups": ["gold"],
            "importance": "mandatory",
        },
    ]
    assert (framework["min_score"], framework["max_score"]) == (0, 2)
    assert framework["scores_definition"][1] == {"score": 1, "name": "Partly", "description": "Partly"}


def test_a_crosswalk_is_a_library_that_needs_both_frameworks_and_holds_both_directions() -> None:
    made = library(write_crosswalk(LINKS, BOTH))
    assert made["dependencies"] == [
        "urn:preceptmap:risk:library:first-2024",
        "urn:preceptmap:risk:library:second-2024",
    ]
    forward, back = made["objects"]["requirement_mapping_sets"]
    assert [each["relationship"] for each in forward["requirement_mappings"]] == [
        "equal",
        "subset",
        "superset",
        "intersect",
        "intersect",
    ]
    assert forward["requirement_mappings"][1] == {
        "source_requirement_urn": "urn:preceptmap:risk:req_node:first-2024:s1.1",
        "target_requirement_urn": "urn:preceptmap:risk:req_node:second-2024:s1",
        "relationship": "subset",
        "strength_of_relationship": 5,
        "annotation": "The rest",
    }
    assert forward["requirement_mappings"][0]["strength_of_relationship"] == 10
    assert back["urn"] == f"{forward['urn']}-revert"
    assert (back["source_framework_urn"], back["target_framework_urn"]) == (
        "urn:preceptmap:risk:framework:second-2024",
        "urn:preceptmap:risk:framework:first-2024",
    )
    assert back["requirement_mappings"][1] == {
        "source_requirement_urn": "urn:preceptmap:risk:req_node:second-2024:s1",
        "target_requirement_urn": "urn:preceptmap:risk:req_node:first-2024:s1.1",
        "relationship": "superset",
    }


def test_every_urn_is_of_the_form_the_tool_expects() -> None:
    for made in (write_framework(FIRST), write_crosswalk(LINKS, BOTH)):
        urns = [line.split(": ")[1] for line in made.content.decode().splitlines() if "urn: " in line]
        assert len(urns) >= 5
        assert all(URN.fullmatch(each) and each == each.lower() for each in urns)


def test_what_a_library_has_no_place_for_is_told() -> None:
    lost = write_framework(FIRST).loss.lost
    assert [(each.what, each.why) for each in lost if each.place == "scoring"] == [("dropped", WHY)]
    assert Lost(place="items[S1.1].mandatory", what="approximated", value="yes", why=WHY) in lost
    edges = write_crosswalk(LINKS, BOTH).loss.lost
    assert Lost(place="edges[4].relation", what="approximated", value="supports", why=WHY) in edges
    assert Lost(place="edges[3].reviewer", what="dropped", value="B", why=WHY) in edges


def test_a_crosswalk_from_a_questionnaire_is_refused() -> None:
    asked = Crosswalk.model_validate(LINKS.model_dump() | {"origin": "preceptee-2026"})
    with pytest.raises(
        DefinitionError, match="links preceptee-2026, which is no framework; CISO Assistant maps"
    ):
        write_crosswalk(asked, BOTH)
