"""Links through constructs: as strong as the weakest step, never where a person linked, nor back through support."""

import pytest

from app.bands import BANDS
from frameworks.load import load_frameworks
from mapping.crosswalk import Coverage, Crosswalk, current_crosswalks, load_crosswalks
from mapping.hub import HUB, Inferred, paths_through
from mapping.lens import load_lenses
from mapping.relation import Relation
from surveys.load import load_instruments
from tests.mapping.links import crosswalk, edge

ELEMENTS = "hcpc-principles-2023"


def onto(origin: str, code: str, relation: Relation, coverage: Coverage, **changes: str) -> Crosswalk:
    return crosswalk(
        f"{origin}-to-hub",
        edge(code, "named", relation=relation, coverage=coverage, **changes),
        origin=origin,
        target=HUB,
    )


def found(*crosswalks: Crosswalk) -> list[tuple[str, str, str, Coverage]]:
    return [
        (each.origin, each.construct, each.target, each.coverage) for each in paths_through(crosswalks).all()
    ]


def test_an_item_reaches_an_element_through_a_construct_as_far_as_the_weakest_step() -> None:
    item = onto("preceptee-2026", "N04", "supports", "partial")
    element = onto(ELEMENTS, "P3d", "subset", "partial")
    assert found(item, element) == [("N04", "named", "P3d", "partial")]


@pytest.mark.parametrize(
    ("first", "second", "coverage"),
    [
        (("superset", "full"), ("equal", "full"), "full"),
        (("superset", "full"), ("subset", "partial"), "full"),
        (("superset", "full"), ("superset", "full"), "partial"),
        (("subset", "partial"), ("equal", "full"), "partial"),
        (("superset", "full"), ("overlaps", "partial"), "partial"),
    ],
)
def test_all_is_covered_only_where_both_steps_cover_all(
    first: tuple[Relation, Coverage], second: tuple[Relation, Coverage], coverage: Coverage
) -> None:
    item = onto("organisation-2026", "offered", *first)
    element = onto(ELEMENTS, "P3d", *second)
    there = [each for each in paths_through([item, element]).all() if each.origin == "offered"]
    assert [each.coverage for each in there] == [coverage]


def test_two_items_that_support_one_construct_say_nothing_about_each_other() -> None:
    assert (
        found(
            onto("preceptee-2026", "N04", "supports", "partial"), onto(ELEMENTS, "P3d", "supports", "partial")
        )
        == []
    )


def test_a_map_that_leaves_the_hub_is_followed_as_it_stands() -> None:
    item = onto("preceptee-2026", "N04", "supports", "partial")
    away = crosswalk("away", edge("named", "P3d", relation="supports", coverage="full"), origin=HUB)
    assert found(item, away) == [("N04", "named", "P3d", "partial")]


def test_nothing_is_worked_out_where_a_person_made_the_link_or_within_one_set() -> None:
    item = onto("preceptee-2026", "N04", "equal", "full")
    element = onto(ELEMENTS, "P3d", "equal", "full")
    assert found(item, element, crosswalk("own", edge("N04", "P3d"))) == []
    pair = crosswalk("two", edge("P3d", "named", relation="equal"), edge("P3e", "named", relation="equal"))
    assert found(pair.model_copy(update={"origin": ELEMENTS, "target": HUB})) == []


def test_a_path_has_come_as_far_as_the_step_that_has_come_less_far() -> None:
    done = {"status": "published", "reviewer": "Ben"}
    item = onto("preceptee-2026", "N04", "supports", "partial", **done)
    (link,) = paths_through([item, onto(ELEMENTS, "P3d", "equal", "full")]).all()
    assert link.status == "draft"
    (link,) = paths_through([item, onto(ELEMENTS, "P3d", "equal", "full", **done)]).all()
    assert link.status == "published"


def test_a_map_that_comes_later_is_seen_at_once_though_there_was_nothing_before() -> None:
    item, element = (
        onto("preceptee-2026", "N04", "supports", "partial"),
        onto(ELEMENTS, "P3d", "equal", "full"),
    )
    assert paths_through([item]).to(ELEMENTS, "P3d") == ()
    assert len(paths_through([item, element]).to(ELEMENTS, "P3d")) == 1


def shipped() -> tuple[Inferred, ...]:
    return paths_through(current_crosswalks(load_crosswalks()).values()).all()


def test_the_shipped_maps_lead_the_nursing_standards_to_the_principles_that_nobody_mapped_them_to() -> None:
    links = {
        (each.origin, each.target): each
        for each in shipped()
        if (each.origin_set, each.target_set) == ("nhse-nursing-2022", ELEMENTS)
    }
    named = links["named-preceptor.core", "P3d"]
    assert (named.construct, named.coverage, named.on.relation) == ("asking-for-help", "partial", "subset")


def test_a_slow_search_of_the_shipped_maps_finds_the_same_pairs() -> None:
    maps = list(current_crosswalks(load_crosswalks()).values())
    people = {
        frozenset([(each.origin, link.origin), (each.target, link.target)])
        for each in maps
        for link in each.edges
    }
    slow = set()
    for one in maps:
        for other in maps:
            if one.target == other.target == HUB and one.origin != other.origin:
                for first in one.edges:
                    for second in other.edges:
                        ends = frozenset([(one.origin, first.origin), (other.origin, second.origin)])
                        if (
                            first.target == second.target
                            and second.relation != "supports"
                            and ends not in people
                        ):
                            slow.add((one.origin, first.origin, first.target, other.origin, second.origin))
    assert slow == {
        (each.origin_set, each.origin, each.construct, each.target_set, each.target) for each in shipped()
    }


def test_a_construct_that_the_lenses_read_too_is_called_the_same_there() -> None:
    hub = load_frameworks()[HUB]
    lenses = load_lenses(load_instruments(), BANDS)["preceptorship-2026"]
    shared = {each.code: each.title for each in lenses.constructs if hub.item(each.code)}
    assert set(shared) == {"settling-in", "asking-for-help", "wellbeing", "protected-time", "organising-work"}
    assert {item.code: item.title for item in hub.items if item.code in shared} == shared
