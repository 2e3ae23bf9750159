"""An assessable framework cut into parts that fit a page or a sheet: its headings, or its tiers where it has none."""

from typing import NamedTuple

from frameworks.model import Framework, Item

SCORES = {0: "Not in place", 1: "Partly in place", 2: "In place"}
"""What scores mean in a framework without a rule of its own."""

POINTS = "points"
"""The code of the one part of a framework without headings and tiers."""


class AssessedPart(NamedTuple):
    """Some of the items an organisation scores itself against, under one title; `code` is unique in its framework."""

    code: str
    title: str
    items: tuple[Item, ...]


def score_titles(framework: Framework) -> dict[int, str]:
    """Each score with its words: those of the framework's rule where it has one."""
    return framework.scoring.scores if framework.scoring else SCORES


def assessed_parts(framework: Framework) -> tuple[AssessedPart, ...]:
    """Every assessable item in exactly one part, in reading order; headings come before what has none."""
    tops = {item.code: _top(framework, item) for item in framework.assessable}
    headed = [
        AssessedPart(heading.code, heading.title, items)
        for heading in framework.children(None)
        if (items := tuple(each for each in framework.assessable if tops[each.code] == heading.code))
        and items != (heading,)
    ]
    inside = {item.code for part in headed for item in part.items}
    alone = [item for item in framework.assessable if item.code not in inside]
    return (*headed, *_by_tier(framework, alone))


def part_of(framework: Framework, code: str) -> AssessedPart | None:
    """The part that holds the item with this code, or None."""
    return next(
        (part for part in assessed_parts(framework) for item in part.items if item.code == code), None
    )


def _by_tier(framework: Framework, items: list[Item]) -> list[AssessedPart]:
    titles = {tier.code: (f"tier-{tier.code}", tier.title) for tier in framework.tiers}
    found = [
        AssessedPart(code, title, kept)
        for tier, (code, title) in titles.items()
        if (kept := tuple(item for item in items if item.tier == tier))
    ]
    rest = tuple(item for item in items if item.tier is None)
    return [*found, *([AssessedPart(POINTS, "All points", rest)] if rest else [])]


def _top(framework: Framework, item: Item) -> str:
    """The code of the topmost item above this one, its own where there is none."""
    while item.parent is not None and (above := framework.item(item.parent)) is not None:
        item = above
    return item.code
