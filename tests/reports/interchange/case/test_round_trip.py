"""Reading a package we wrote gives back what was written, or differs exactly by the loss report (ANCHORS (d) 16)."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frameworks.load import load_frameworks
from frameworks.loss import lost_between
from frameworks.model import Framework
from mapping.crosswalk import Crosswalk, load_crosswalks
from reports.interchange.case.names import known
from reports.interchange.case.read import ReadPackage, read_package
from reports.interchange.case.shapes import Version
from reports.interchange.case.write import touching, write_package
from tests.frameworks.strategies import frameworks as any_framework
from tests.reports.interchange.case.test_write import FIRST, LINKS, SECOND

FRAMEWORKS, CROSSWALKS = load_frameworks(), load_crosswalks()
VERSIONS: tuple[Version, ...] = ("1.0", "1.1")


def as_one(framework: Framework, crosswalks: tuple[Crosswalk, ...]) -> dict[str, object]:
    """A framework and its crosswalks as one JSON value."""
    return framework.model_dump(mode="json") | {
        "crosswalks": [each.model_dump(mode="json") for each in crosswalks]
    }


def there_and_back(
    framework: Framework, crosswalks: tuple[Crosswalk, ...], version: Version, *, knowing: bool
) -> ReadPackage:
    """Write, read, and hold the difference to the loss report."""
    elsewhere = known([*FRAMEWORKS.values(), FIRST, SECOND]) if knowing else {}
    others = FRAMEWORKS | {"first-2024": FIRST, "second-2024": SECOND}
    made = write_package(framework, crosswalks=crosswalks, others=others, version=version, known=elsewhere)
    again = read_package(made.content, "package.json", known=elsewhere)
    difference = lost_between(
        as_one(framework, crosswalks),
        as_one(again.framework, again.crosswalks),
        why=f"CASE {version} has no place for this",
    )
    assert made.loss.lost == difference
    return again


@pytest.mark.parametrize("framework", FRAMEWORKS.values(), ids=FRAMEWORKS)
@pytest.mark.parametrize("version", VERSIONS)
def test_every_shipped_framework_comes_back(framework: Framework, version: Version) -> None:
    crosswalks = touching(framework, CROSSWALKS.values())
    again = there_and_back(framework, crosswalks, version, knowing=True)
    assert again.framework.id == framework.id
    assert [(each.code, each.title, each.gist, each.kind, each.parent) for each in again.framework.items] == [
        (each.code, each.title, each.gist, each.kind, each.parent) for each in framework.items
    ]
    assert [each.provenance == "working" for each in again.framework.items] == [
        each.provenance == "working" for each in framework.items
    ]
    if version == "1.1":
        assert (again.framework, again.crosswalks) == (framework, crosswalks)
        assert again.loss.lost == ()


@settings(max_examples=40, deadline=None)
@given(framework=any_framework(), version=st.sampled_from(VERSIONS))
def test_any_framework_comes_back_but_for_what_the_loss_report_says(
    framework: Framework, version: Version
) -> None:
    again = there_and_back(framework, (), version, knowing=False)
    assert [each.code for each in again.framework.items] == [each.code for each in framework.items]
    if version == "1.1":
        assert again.framework == framework


def test_a_crosswalk_comes_back_whole_in_1_1_and_as_far_as_case_goes_in_1_0() -> None:
    assert there_and_back(FIRST, (LINKS,), "1.1", knowing=False).crosswalks == (LINKS,)
    assert there_and_back(FIRST, (LINKS,), "1.0", knowing=False).crosswalks == ()
    (plain,) = there_and_back(FIRST, (LINKS,), "1.0", knowing=True).crosswalks
    assert [(each.origin, each.target, each.relation, each.coverage) for each in plain.edges] == [
        ("S1", "S1", "equal", "full"),
        ("S1.1", "S1", "subset", "partial"),
        ("S1", "S1.1", "superset", "full"),
        ("S1.2", "S1.1", "overlaps", "partial"),
        ("S1.2", "S1.2", "overlaps", "partial"),
    ]
    assert (plain.id, plain.title) == ("first-2024-to-second-2024", "First to second")
    assert plain.edges[1].remainder == "Not said in the CASE file."


def test_a_crosswalk_inside_one_framework_comes_back_whole_in_1_1() -> None:
    inside = LINKS.model_copy(update={"target": "first-2024"})
    assert there_and_back(FIRST, (inside,), "1.1", knowing=False).crosswalks == (inside,)


def test_the_other_end_reads_a_crosswalk_in_the_same_direction() -> None:
    (plain,) = there_and_back(SECOND, (LINKS,), "1.0", knowing=True).crosswalks
    assert (plain.origin, plain.target) == ("first-2024", "second-2024")
    assert [(each.origin, each.target, each.relation) for each in plain.edges][1:3] == [
        ("S1.1", "S1", "subset"),
        ("S1", "S1.1", "superset"),
    ]


def test_what_another_tool_changed_in_our_file_is_what_counts() -> None:
    content = write_package(FIRST, version="1.1").content
    changed = json.loads(content)
    changed["CFItems"][1]["fullStatement"] = "Time is protected and paid."
    changed["CFDocument"]["title"] = "First standards, revised"
    changed["CFDocument"]["licenseURI"] = None
    changed["CFItems"][1]["educationLevel"] = ["Degree"]
    again = read_package(json.dumps(changed).encode(), "package.json")
    assert again.framework.items[1].gist == "Time is protected and paid."
    assert again.framework.items[1].tier == "gold"
    assert (again.framework.id, again.framework.title) == ("first-2024", "First standards, revised")
    assert [(each.place, each.value) for each in again.loss.lost] == [
        ("CFItems[1].educationLevel", "['Degree']")
    ]


def test_words_with_markup_are_ours_until_another_tool_changes_them() -> None:
    marked = FIRST.items[0].model_copy(update={"gist": "Uses <b>both</b> hands."})
    content = write_package(FIRST.model_copy(update={"items": (marked,)}), version="1.1").content
    assert read_package(content, "package.json").framework.items[0].gist == "Uses <b>both</b> hands."
    changed = content.replace(b"Uses <b>both</b> hands.", b"Uses <b>one</b> hand.")
    again = read_package(changed, "package.json")
    assert again.framework.items[0].gist == "Uses one hand."
    assert [each.place for each in again.loss.lost] == [
        "CFItems[0].extensions.urn:preceptmap:definition.gist"
    ]
