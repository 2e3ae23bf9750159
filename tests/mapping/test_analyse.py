"""Analysing a file a trust already has: golden values through a real file, and faults placed."""

import io
from pathlib import Path

import pytest
from openpyxl import Workbook

from mapping.analyse import analyse
from mapping.answers_file import AnswersRefused, read_answers

HEADER = "respondent,organisation,pathway,item,importance,confidence\n"
GOLDEN = HEADER + "".join(
    f"r{index},T1,diagnostic,on-call,{importance},{confidence}\n"
    for index, (importance, confidence) in enumerate([(5, 2), (4, 3), (5, 5), (3, 3), (4, 1), (2, 3)])
)


def written(folder: Path, text: str | bytes, name: str = "answers.csv") -> Path:
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def refusals(path: Path) -> list[tuple[int | None, str | None]]:
    with pytest.raises(AnswersRefused) as refused:
        read_answers(path)
    return [(each.line, each.column) for each in refused.value.refusals]


def test_golden_set_a_through_a_file(tmp_path: Path) -> None:
    found = analyse(read_answers(written(tmp_path, GOLDEN)))
    assert found["respondents"] == 6
    assert found["refused"] == []
    (item,) = found["items"]
    assert list(item) == [
        "item",
        "n",
        "missing",
        "not_in_role",
        "mean_importance",
        "mean_confidence",
        "mean_gap",
        "need",
        "mwds",
        "rds",
        "quadrant",
        "need_share",
        "need_low",
        "need_high",
    ]
    assert (item["item"], item["n"], item["need"]) == ("on-call", 6, 3)
    assert item["mwds"] == pytest.approx(3.83333, abs=1e-5)
    assert item["rds"] == pytest.approx(-33.33333, abs=1e-5)
    assert item["quadrant"] == "keep up"


def test_seven_needs_of_twenty_have_the_golden_interval(tmp_path: Path) -> None:
    rows = "".join(f"r{n},,,a,4,{3 if n < 7 else 4}\n" for n in range(20))
    (item,) = analyse(read_answers(written(tmp_path, HEADER + rows)))["items"]
    assert (round(item["need_low"], 4), round(item["need_high"], 4)) == (0.1812, 0.5671)


def test_na_in_either_rating_is_not_in_role_and_else_a_blank_is_missing(tmp_path: Path) -> None:
    rows = "a,,,x,NA,3\nb,,,x,,na\nc,,,x,,3\nd,,,x,,\ne,,,x,4,4\n"
    (item,) = analyse(read_answers(written(tmp_path, HEADER + rows)))["items"]
    assert (item["n"], item["missing"], item["not_in_role"]) == (1, 2, 2)


def test_an_item_nobody_rated_is_not_calculable_rather_than_zero(tmp_path: Path) -> None:
    (item,) = analyse(read_answers(written(tmp_path, HEADER + "a,,,x,,\n")))["items"]
    assert (item["n"], item["need"]) == (0, 0)
    for name in ("mean_importance", "mwds", "rds", "quadrant", "need_share", "need_low"):
        assert item[name] is None


def test_the_four_quadrants_have_their_crosshair_at_the_means_over_items(tmp_path: Path) -> None:
    ratings = {"a": (5, 2), "b": (5, 5), "c": (2, 2), "d": (2, 5)}
    rows = "".join(f"r,,,{item},{i},{c}\n" for item, (i, c) in ratings.items())
    found = analyse(read_answers(written(tmp_path, HEADER + rows)))["items"]
    assert [item["quadrant"] for item in found] == [
        "concentrate here",
        "keep up",
        "low priority",
        "possible overkill",
    ]


@pytest.mark.parametrize("rating", ["0", "6", "3.5", "three", "-1", "nan", "1e1", "5_0", "٣"])
def test_a_rating_outside_1_to_5_is_placed(tmp_path: Path, rating: str) -> None:
    path = written(tmp_path, HEADER + "a,,,x,4,4\n" + f"b,,,x,{rating},4\n")
    assert refusals(path) == [(3, "importance")]


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    path = written(tmp_path, HEADER + "a,,,x,9,4\na,,,y,4,8\n,,,z,1,1\na,,,w,1,1\na,,,w,2,2\n")
    assert refusals(path) == [(2, "importance"), (3, "confidence"), (4, "respondent"), (6, "item")]


def test_columns_that_are_unknown_missing_or_there_twice_are_named(tmp_path: Path) -> None:
    path = written(tmp_path, "respondent,item,item,importance,score\na,x,y,1,2\n")
    assert refusals(path) == [(1, "score"), (1, "item"), (1, "confidence")]


def test_a_file_that_is_empty_or_only_a_header_is_refused(tmp_path: Path) -> None:
    for text in ("", " \n\n", HEADER):
        with pytest.raises(AnswersRefused, match=r"empty|no answers"):
            read_answers(written(tmp_path, text))


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00", "picture.png"),
        (b"PK\x03\x04 broken", "book.xlsx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old.xls"),
        (b"respondent,item\x00,importance,confidence\n", "nul.csv"),
    ],
)
def test_a_file_that_is_not_a_spreadsheet_is_refused(tmp_path: Path, content: bytes, name: str) -> None:
    with pytest.raises(AnswersRefused, match="CSV UTF-8"):
        read_answers(written(tmp_path, content, name))


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(AnswersRefused, match="There is no file"):
        read_answers(tmp_path / "nothing.csv")


def test_the_line_is_the_one_a_text_editor_shows_after_a_cell_with_a_line_break(tmp_path: Path) -> None:
    path = written(tmp_path, HEADER + 'a,"two\nlines",,x,4,4\nb,,,x,7,4\n')
    assert refusals(path) == [(4, "importance")]


def test_excel_reads_like_csv_and_numbers_stored_as_decimals_are_fine(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in [("Respondent", "Item", "Importance", "Confidence"), ("a", "x", 4.0, 2), (7, "x", 5, "NA")]:
        sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    answers = read_answers(written(tmp_path, content.getvalue(), "answers.xlsx"))
    assert [(each.respondent, each.importance, each.not_in_role) for each in answers] == [
        ("a", 4, False),
        ("7", None, True),
    ]


def workbook_of(*sheets: tuple[str, list[str]]) -> bytes:
    """An .xlsx file with these sheets, each a title and lines of comma-separated cells."""
    book, content = Workbook(), io.BytesIO()
    book.remove(book.active)
    for title, lines in sheets:
        sheet = book.create_sheet(title)
        for line in lines:
            sheet.append([cell or None for cell in line.split(",")])
    book.save(content)
    return content.getvalue()


def test_the_answers_are_found_on_whichever_sheet_they_stand(tmp_path: Path) -> None:
    notes = ("Read me", ["What this file is", "Answers of our preceptees"])
    content = workbook_of(notes, ("Answers", ["", *GOLDEN.splitlines()]))
    assert len(read_answers(written(tmp_path, content, "answers.xlsx"))) == 6
    misspelt = workbook_of(notes, ("Answers", GOLDEN.replace("importance", "importence").splitlines()))
    assert refusals(written(tmp_path, misspelt, "answers.xlsx")) == [(1, "importence"), (1, "importance")]


def test_answers_on_two_sheets_are_refused_by_their_names(tmp_path: Path) -> None:
    content = workbook_of(("Spring", GOLDEN.splitlines()), ("Autumn", GOLDEN.splitlines()))
    with pytest.raises(AnswersRefused, match=r"more than one sheet \(Spring, Autumn\). Keep one"):
        read_answers(written(tmp_path, content, "answers.xlsx"))


def test_semicolons_and_a_byte_order_mark_are_understood(tmp_path: Path) -> None:
    text = b"\xef\xbb\xbfrespondent;item;importance;confidence\r\na;x;4;2\r\n"
    assert len(read_answers(written(tmp_path, text))) == 1


def test_for_the_public_small_counts_are_hidden_and_named(tmp_path: Path) -> None:
    rows = "".join(f"r{n},,,a,4,{3 if n < 12 else 4}\nr{n},,,b,4,{3 if n < 5 else 4}\n" for n in range(41))
    found = analyse(read_answers(written(tmp_path, HEADER + rows)), audience="public")
    first, second = found["items"]
    assert found["respondents"] == 40
    assert (first["n"], first["need"], first["need_share"]) == (40, 10, 0.25)
    assert (second["n"], second["need"], second["need_share"]) == (40, None, None)
    assert "need" in second["hidden"]
    assert "need" not in first["hidden"]


def by_organisation(*sizes: int) -> str:
    """An answer from everybody to one item: so many people of organisation T0, T1 and on, half in need."""
    return "".join(
        f"r{place}-{n},T{place},,a,4,{3 + n % 2}\n" for place, size in enumerate(sizes) for n in range(size)
    )


@pytest.mark.parametrize(
    ("sizes", "shown"),
    [((60,), True), ((30, 30), False), ((20, 20, 20), True), ((50, 10, 10), False), ((36, 14, 10), True)],
)
def test_a_public_file_of_several_organisations_needs_three_and_none_dominant(
    tmp_path: Path, sizes: tuple[int, ...], shown: bool
) -> None:
    found = analyse(read_answers(written(tmp_path, HEADER + by_organisation(*sizes))), audience="public")
    (item,) = found["items"]
    assert (item["need"] is not None, found["respondents"] is not None) == (shown, shown)
    assert ("n" in item["hidden"]) is not shown


def test_an_item_only_one_of_the_organisations_answered_is_hidden_from_the_public(tmp_path: Path) -> None:
    own = "".join(f"r0-{n},T0,,b,4,{3 + n % 2}\n" for n in range(20))
    text = HEADER + by_organisation(20, 20, 20) + own
    first, second = analyse(read_answers(written(tmp_path, text)), audience="public")["items"]
    assert (first["need"], second["need"], second["n"]) == (30, None, None)


def test_people_whose_organisation_is_blank_count_with_the_largest(tmp_path: Path) -> None:
    blank = "".join(f"s{n},,,a,4,{3 + n % 2}\n" for n in range(40))
    text = HEADER + by_organisation(20, 20, 20) + blank
    found = analyse(read_answers(written(tmp_path, text)), audience="public")
    assert found["items"][0]["need"] == 50
    assert analyse(read_answers(written(tmp_path, text + blank.replace("s", "t"))), audience="public")[
        "items"
    ][0]["hidden"] == [name for name in found["items"][0] if name not in {"item", "hidden"}]


def test_below_ten_people_the_public_sees_nothing(tmp_path: Path) -> None:
    found = analyse(read_answers(written(tmp_path, GOLDEN)), audience="public")
    assert found["respondents"] is None
    assert all(value is None for name, value in found["items"][0].items() if name not in {"item", "hidden"})


def test_more_columns_than_anybody_needs_are_refused_once(tmp_path: Path) -> None:
    path = written(tmp_path, HEADER.strip() + ",x" * 100 + "\n")
    assert refusals(path) == [(1, None)]


def test_blank_lines_above_the_header_are_skipped_and_still_counted(tmp_path: Path) -> None:
    assert refusals(written(tmp_path, "\n\n" + HEADER + "a,,,x,9,4\n")) == [(4, "importance")]
