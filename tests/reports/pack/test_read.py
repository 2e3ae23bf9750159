"""A pack that comes back: its answers as forms would post them, or a refusal that names cells (ANCHORS (d) 15)."""

import io
import zipfile
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mapping.spreadsheet import AnswersRefused
from reports.pack.form import Answer
from reports.pack.layout import answers_of, cell_name
from reports.pack.read import Filled, read_answers, read_manifest
from tests.reports.pack.packs import (
    ANSWERS,
    AVAILABILITY,
    KEY,
    MATRIX,
    MATURITY,
    TIME,
    changed,
    small_pack,
    with_cells,
    written,
)

PACK = small_pack()
FILE = written()


def read(content: bytes) -> Filled:
    manifest, sheets = read_manifest(content, key=KEY)
    return read_answers(PACK, manifest, sheets)


def faults(content: bytes) -> list[str]:
    with pytest.raises(AnswersRefused) as raised:
        read(content)
    return [str(each) for each in raised.value.refusals]


def test_an_untouched_pack_gives_back_what_was_filled_in() -> None:
    filled = read(FILE)
    assert filled.fields == {
        part: {field: list(values) for field, values in fields.items()} for part, fields in ANSWERS.items()
    }
    assert filled.cells["provision"]["offered"] == f"{AVAILABILITY}!B5"
    assert filled.cells[MATURITY.id]["L1-evidence"] == f"{MATRIX}!C6"


def test_answers_are_read_as_forms_post_them() -> None:
    filled = read(
        with_cells(
            FILE,
            {
                f"{AVAILABILITY}!B5": "everyone who starts or moves,  and anyone who asks",
                f"{AVAILABILITY}!B6": None,
                f"{AVAILABILITY}!B7": "YES",
                f"{TIME}!B5": 7.25,
                f"{TIME}!B6": "8",
                f"{TIME}!B7": 3,
                f"{MATRIX}!B7": 4,
                f"{MATRIX}!B9": "5: Leading",
            },
        )
    )
    provision, matrix = filled.fields["provision"], filled.fields[MATURITY.id]
    assert provision["offered"] == ["all"]
    assert provision["pathways-covered"] == ["therapeutic", "mri"]
    assert provision["preceptee-protected-hours"] == ["7.25"]
    assert provision["preceptor-protected-hours"] == ["8"]
    assert provision["meetings-count"] == ["3"]
    assert (matrix["L2"], matrix["T1"]) == (["4"], ["5"])


@pytest.mark.parametrize(
    ("cell", "value", "message"),
    [
        (f"{AVAILABILITY}!A5", "Who?", "was changed: it must say 'Who is offered preceptorship in radiography?' and"),
        (f"{AVAILABILITY}!D5", "other", "was changed: it must say 'offered' and says 'other'"),
        (f"{TIME}!C5", None, "was changed: it must say 'Type a number from 0 to 40, in hours a month. Enter 0"),
        (f"{MATRIX}!A4", "Points", "was changed: it must say 'Point' and says 'Points'"),
        ("Lists!A1", "Everybody", "was changed: it must say 'Everyone who starts or moves, and anyone who asks'"),
        (f"{TIME}!F20", "a note", "the form has nothing here; clear the cell, or put the answer in its yellow cell"),
        (f"{TIME}!B5", "=2+3", "holds a formula; type what it comes to"),
        ("Start here!C3", "=1", "holds a formula; type what it comes to"),
        (f"{AVAILABILITY}!B5", "Most people", "'Most people' is not in its list; choose 'Everyone who starts"),
        (f"{AVAILABILITY}!B6", "No", "'No' is not in its list; choose 'Yes', or clear the cell"),
        (f"{MATRIX}!B6", 0, "'0' is not in its list; choose '1: Beginning', '2: Started', '3: In place'"),
        (f"{MATRIX}!B6", True, "'TRUE' is not in its list"),
    ],
)  # fmt: skip
def test_whatever_does_not_fit_is_named_by_its_cell(cell: str, value: object, message: str) -> None:
    found = faults(with_cells(FILE, {cell: value}))
    assert len(found) == 1
    assert found[0].startswith(f"cell {cell}: {message}")


def test_every_formula_is_named_at_once() -> None:
    found = faults(
        with_cells(FILE, {f"{TIME}!B5": "=2+3", f"{TIME}!B6": "=A1", f"{MATRIX}!C6": "=HYPERLINK(1)"})
    )
    assert [each.split(":")[0] for each in found] == [
        f"cell {TIME}!B5", f"cell {TIME}!B6", f"cell {MATRIX}!C6",
    ]  # fmt: skip


@pytest.mark.parametrize("line", range(2, 11))
def test_nothing_on_the_manifest_can_be_changed(line: int) -> None:
    spoilt = with_cells(FILE, {f"Manifest!B{line}": "T02"})
    found = faults(spoilt)
    assert len(found) == 1
    assert "Manifest!" in found[0]
    assert "Download a new workbook" in found[0]


def test_a_pack_of_another_service_is_refused() -> None:
    with pytest.raises(AnswersRefused, match="cell Manifest!B10: the signature does not fit"):
        read_manifest(FILE, key=b"another key that is long enough, too")


def test_rows_that_were_sorted_or_taken_out_are_refused_by_their_cells() -> None:
    found = faults(changed(FILE, lambda book: book[TIME].delete_rows(5)))
    assert found[0].startswith(f"cell {TIME}!A5: was changed")


def test_a_sheet_that_is_missing_renamed_or_added_is_named() -> None:
    def rename(book: Any) -> None:
        book[TIME].title = "Hours"

    assert faults(changed(FILE, rename)) == [
        f"sheet {TIME}: it is missing or has another name; Download a new workbook and copy your answers into it.",
        "sheet Hours: it is not part of this workbook; take it out",
    ]
    assert faults(changed(FILE, lambda book: book.remove(book["Manifest"]))) == [
        "There is no sheet Manifest. Send the workbook that was downloaded here, whole."
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "The file is empty."),
        (b"a,b\n1,2\n", "This is not an Excel workbook."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "This is an old .xls file or has a password."),
        (b"PK\x03\x04 broken", "This is not a workbook that can be read."),
        (b"PK" + bytes(700_000), "The workbook is over 600 KB."),
    ],
)
def test_what_is_no_workbook_is_refused(content: bytes, message: str) -> None:
    assert faults(content)[0].startswith(message)


def test_a_workbook_that_unpacks_to_far_more_is_refused() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", bytes(40_000_000))
    assert faults(packed.getvalue()) == [
        "The workbook is too large when unpacked. Take out what was added to it."
    ]


def test_what_stands_far_outside_the_form_is_refused_without_looking_everywhere() -> None:
    for cell in ("CW9", "A3001"):
        assert faults(with_cells(FILE, {f"{TIME}!{cell}": "here"})) == [
            f"sheet {TIME}: there is something far outside the form; clear it"
        ]

    def add(book: Any) -> None:
        for number in range(60):
            book.create_sheet(f"More {number}")

    assert faults(changed(FILE, add)) == [
        "The workbook has far more sheets than the form. Take out those that were added."
    ]


def test_words_of_ours_that_changed_since_do_not_make_an_old_pack_unusable() -> None:
    sheet = PACK.parts[0].sheets[0].model_copy(update={"intro": "In other words."})
    part = PACK.parts[0].model_copy(update={"sheets": (sheet, *PACK.parts[0].sheets[1:])})
    manifest, sheets = read_manifest(FILE, key=KEY)
    newer = PACK.model_copy(update={"parts": (part, *PACK.parts[1:])})
    assert read_answers(newer, manifest, sheets).fields["provision"]["offered"] == ["some"]


ASKED = [
    (part, sheet.name, cell_name(place), answer)
    for part, sheet in PACK.sheets
    for place, answer in answers_of(sheet)
]


def given_answer(answer: Answer, pick: int, text: str) -> tuple[object, str]:
    """Something that can be typed into a cell, and what a form would post for it."""
    if answer.choices:
        choice = answer.choices[pick % len(answer.choices)]
        return choice.label, choice.value
    if answer.kind == "number":
        return pick, str(pick)
    return text, text


@settings(max_examples=12, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(range(len(ASKED))), st.integers(0, 40)),
        max_size=8,
        unique_by=lambda p: p[0],
    ),
    st.text(st.characters(codec="utf-8", categories=("L", "N", "P")), min_size=1, max_size=20),
)
def test_what_is_filled_in_comes_back_whatever_it_is(picks: list[tuple[int, int]], text: str) -> None:
    empty = written(small_pack({}))
    cells: dict[str, object] = {}
    expected: dict[str, dict[str, list[str]]] = {part.id: {} for part in PACK.parts}
    plain = text if text[0] not in "=+-@" else f"x{text}"
    for index, pick in sorted(picks):
        part, sheet, cell, answer = ASKED[index]
        cells[f"{sheet}!{cell}"], posted = given_answer(answer, pick, plain)
        expected[part].setdefault(answer.field, []).append(posted)
    assert read(with_cells(empty, cells)).fields == expected
