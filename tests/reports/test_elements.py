from datetime import date

import pytest

from frameworks.model import Framework, Item, Source
from mapping.cell import hidden, not_applicable
from mapping.crosswalk import Crosswalk, Edge
from reports.elements import linked_items, need_by_element
from tests.reports.small import ASKED, count, figures, hidden_figures, percent, release


def item(code: str, parent: str | None = None) -> Item:
    return Item(
        code=code,
        title=f"Title {code}",
        gist="Gist",
        kind="element" if parent else "principle",
        provenance="paraphrase",
        parent=parent,
    )


@pytest.fixture
def framework() -> Framework:
    return Framework(
        id="test",
        title="Test",
        short_title="Test",
        owner="Us",
        edition="1",
        nation="UK",
        in_force_from=date(2026, 1, 1),
        source=Source(title="Test"),
        licence="None",
        items=(item("P1"), item("P1a", "P1"), item("P1b", "P1"), item("P2")),
    )


@pytest.fixture
def crosswalk() -> Crosswalk:
    edges = tuple(
        Edge(
            origin=origin,
            target=target,
            relation="supports",
            coverage="full",
            aspect="All",
            rationale="Same",
            source="Test",
            author="Test",
        )
        for origin, target in (("N02", "P1b"), ("N01", "P1a"), ("N01", "P1b"))
    )
    return Crosswalk(id="c", title="C", edition="1", origin="preceptee-test", target="test", edges=edges)


def test_a_principle_takes_the_items_of_its_elements_each_once(
    framework: Framework, crosswalk: Crosswalk
) -> None:
    assert linked_items("P1", framework, crosswalk, ASKED) == ["N01", "N02"]
    assert linked_items("P2", framework, crosswalk, ASKED) == []


def test_each_row_says_how_many_linked_areas_it_rests_on(framework: Framework, crosswalk: Crosswalk) -> None:
    held = release(figures("N01", n=100, need=40), figures("N02", n=100, need=60))
    assert [row[1:] for row in need_by_element(held, ASKED, framework, crosswalk).rows] == [
        ("P1", "Principle", "2 of 2", count(200), count(100), percent(50)),
        ("P1a", "Element", "1 of 1", count(100), count(40), percent(40)),
        ("P1b", "Element", "2 of 2", count(200), count(100), percent(50)),
        ("P2", "Principle", "No need area is linked to it", *(not_applicable,) * 3),
    ]


def test_an_element_whose_only_area_is_hidden_is_hidden(framework: Framework, crosswalk: Crosswalk) -> None:
    held = release(hidden_figures("N01"), figures("N02", n=100, need=60))
    rows = need_by_element(held, ASKED, framework, crosswalk).rows
    assert rows[1][3:] == ("0 of 1", hidden, hidden, hidden)
    assert rows[2][3:] == ("1 of 2", count(100), count(60), percent(60))
