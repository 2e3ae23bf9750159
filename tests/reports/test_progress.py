"""A person's own ratings over their year: what closed, what is new, and where a line must stop."""

from mapping.cell import Cell
from reports.progress import OwnMoment, Progress, progress_charts, progress_sentences, progress_table
from surveys.instrument import NeedItem
from surveys.rating import Rating

NAMES = {"N01": "Settling in", "N02": "Nights", "N03": "Consent", "N04": "Kit"}
ITEMS = tuple(NeedItem(code=code, text=text) for code, text in NAMES.items())


def ratings(**pairs: tuple[int, int] | tuple[int, int, int]) -> dict[str, Rating]:
    return {
        item: Rating(
            item=item, importance=pair[0], confidence=pair[1], looking_back=pair[2] if len(pair) > 2 else None
        )
        for item, pair in pairs.items()
    }


START = OwnMoment(0, ratings(N01=(5, 2), N02=(3, 3), N03=(4, 1), N04=(5, 1)))
LATER = OwnMoment(3, ratings(N01=(5, 5), N02=(5, 3), N03=(4, 2), N04=(5, 5)))


def progress(*moments: OwnMoment, **breaks: tuple[int, ...]) -> Progress:
    return Progress(ITEMS, moments, breaks)


def test_closed_new_and_lasting_needs_are_told_in_words() -> None:
    assert progress_sentences(progress(START, LATER, N04=(3,))) == [
        "You can compare 3 areas between the start and 3 months.",
        "1 need closed: “Settling in”.",
        "1 need is new: “Nights”.",
        "1 need stayed: “Consent”.",
    ]


def test_the_table_has_both_ratings_of_each_moment_and_a_break_where_words_changed() -> None:
    table = progress_table(progress(START, LATER, N04=(3,)))
    assert [column.title for column in table.columns] == [
        "Area",
        "Importance: start",
        "Confidence: start",
        "Importance: 3 months",
        "Confidence: 3 months",
        "Your need",
    ]
    rows = [[entry.text if isinstance(entry, Cell) else entry for entry in row] for row in table.rows]
    assert rows == [
        ["Settling in", "5", "2", "5", "5", "Closed"],
        ["Nights", "3", "3", "5", "3", "New"],
        ["Consent", "4", "1", "4", "2", "Stayed"],
        ["Kit", "5", "1", "5", "5", "[b] asked in other words since 3 months"],
    ]
    assert table.notes[0].startswith("[b]")


def test_a_line_joins_moments_and_stops_at_a_break() -> None:
    shown = progress(START, LATER, N04=(3,))
    confidence, importance = progress_charts(shown, progress_table(shown))
    lines, start, later, breaks = confidence.figure["data"]
    assert lines["x"] == [2, 5, None, 3, 3, None, 1, 2, None]
    assert (start["name"], start["x"], later["name"], later["x"]) == (
        "Start",
        [2, 3, 1, 1],
        "3 months",
        [5, 3, 2, 5],
    )
    assert (breaks["text"], breaks["y"], breaks["x"]) == (["  [b]"], ["Kit"], [5])
    assert importance.figure["data"][1]["x"] == [5, 3, 4, 5]


def test_looking_back_is_told_as_how_the_yardstick_moved() -> None:
    end = OwnMoment(12, ratings(N01=(5, 5, 1), N02=(3, 3, 3), N03=(4, 4, 2), N04=(5, 5)))
    table = progress_table(progress(START, end))
    assert table.columns[-2].title == "Confidence at the start, looking back"
    assert [cell.text for cell in table.values("looking_back") if isinstance(cell, Cell)] == [
        "1",
        "3",
        "2",
        "–",
    ]
    assert "lower than you did at the time in 1 area, higher in 1 and the same in 1." in " ".join(
        progress_sentences(progress(START, end))
    )


def test_one_moment_asks_to_come_back_and_blank_ratings_stay_blank() -> None:
    only = OwnMoment(
        0, {"N01": Rating(item="N01", importance=4), "N02": Rating(item="N02", not_in_role=True)}
    )
    assert "answered once so far" in progress_sentences(progress(only))[0]
    rows = progress_table(progress(only)).rows
    assert [[entry.text for entry in row if isinstance(entry, Cell)] for row in rows[:3]] == [
        ["4", "–"],
        ["not in role", "not in role"],
        ["–", "–"],
    ]
