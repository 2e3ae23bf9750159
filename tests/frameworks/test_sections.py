"""Every assessable item stands in one part of its framework, so that each can be scored on a page and in a sheet."""

import pytest

from frameworks.load import load_frameworks
from frameworks.model import Framework
from frameworks.sections import assessed_parts, part_of

FRAMEWORKS = {key: each for key, each in load_frameworks().items() if each.assessable}


@pytest.mark.parametrize("framework", FRAMEWORKS.values(), ids=list(FRAMEWORKS))
def test_each_assessable_item_is_in_exactly_one_part(framework: Framework) -> None:
    held = [item.code for part in assessed_parts(framework) for item in part.items]
    assert sorted(held) == sorted(item.code for item in framework.assessable)
    codes = [part.code for part in assessed_parts(framework)]
    assert len(set(codes)) == len(codes)


def test_a_framework_with_headings_is_cut_at_them() -> None:
    parts = assessed_parts(FRAMEWORKS["hcpc-principles-2023"])
    assert [(part.code, len(part.items)) for part in parts] == [
        ("P1", 5), ("P2", 7), ("P3", 5), ("P4", 7), ("P5", 6),
    ]  # fmt: skip


def test_a_framework_without_headings_is_cut_at_its_tiers() -> None:
    nursing = FRAMEWORKS["nhse-nursing-2022"]
    assert [(part.code, part.title, len(part.items)) for part in assessed_parts(nursing)] == [
        ("tier-core", "Core", 8),
        ("tier-gold", "Gold", 8),
    ]


def test_items_deeper_than_one_level_stand_under_their_topmost_heading() -> None:
    hcpc = FRAMEWORKS["hcpc-principles-2023"]
    deeper = hcpc.items[1].model_copy(update={"code": "P1a.1", "gist": "Deeper.", "parent": "P1a"})
    parts = assessed_parts(hcpc.model_copy(update={"items": (*hcpc.items, deeper)}))
    assert [item.code for item in parts[0].items] == ["P1a", "P1b", "P1c", "P1d", "P1e", "P1a.1"]
    assert part_of(hcpc, "P2a") == assessed_parts(hcpc)[1]
    assert part_of(hcpc, "P2") is None


def test_without_headings_and_tiers_all_points_are_one_part() -> None:
    nursing = FRAMEWORKS["nhse-nursing-2022"]
    flat = tuple(item.model_copy(update={"tier": None}) for item in nursing.items)
    parts = assessed_parts(nursing.model_copy(update={"items": flat, "tiers": ()}))
    assert [(part.code, part.title, len(part.items)) for part in parts] == [("points", "All points", 16)]
