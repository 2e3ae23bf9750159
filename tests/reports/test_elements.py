from datetime import date

import pytest

from frameworks.model import Framework, Item, Source
from mapping.cell import hidden, not_applicable
from mapping.crosswalk import Crosswalk, Edge
from reports.elements import linked_items, need_by_level, with_codes
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


def test_each_row_says_how_many_linked_areas_it_rests_on_and_the_highest_comes_first(
    framework: Framework, crosswalk: Crosswalk
) -> None:
    held = release(figures("N01", n=100, need=40), figures("N02", n=100, need=60))
    principles = need_by_level(held, ASKED, framework, crosswalk, kind="principle")
    assert [row[1:] for row in principles.rows] == [
        ("P1", "2 of 2", count(200), count(100), percent(50)),
        ("P2", "No need area is linked to it", *(not_applicable,) * 3),
    ]
    assert "1 of 2 have a linked need area." in principles.notes[1]
    elements = need_by_level(held, ASKED, framework, crosswalk, kind="element")
    assert [row[1:] for row in elements.rows] == [
        ("P1b", "2 of 2", count(200), count(100), percent(50)),
        ("P1a", "1 of 1", count(100), count(40), percent(40)),
    ]
    assert elements.sentence == "The highest shares with a need are: Title P1b (50%); and Title P1a (40%)."
    assert with_codes(elements).texts("title") == ("P1b Title P1b", "P1a Title P1a")


def test_an_element_whose_only_area_is_hidden_is_hidden(framework: Framework, crosswalk: Crosswalk) -> None:
    held = release(hidden_figures("N01"), figures("N02", n=100, need=60))
    rows = need_by_level(held, ASKED, framework, crosswalk, kind="element").rows
    assert rows[0][2:] == ("1 of 2", count(100), count(60), percent(60))
    assert rows[1][2:] == ("0 of 1", hidden, hidden, hidden)
