from mapping.cell import hidden
from reports.quadrants import crosshair, importance_and_confidence
from tests.reports.small import ASKED, figures, hidden_figures, percent, release


def test_areas_fall_in_quadrants_around_the_means_of_what_is_shown() -> None:
    held = release(
        figures("N01", n=100, need=50, important=80, confident=20),
        figures("N02", n=100, need=10, important=40, confident=60),
        hidden_figures("N03"),
    )
    cross = crosshair(held.parts[0])
    assert cross is not None
    assert (cross.important, cross.confident) == (60.0, 40.0)
    table = importance_and_confidence(held, ASKED)
    assert [row[2:] for row in table.rows] == [
        (percent(80), percent(20), "Support first"),
        (percent(40), percent(60), "More than needed"),
        (hidden, hidden, "[c]"),
    ]
    assert table.sentence == (
        "1 area is more important than average and rated with less confidence than average: Asking for help."
    )


def test_what_to_support_first_comes_first_by_the_distance_between_the_two() -> None:
    held = release(
        figures("N01", n=100, need=10, important=20, confident=80),
        figures("N02", n=100, need=50, important=70, confident=30),
        figures("N03", n=100, need=60, important=80, confident=20),
    )
    table = importance_and_confidence(held, ASKED)
    assert table.texts("item") == ("N03", "N02", "N01")
    assert table.sentence.startswith("2 areas are more important than average")


def test_with_nothing_shown_there_are_no_lines_and_no_claim() -> None:
    held = release(hidden_figures("N01"))
    assert crosshair(held.parts[0]) is None
    assert importance_and_confidence(held, ASKED).sentence == "None of these figures can be shown yet."
