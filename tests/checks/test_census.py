"""The census in docs/checks.csv is whole, names tests that exist, and claims nothing without one."""

import csv
from pathlib import Path

import pytest

from tests.checks.census import COLUMNS, census, problems, write_csv
from tests.checks.evidence import Judgement, every_check, load_judgements
from tests.checks.named import checks_named, every_test

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def written() -> list[dict[str, str]]:
    """The lines of docs/checks.csv as they were committed."""
    with (ROOT / "docs" / "checks.csv").open(newline="") as file:
        return list(csv.DictReader(file))


def named_in(line: dict[str, str]) -> list[str]:
    return [] if line["test"] == "none" else line["test"].split("; ")


def test_every_one_of_the_211_checks_has_one_line(written: list[dict[str, str]]) -> None:
    assert len(every_check()) == 211
    assert [line["id"] for line in written] == every_check()
    assert set(written[0]) == set(COLUMNS)


def test_every_test_that_is_named_exists(written: list[dict[str, str]]) -> None:
    there = {f"{file}::{name}" for name, files in every_test().items() for file in files}
    assert {test for line in written for test in named_in(line)} - there == set()


def test_nothing_is_said_to_be_shown_without_a_test(written: list[dict[str, str]]) -> None:
    assert [line["id"] for line in written if line["result"] != "not shown" and not named_in(line)] == []
    assert {line["result"] for line in written} <= {"shown", "partly", "not shown"}


def test_what_does_not_apply_says_why(written: list[dict[str, str]]) -> None:
    assert [line["id"] for line in written if not line["applies"].startswith(("yes", "no: "))] == []


def test_the_lines_say_what_we_judged_by_hand(written: list[dict[str, str]]) -> None:
    said = load_judgements()
    stale = [
        line["id"]
        for line in written
        if (line["asks"], line["applies"]) != (said[line["id"]].asks, said[line["id"]].applies)
    ]
    assert stale == [], "run `python -m tests.checks`"
    assert list(problems(said, every_test())) == []


def test_only_functions_that_pytest_would_collect_count(tmp_path: Path) -> None:
    folder = tmp_path / "tests"
    folder.mkdir()
    (folder / "test_one.py").write_text("def test_here(): ...\ndef helper():\n    def test_inside(): ...\n")
    (folder / "people.py").write_text("def test_elsewhere(): ...\n")
    assert every_test(folder) == {"test_here": ["tests/test_one.py"]}


def test_a_claim_without_a_test_and_a_test_that_is_not_there_are_named() -> None:
    said = {
        "SEC-01": Judgement(asks="Every route has a right", result="shown"),
        "SEC-02": Judgement(asks="Every route is tried", result="partly", tests=("test_nobody_wrote",)),
        "SEC-03": Judgement(asks="Nobody reads another", applies="no: there is one person", result="partly"),
    }
    there = {"test_sec_03_nobody_reads_another": ["tests/test_one.py"]}
    found = [line for line in problems(said, there) if "speak of every check once" not in line]
    assert found == [
        "SEC-02: test_nobody_wrote is not the name of one test; write name@file where several have it.",
        "SEC-01: nothing is shown without a test.",
        "SEC-02: nothing is partly without a test.",
        "SEC-03: what does not apply is not partly either.",
    ]


def test_a_name_that_two_files_have_needs_its_file() -> None:
    there = {"test_a_thing": ["tests/test_one.py", "tests/test_two.py"]}
    one = Judgement(asks="A thing happens", result="partly", tests=("test_a_thing@tests/test_two.py",))
    (row,) = census({"OPS-20": one}, there)
    assert row.tests == ("tests/test_two.py::test_a_thing",)


def test_a_check_nobody_judged_is_partly_shown_by_a_test_named_after_it_and_never_more() -> None:
    there = {"test_ops_20_an_alarm_rings": ["tests/test_one.py"]}
    (row,) = census({"OPS-20": Judgement(asks="Alarms ring in a drill")}, there)
    assert row.result == "partly"
    assert write_csv([row]) == (
        "id,asks,applies,test,result,note\n"
        "OPS-20,Alarms ring in a drill,yes,tests/test_one.py::test_ops_20_an_alarm_rings,partly,\n"
    )


@pytest.mark.parametrize(
    ("name", "checks"),
    [
        ("test_sec_33_typed_text_is_never_a_formula", {"SEC-33"}),
        ("test_ux_01_03_a_preceptee_gets_to_a_profile", {"UX-01", "UX-03"}),
        ("test_sec_08_sec_10_a_bad_form_names_the_field", {"SEC-08", "SEC-10"}),
        ("test_sec_15_and_16_every_response_carries_the_policy", {"SEC-15", "SEC-16"}),
        ("test_a_section_of_ten", set()),
    ],
)
def test_a_test_is_named_after_the_checks_at_its_start(name: str, checks: set[str]) -> None:
    assert checks_named(name) == checks
