"""Reading a library we wrote gives back what was written, or differs exactly by the loss report (ANCHORS (d) 16)."""

import pytest
import yaml
from hypothesis import given, settings

from frameworks.load import load_frameworks
from frameworks.loss import lost_between
from frameworks.model import Framework
from mapping.crosswalk import Crosswalk, load_crosswalks
from reports.interchange.ciso.names import known_codes
from reports.interchange.ciso.read import ReadLibrary, read_library
from reports.interchange.ciso.write import WHY, Written, write_crosswalk, write_framework
from tests.frameworks.strategies import frameworks as any_framework

FRAMEWORKS, CROSSWALKS = load_frameworks(), load_crosswalks()
BETWEEN = {
    id: each for id, each in CROSSWALKS.items() if each.origin in FRAMEWORKS and each.target in FRAMEWORKS
}


def held_to_the_report(value: Framework | Crosswalk, made: Written, again: Framework | Crosswalk) -> None:
    """The difference between what was written and what is read is the loss report."""
    assert made.loss.lost == lost_between(
        value.model_dump(mode="json"), again.model_dump(mode="json"), why=WHY
    )


def read(made: Written) -> ReadLibrary:
    """The library that was written."""
    return read_library(made.content, "library.yaml", known=known_codes(FRAMEWORKS.values()))


@pytest.mark.parametrize("framework", FRAMEWORKS.values(), ids=FRAMEWORKS)
def test_every_shipped_framework_comes_back(framework: Framework) -> None:
    made = write_framework(framework)
    (again,) = read(made).frameworks
    held_to_the_report(framework, made, again)
    for name in ("id", "title", "short_title", "owner", "licence", "note", "tiers", "quoted"):
        assert getattr(again, name) == getattr(framework, name), name
    for before, after in zip(framework.items, again.items, strict=True):
        for name in ("code", "title", "gist", "parent", "tier", "assessable", "provenance"):
            assert getattr(before, name) == getattr(after, name), (before.code, name)
    lost = {each.place for each in made.loss.lost}
    assert ("scoring" in lost) == (framework.scoring is not None)
    assert {f"items[{each.code}].mandatory" for each in framework.items if each.mandatory} <= lost


@settings(max_examples=40, deadline=None)
@given(framework=any_framework())
def test_any_framework_comes_back_but_for_what_the_loss_report_says(framework: Framework) -> None:
    made = write_framework(framework)
    (again,) = read(made).frameworks
    held_to_the_report(framework, made, again)
    assert [(each.code, each.parent, each.assessable) for each in again.items] == [
        (each.code, each.parent, each.assessable) for each in framework.items
    ]
    assert [each.provenance for each in again.items] == [each.provenance for each in framework.items]


@pytest.mark.parametrize("crosswalk", BETWEEN.values(), ids=BETWEEN)
def test_every_crosswalk_between_frameworks_comes_back(crosswalk: Crosswalk) -> None:
    made = write_crosswalk(crosswalk, FRAMEWORKS)
    (again,) = read(made).crosswalks
    held_to_the_report(crosswalk, made, again)
    assert (again.id, again.origin, again.target) == (crosswalk.id, crosswalk.origin, crosswalk.target)
    for before, after in zip(crosswalk.edges, again.edges, strict=True):
        assert (after.origin, after.target, after.coverage) == (before.origin, before.target, before.coverage)
        assert after.relation == ("overlaps" if before.relation == "supports" else before.relation)
        if before.coverage == "partial":
            assert after.remainder == before.remainder


def test_codes_that_differ_only_in_their_capitals_get_urns_of_their_own() -> None:
    first = FRAMEWORKS["hcpc-principles-2023"]
    pair = tuple(
        first.items[0].model_copy(update={"code": code, "gist": f"Says {code}."})
        for code in ("A", "a", "a-2")
    )
    made = write_framework(first.model_copy(update={"items": pair}))
    nodes = yaml.safe_load(made.content)["objects"]["framework"]["requirement_nodes"]
    assert [each["urn"].rsplit(":", 1)[1] for each in nodes] == ["a", "a-2", "a-2-2"]
    assert [each.code for each in read(made).frameworks[0].items] == ["A", "a", "a-2"]
