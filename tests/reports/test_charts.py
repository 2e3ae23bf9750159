import json
from itertools import combinations, pairwise
from typing import Any

import pytest

from mapping.cell import Cell, hidden
from reports import charts
from reports.label_places import label_places
from reports.labels import bar_labels
from reports.quadrant_chart import CORNERS, quadrant_points
from reports.quadrants import QUADRANTS, crosshair, importance_and_confidence
from reports.table import Column, Table
from tests.reports.colour import SEEN, contrast, distance
from tests.reports.data import instruments
from tests.reports.small import ASKED, figures, hidden_figures, percent, release

ROWS = (("Asking for help", percent(35), percent(40)), ("Night shifts", hidden, percent(50)))
TABLE = Table(
    id="t",
    title="T",
    subtitle="S",
    columns=(
        Column(key="area", title="Area"),
        Column(key="own", title="Own", unit="percent"),
        Column(key="nation", title="Nation", unit="percent"),
    ),
    rows=ROWS,
    sentence="In words.",
)


def every_chart() -> list[charts.Chart]:
    held = release(figures("N01", n=100, need=40), hidden_figures("N02"))
    cross = crosshair(held.parts[0])
    assert cross is not None
    quadrants = importance_and_confidence(held, ASKED)
    return [
        charts.share_bars(TABLE, label="area", share="own"),
        charts.group_points(TABLE, label="area", groups=("own", "nation")),
        quadrant_points(
            quadrants,
            label="item",
            across="confident_share",
            up="important_share",
            quadrant="quadrant",
            cross=(cross.confident, cross.important),
        ),
        charts.two_ratings(ratings(), label="area", first="importance", second="confidence"),
        charts.month_lines(months(), month="month", series=("active", "supply")),
    ]


def ratings() -> Table:
    columns = (Column(key="area", title="Area"), Column(key="importance", title="Importance", unit="count"))
    columns += (Column(key="confidence", title="Confidence", unit="count"),)
    rows = (("Asking for help", Cell(text="5", value=5.0), Cell(text="2", value=2.0)),)
    return TABLE.model_copy(update={"columns": columns, "rows": rows})


def months() -> Table:
    columns = (Column(key="month", title="Month"), Column(key="active", title="Active", unit="count"))
    columns += (Column(key="supply", title="Places", unit="count"),)
    rows = (("September 2026", Cell(text="4", value=4.0), Cell(text="6", value=6.0)),)
    return TABLE.model_copy(update={"columns": columns, "rows": rows})


def test_a_bar_is_the_tables_cell_and_a_hidden_cell_is_not_drawn() -> None:
    (trace,) = charts.share_bars(TABLE, label="area", share="own").figure["data"]
    assert (trace["x"], trace["y"], trace["text"]) == ([35.0], ["Asking for help"], ["35%"])


def test_the_words_of_a_chart_are_its_tables_sentence() -> None:
    assert charts.share_bars(TABLE, label="area", share="own").sentence == "In words."


def test_groups_leave_out_just_their_own_hidden_cells() -> None:
    own, nation = charts.group_points(TABLE, label="area", groups=("own", "nation")).figure["data"]
    assert (own["x"], nation["x"]) == ([35.0], [40.0, 50.0])


def test_areas_with_the_same_beginning_keep_bars_of_their_own() -> None:
    long = "Working with people and with everything around them, " * 3
    rows = ((f"{long} one", percent(10), percent(10)), (f"{long} two", percent(20), percent(20)))
    table = TABLE.model_copy(update={"rows": rows})
    (trace,) = charts.share_bars(table, label="area", share="own").figure["data"]
    assert len(set(trace["y"])) == 2


@pytest.mark.parametrize("chart", every_chart(), ids=lambda chart: str(chart.id))
def test_a_figure_is_plain_json_of_basic_traces_without_markup(chart: charts.Chart) -> None:
    text = json.dumps(chart.figure, allow_nan=False)
    assert "<b>" not in text
    assert "bdata" not in text
    assert {trace["type"] for trace in chart.figure["data"]} <= {"scatter", "bar", "pie"}


def test_sdc_09_percentage_axes_are_fixed() -> None:
    for chart in every_chart()[:3]:
        assert chart.figure["layout"]["xaxis"]["range"] == [0, 100]
    assert every_chart()[2].figure["layout"]["yaxis"]["range"] == [0, 100]


def test_ux_22_colours_stand_out_from_white_and_from_their_neighbours() -> None:
    assert len(charts.PALETTE) == 4
    assert min(contrast(colour, "#ffffff") for colour in charts.PALETTE) >= 3
    assert min(contrast(one, other) for one, other in pairwise(charts.PALETTE)) >= 3


@pytest.mark.parametrize("eyes", SEEN)
def test_ux_22_colours_are_told_apart_by_all_eyes(eyes: str) -> None:
    assert min(distance(one, other, eyes) for one, other in combinations(charts.PALETTE, 2)) >= 20


def test_every_series_has_a_shape_or_dash_of_its_own() -> None:
    def shapes(figure: dict[str, Any]) -> list[object]:
        named = [trace for trace in figure["data"] if trace.get("showlegend", True)]
        return [trace["marker"]["symbol"] for trace in named]

    for chart in (every_chart()[1], every_chart()[3], every_chart()[4]):
        assert len(set(map(str, shapes(chart.figure)))) == 2


def test_long_names_take_two_lines_and_are_whole() -> None:
    for instrument in instruments().values():
        for label in bar_labels([item.text for item in instrument.items]):
            assert label.count("<br>") <= 1
            assert not label.endswith("…"), label


def test_each_quadrant_is_named_where_its_points_are() -> None:
    assert set(CORNERS) == set(QUADRANTS.values())
    figure = every_chart()[2].figure
    assert [each["text"] for each in figure["layout"]["annotations"]] == list(CORNERS)
    assert {trace["name"] for trace in figure["data"]} <= set(CORNERS)


def test_points_close_together_have_their_names_apart() -> None:
    assert len(set(label_places([(50, 50), (51, 50), (50, 51)]))) == 3
