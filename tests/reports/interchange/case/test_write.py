"""What a CASE package says of a framework, held to the standard's required fields and closed lists (ANCHORS e1)."""

import json
import re
from typing import Any

import pytest

from frameworks.load import load_frameworks
from frameworks.loss import Lost
from frameworks.model import Framework, Item, Scoring, Source, Tier
from mapping.crosswalk import Crosswalk, Edge, load_crosswalks
from reports.interchange.case.shapes import Version
from reports.interchange.case.write import touching, write_package

BASE = "https://map.example.org"
LINK = {"title": str, "identifier": str, "uri": str}
HEAD = {"identifier": str, "uri": str, "lastChangeDateTime": str}
REQUIRED: dict[str, dict[str, type]] = {
    "CFDocument": HEAD | {"creator": str, "title": str},
    "CFItems": HEAD | {"fullStatement": str},
    "CFAssociations": HEAD | {"associationType": str, "originNodeURI": dict, "destinationNodeURI": dict},
    "CFConcepts": HEAD | {"title": str, "hierarchyCode": str},
    "CFLicenses": HEAD | {"title": str, "licenseText": str},
    "CFItemTypes": HEAD | {"title": str, "description": str, "hierarchyCode": str},
    "CFAssociationGroupings": HEAD | {"title": str},
    "CFRubrics": HEAD,
    "CFRubricCriteria": HEAD,
    "CFRubricCriterionLevels": HEAD,
}
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
ONLY_1_1 = {"frameworkType", "caseVersion", "extensions", "notes of an association", "targetType"}
FIRST = Framework(
    id="first-2024",
    title="First standards",
    short_title="First",
    owner="Example body",
    edition="2024",
    nation="England",
    replaces="zero-2020",
    published="2024-05",
    source=Source(title="First standards", address="https://example.org/first"),
    licence="All rights reserved.",
    tiers=(Tier(code="gold", title="Gold", gist="Better."),),
    scoring=Scoring(
        title="Rule",
        scores={0: "No", 1: "Partly", 2: "Yes"},
        mandatory_at_least=2,
        threshold=0.8,
        provenance="working",
        note="Ours.",
    ),
    items=(
        Item(code="S1", title="Support", gist="Heading of support.", kind="heading", provenance="published"),
        Item(
            code="S1.1",
            title="Time",
            gist="Time is protected.",
            kind="criterion",
            provenance="working",
            parent="S1",
            was=("A1",),
            tier="gold",
            mandatory=True,
            assessable=True,
            levels={0: "None.", 1: "Some.", 2: "All."},
        ),
        Item(code="S1.2", title="Room", gist="A room.", kind="element", provenance="paraphrase", parent="S1"),
    ),
)
SECOND = FIRST.model_copy(update={"id": "second-2024", "title": "Second standards", "replaces": None})


def edge(origin: str, target: str, relation: str, **more: Any) -> Edge:
    """An edge with something in every text."""
    coverage = "full" if relation in {"equal", "superset"} else "partial"
    remainder = None if coverage == "full" else "The rest"
    fields = {"aspect": "Time", "rationale": f"{relation} because", "source": "Us", "author": "A"}
    ends = {"origin": origin, "target": target, "relation": relation, "coverage": coverage}
    return Edge.model_validate({**ends, "remainder": remainder, **fields, **more})


LINKS = Crosswalk(
    id="first-to-second",
    title="First to second",
    edition="2026.1",
    origin="first-2024",
    target="second-2024",
    edges=(
        edge("S1", "S1", "equal"),
        edge("S1.1", "S1", "subset"),
        edge("S1", "S1.1", "superset"),
        edge("S1.2", "S1.1", "overlaps", reviewer="B", status="reviewed"),
        edge("S1.2", "S1.2", "supports"),
    ),
)


def written(version: Version = "1.1", *, crosswalks: tuple[Crosswalk, ...] = (LINKS,)) -> dict[str, Any]:
    """The package of the first framework."""
    others = {"first-2024": FIRST, "second-2024": SECOND}
    made = write_package(FIRST, crosswalks=crosswalks, others=others, version=version, base=BASE)
    package: dict[str, Any] = json.loads(made.content)
    return package


def objects(value: Any, name: str = "") -> list[tuple[str, dict[str, Any]]]:
    """Every object of a package with the name of the list or field it stands in; not inside extensions."""
    found = []
    if isinstance(value, dict):
        found.append((name, value))
        for key, inside in value.items():
            found += [] if key == "extensions" else objects(inside, key)
    elif isinstance(value, list):
        for each in value:
            found += objects(each, name)
    return found


def test_the_tree_is_in_the_associations_with_the_order_among_siblings() -> None:
    tree = [each for each in written()["CFAssociations"] if each["associationType"] == "isChildOf"]
    assert [
        (each["originNodeURI"]["title"], each["destinationNodeURI"]["title"], each["sequenceNumber"])
        for each in tree
    ] == [("S1", "First standards", 1), ("S1.1", "S1", 1), ("S1.2", "S1", 2)]


def test_relations_become_types_and_a_superset_is_written_from_its_other_end() -> None:
    package = written()
    first = {each["identifier"] for each in package["CFItems"]}
    group = package["CFDefinitions"]["CFAssociationGroupings"][0]
    edges = [
        each
        for each in package["CFAssociations"]
        if each.get("CFAssociationGroupingURI", {}).get("identifier") == group["identifier"]
    ]
    assert group["title"] == "First to second"
    assert [
        (
            each["originNodeURI"]["title"],
            each["associationType"],
            each["destinationNodeURI"]["title"],
            each["originNodeURI"]["identifier"] in first,
        )
        for each in edges
    ] == [
        ("S1", "exactMatchOf", "S1", True),
        ("S1.1", "isPartOf", "S1", True),
        ("S1.1", "isPartOf", "S1", False),
        ("S1.2", "isRelatedTo", "S1.1", True),
        ("S1.2", "isRelatedTo", "S1.2", True),
    ]


def test_what_was_replaced_points_at_what_replaced_it() -> None:
    replaced = [each for each in written()["CFAssociations"] if each["associationType"] == "replacedBy"]
    assert [(each["originNodeURI"]["title"], each["destinationNodeURI"]["title"]) for each in replaced] == [
        ("zero-2020", "First standards"),
        ("A1", "S1.1"),
    ]


def test_the_scale_is_a_rubric_with_a_criterion_for_each_scored_item() -> None:
    rubric = written()["CFRubrics"][0]
    criterion = rubric["CFRubricCriteria"][0]
    assert (rubric["title"], rubric["description"]) == ("Rule", "Ours.")
    assert (criterion["category"], criterion["CFItemURI"]["title"]) == ("Mandatory", "S1.1")
    assert [
        (each["score"], each["quality"], each["description"]) for each in criterion["CFRubricCriterionLevels"]
    ] == [(0, "No", "None."), (1, "Partly", "Some."), (2, "Yes", "All.")]


def test_no_words_of_ours_look_official_in_either_version() -> None:
    for version in ("1.0", "1.1"):
        labels = [each.get("alternativeLabel") for each in written(version)["CFItems"]]
        assert labels == ["Published, in other words", "Working draft", "Paraphrase"]
        assert written(version)["CFDocument"]["adoptionStatus"] == "Draft"
    quoted = FIRST.model_copy(update={"quoted": True})
    items = json.loads(write_package(quoted, version="1.0").content)["CFItems"]
    assert [each.get("alternativeLabel") for each in items] == [None, "Working draft", "Paraphrase"]


def test_version_1_1_carries_what_plain_case_cannot_say_beside_each_object() -> None:
    package = written()
    ours = [each["extensions"]["urn:preceptmap:definition"] for each in package["CFItems"]]
    assert ours[1] == {"was": ["A1"], "tier": "gold", "mandatory": True}
    assert package["CFDocument"]["caseVersion"] == "1.1"
    assert package["CFDocument"]["extensions"]["urn:preceptmap:definition"]["scoring"]["threshold"] == 0.8
    edges = [each for each in package["CFAssociations"] if "notes" in each]
    assert edges[3]["notes"] == "overlaps because"
    assert edges[3]["extensions"]["urn:preceptmap:definition"] | {"reads_as": {}} == {
        "aspect": "Time",
        "remainder": "The rest",
        "source": "Us",
        "author": "A",
        "reviewer": "B",
        "status": "reviewed",
        "reads_as": {},
    }


def test_version_1_0_has_no_field_of_1_1_and_its_losses_are_told() -> None:
    others = {"first-2024": FIRST, "second-2024": SECOND}
    made = write_package(FIRST, crosswalks=(LINKS,), others=others, version="1.0", base=BASE)
    package = json.loads(made.content)
    fields = {key for _, each in objects(package) for key in each}
    assert not fields & ONLY_1_1
    assert all("notes" not in each for each in package["CFAssociations"])
    why = "CASE 1.0 has no place for this"
    for lost in (
        Lost(place="items[S1.1].tier", what="dropped", value="gold", why=why),
        Lost(place="items[S1.1].mandatory", what="approximated", value="yes", why=why),
        Lost(place="nation", what="approximated", value="England", why=why),
        Lost(place="published", what="approximated", value="2024-05", why=why),
    ):
        assert lost in made.loss.lost
    assert {each.place for each in made.loss.lost if each.place.startswith("crosswalks")} == {
        "crosswalks[first-to-second]"
    }


def test_the_same_edition_is_the_same_file_dated_by_the_edition() -> None:
    assert written() == written()
    assert {each["lastChangeDateTime"] for each in written()["CFItems"]} == {"2024-05-01T00:00:00+00:00"}
    for published, edition, day in (
        ("2023-11-30", "x", "2023-11-30"),
        (None, "2022", "2022-01-01"),
        ("Autumn", "First", "1970-01-01"),
    ):
        dated = FIRST.model_copy(update={"published": published, "edition": edition})
        head = json.loads(write_package(dated, version="1.1", base=BASE).content)["CFDocument"]
        assert head["lastChangeDateTime"] == f"{day}T00:00:00+00:00"


def test_without_a_base_objects_are_named_by_identifier_alone() -> None:
    made = json.loads(write_package(FIRST, version="1.0").content)
    assert made["CFDocument"]["uri"] == f"urn:uuid:{made['CFDocument']['identifier']}"
    assert written()["CFItems"][0]["uri"].startswith(f"{BASE}/ims/case/v1p1/CFItems/")


def test_a_question_of_ours_is_linked_as_no_case_item() -> None:
    asked = LINKS.model_copy(update={"origin": "preceptee-2026", "target": "first-2024"})
    ends = [
        each["originNodeURI"] for each in written(crosswalks=(asked,))["CFAssociations"] if "notes" in each
    ]
    assert ends[0]["targetType"] == "ext:preceptmap.question"
    assert ends[0]["uri"] == f"{BASE}/api/v1/instruments#preceptee-2026.S1"


@pytest.mark.parametrize("version", ["1.0", "1.1"])
def test_every_shipped_framework_keeps_the_standards_required_fields_and_closed_lists(
    version: Version,
) -> None:
    frameworks, crosswalks = load_frameworks(), load_crosswalks()
    for framework in frameworks.values():
        made = write_package(
            framework,
            crosswalks=touching(framework, crosswalks.values()),
            others=frameworks,
            version=version,
            base=BASE,
        )
        package = json.loads(made.content)
        assert set(package) <= {"CFDocument", "CFItems", "CFAssociations", "CFDefinitions", "CFRubrics"}
        for name, each in objects(package):
            for field, kind in (LINK if name.endswith("URI") else REQUIRED.get(name, {})).items():
                assert isinstance(each.get(field), kind), (framework.id, name, field)
            if "identifier" in each:
                assert UUID.fullmatch(each["identifier"]), each
            assert None not in each.values()
        named = [
            each["identifier"]
            for name, each in objects(package)
            if not name.endswith("URI") and name in REQUIRED
        ]
        assert len(named) == len(set(named))
        assert package["CFDocument"]["adoptionStatus"] in {"Private Draft", "Draft", "Adopted", "Deprecated"}
        assert made.loss.lost if version == "1.0" else not made.loss.lost
