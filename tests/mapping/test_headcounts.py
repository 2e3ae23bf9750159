"""A file of known headcounts: read whole or not at all, every fault placed, nothing guessed."""

import io
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from mapping.headcounts import people_known, read_headcounts
from mapping.spreadsheet import AnswersRefused
from surveys.counts import HeadcountLine

CODES = {
    "audience": ("preceptee", "preceptor"),
    "region": ("Y56", "Y58"),
    "pathway": ("diagnostic", "mri"),
    "sector": ("nhs-acute", "independent"),
}
NAMES = {"London": "Y56", "South West": "Y58"}
HEADER = "audience,region,pathway,sector,people"


def read(folder: Path, *rows: str, header: str = HEADER) -> list[HeadcountLine]:
    file = folder / "headcounts.csv"
    file.write_text("\n".join((header, *rows)) + "\n")
    return read_headcounts(file, codes=CODES, names=NAMES, source="Register 2026")


def refused(folder: Path, *rows: str, header: str = HEADER) -> list[str]:
    with pytest.raises(AnswersRefused) as raised:
        read(folder, *rows, header=header)
    return [str(refusal) for refusal in raised.value.refusals]


def test_codes_and_names_are_read_and_what_is_blank_stays_unknown(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        'preceptee,,,,"2,000"',
        "Preceptee,london,,,900",
        "preceptee,Y58,,,",
        "preceptee,,MRI,,[x]",
        "preceptor,,,independent,40",
    )
    assert [(one.audience, one.region, one.pathway, one.sector, one.people) for one in found] == [
        ("preceptee", "", "", "", 2000),
        ("preceptee", "Y56", "", "", 900),
        ("preceptor", "", "", "independent", 40),
    ]
    assert {one.source for one in found} == {"Register 2026"}


def test_a_workbook_is_read_and_its_faults_have_cells(tmp_path: Path) -> None:
    book, content = Workbook(), io.BytesIO()
    for row in (
        HEADER.split(","),
        ["preceptee", None, None, None, 1500],
        ["preceptee", "Y57", None, None, 3.5],
    ):
        book.active.append(row)  # type: ignore[union-attr]
    book.save(content)
    file = tmp_path / "headcounts.xlsx"
    file.write_bytes(content.getvalue())
    with pytest.raises(AnswersRefused) as raised:
        read_headcounts(file, codes=CODES, names=NAMES, source="Register")
    assert [str(one).split(":")[0] for one in raised.value.refusals] == [
        "cell B3, column region",
        "cell E3, column people",
    ]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("preceptees,,,,10", "line 2, column audience: 'preceptees' is not an audience"),
        (",,,,10", "line 2, column audience: blank is not an audience. Use one of preceptee, preceptor."),
        ("preceptee,Wales,,,10", "'Wales' is not a region. Use one of Y56, Y58, or leave it blank"),
        ("preceptee,,x-ray,,10", "line 2, column pathway: 'x-ray' is not a pathway"),
        ("preceptee,,,nhs,10", "line 2, column sector: 'nhs' is not a sector"),
        ("preceptee,,,,-4", "line 2, column people: '-4' is not a number of people"),
        ("preceptee,,,,1e5", "'1e5' is not a number of people"),
        ("preceptee,,,,99999999", "'99999999' is not a number of people"),
    ],
)
def test_a_fault_names_line_column_and_what_to_do(tmp_path: Path, row: str, said: str) -> None:
    (message,) = refused(tmp_path, row)
    assert said in message


def test_every_fault_is_told_at_once(tmp_path: Path) -> None:
    found = refused(
        tmp_path, "preceptee,,,,many", "preceptee,Y99,,,1", "preceptee,Y56,,,5", "preceptee,Y56,,,6"
    )
    assert [message.split(":")[0] for message in found] == [
        "line 2, column people",
        "line 3, column region",
        "line 5, column audience",
    ]
    assert "this group is on line 4 already" in found[2]


def test_the_columns_are_the_ones_expected(tmp_path: Path) -> None:
    assert (
        "the column sector is missing" in refused(tmp_path, "a", header="audience,region,pathway,people")[0]
    )
    assert "this is not a column" in refused(tmp_path, "a", header=HEADER + ",board")[0]
    assert "is there more than once" in refused(tmp_path, "a", header=HEADER + ",people")[0]
    assert "has a header but no numbers" in refused(tmp_path)[0]
    assert "is empty" in refused(tmp_path, header="")[0]


def test_sec_36_a_file_made_to_be_a_burden_is_refused_before_it_is_read(tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 50_000_000)
    assert bomb.stat().st_size < 100_000
    broken, long = tmp_path / "broken.xlsx", tmp_path / "long.csv"
    broken.write_bytes(b"PK\x03\x04 and nothing else")
    long.write_text(HEADER + "\n" + "preceptee,,,,1\n" * 400_000)
    for file, said in ((bomb, "too large"), (broken, "not a spreadsheet"), (long, "too large")):
        with pytest.raises(AnswersRefused, match=said):
            read_headcounts(file, codes=CODES, names=NAMES, source="Register")


def test_parts_add_up_to_their_total_or_the_file_is_refused(tmp_path: Path) -> None:
    parts = ("preceptee,Y56,,,900", "preceptee,Y58,,,600")
    assert len(read(tmp_path, *parts, "preceptee,,,,1500")) == 3
    (message,) = refused(tmp_path, "preceptee,,,,2000", *parts)
    assert "line 2, column people: the regions add up to 1,500, but this line says 2,000" in message
    assert len(read(tmp_path, "preceptee,,,,1000", parts[0])) == 2
    assert "add up to 900" in refused(tmp_path, "preceptee,,,,800", parts[0])[0]


def test_a_total_is_added_up_only_from_all_of_its_parts(tmp_path: Path) -> None:
    lines = read(
        tmp_path,
        "preceptee,Y56,,,900",
        "preceptee,Y58,,,600",
        "preceptor,Y56,,,70",
        "preceptor,Y58,diagnostic,,20",
        "preceptor,Y58,mri,,5",
    )
    assert people_known(lines, "preceptee", codes=CODES) == 1500
    assert people_known(lines, "preceptee", codes=CODES, region="Y56") == 900
    assert people_known(lines, "preceptee", codes=CODES, pathway="mri") is None
    assert people_known(lines, "preceptor", codes=CODES, region="Y58") == 25
    assert people_known(lines, "preceptor", codes=CODES) is None
    assert people_known([], "preceptee", codes=CODES) is None


def test_what_is_unknown_is_never_what_is_left_over(tmp_path: Path) -> None:
    lines = read(tmp_path, "preceptee,,,,1500", "preceptee,Y56,,,900", "preceptee,Y58,,,")
    assert people_known(lines, "preceptee", codes=CODES, region="Y58") is None
