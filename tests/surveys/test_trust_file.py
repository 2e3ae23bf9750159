"""The trust file as published, and damaged."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.database import Database
from surveys.organisations import load_organisations
from surveys.tables import Organisation
from surveys.trust_file import TrustFileRefused, read_trust_file

ON = date(2026, 11, 24)


def line(code: str = "RJ1", name: str = "A TRUST", *, region: str = "Y56", closed: str = "") -> str:
    cells = [code, name, region, "QKK", *[""] * 6, "19930401", closed, *[""] * 15]
    return ",".join(f'"{cell}"' for cell in cells) + "\r\n"


def written(folder: Path, text: str) -> Path:
    path = folder / "etr.csv"
    path.write_bytes(text.encode())
    return path


def test_the_real_file_has_274_trusts_of_which_202_are_open(trust_file: Path) -> None:
    trusts = read_trust_file(trust_file)
    assert (len(trusts), sum(trust.is_open(ON) for trust in trusts)) == (274, 202)
    guys = next(trust for trust in trusts if trust.code == "RJ1")
    assert (guys.region, guys.board) == ("Y56", "QKK")


def test_loading_the_real_file_twice_changes_nothing(database: Database, trust_file: Path) -> None:
    trusts = read_trust_file(trust_file)
    with database.writing() as session:
        first = load_organisations(session, trusts, on=ON)
    with database.writing() as session:
        second = load_organisations(session, trusts, on=ON)
    assert (first.added, first.changed) == (274, 0)
    assert (second.read, second.open, second.added, second.changed) == (274, 202, 0, 0)


def test_a_changed_name_is_brought_up_to_date_and_a_vanished_trust_is_kept(
    database: Database, tmp_path: Path
) -> None:
    for text in (line("RJ1", "OLD") + line("RJ2"), line("RJ1", "NEW")):
        with database.writing() as session:
            loaded = load_organisations(session, read_trust_file(written(tmp_path, text)), on=ON)
    assert (loaded.added, loaded.changed) == (0, 1)
    with database.reading() as session:
        assert session.get_one(Organisation, "RJ1").name == "NEW"
        assert session.get(Organisation, "RJ2") is not None


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ('"RJ2","SHORT"\r\n', "line 2: it has 2 columns"),
        (line("rj"), "line 2: column 1"),
        (line("RJ2", ""), "line 2: column 2"),
        (line("RJ2", region="LONDON"), "line 2: column 3"),
        (line("RJ2", closed="31/12/2020"), "line 2: column 12"),
        (line("RJ2", closed="19900101"), "it closes before it opens"),
        (line("RJ1"), "already on line 1"),
        ('"RJ2","UNCLOSED\r\n', "line 2: the quotes do not add up"),
    ],
)
def test_a_damaged_line_is_refused_by_its_number(tmp_path: Path, bad: str, said: str) -> None:
    with pytest.raises(TrustFileRefused) as refused:
        read_trust_file(written(tmp_path, line("RJ1") + bad))
    assert said in str(refused.value)


def test_every_damaged_line_is_named(tmp_path: Path) -> None:
    text = line("RJ1") + line("x") + line("RJ3") + line("y")
    with pytest.raises(TrustFileRefused) as refused:
        read_trust_file(written(tmp_path, text))
    assert [fault.split(":")[0] for fault in refused.value.faults] == ["line 2", "line 4"]


def test_new_five_character_codes_are_welcome(tmp_path: Path) -> None:
    assert read_trust_file(written(tmp_path, line("G6V2S")))[0].code == "G6V2S"


def test_a_missing_or_empty_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TrustFileRefused, match="There is no file"):
        read_trust_file(tmp_path / "none.csv")
    with pytest.raises(TrustFileRefused, match="empty"):
        read_trust_file(written(tmp_path, ""))


@given(cut=st.integers(1, 200))
def test_a_line_cut_anywhere_is_never_half_read(cut: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    whole = line("RJ1")
    path = written(tmp_path_factory.mktemp("cut"), whole[: min(cut, len(whole) - 5)])
    with pytest.raises(TrustFileRefused):
        read_trust_file(path)


def test_a_file_of_another_kind_is_refused_in_a_page_of_lines(tmp_path: Path) -> None:
    path = tmp_path / "other.csv"
    path.write_text("code,name\n" * 60)
    with pytest.raises(TrustFileRefused) as refused:
        read_trust_file(path)
    assert len(refused.value.faults) == 60
    assert str(refused.value).splitlines()[49:] == [
        "line 50: it has 2 columns where the file as published has 27.",
        "and 10 more like these",
    ]
