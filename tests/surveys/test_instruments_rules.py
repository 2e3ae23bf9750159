"""A questionnaire that could not be asked, or whose answers could not be counted, is refused by name and line."""

from pathlib import Path

import pytest

from frameworks.definition import DefinitionError
from surveys.load import check_instruments, load_instruments

GOOD = """\
id: tiny
title: Tiny
edition: "1"
audience: organisation
source: written for this test
sections:
  - code: first
    title: First
    questions:
      - {code: offered, text: Offered, kind: yes-no, options: [{code: "yes", label: "Yes"}, {code: "no", label: "No"}]}
      - {code: starters, text: Starters, kind: number, minimum: 0, maximum: 9, unit: people}
"""

ONE_ITEM = """\
  - code: needs
    title: Needs
    items:
      - {code: N01, text: Settling in, pathways: [mri], transitions: [returner]}
"""


def problems(folder: Path, text: str) -> list[str]:
    (folder / "tiny.yaml").write_text(text, encoding="utf-8")
    return [problem.message for problem in check_instruments(folder)]


def test_a_small_good_instrument_is_accepted(tmp_path: Path) -> None:
    assert problems(tmp_path, GOOD) == []


def test_need_items_bring_scales_and_the_questions_they_are_limited_by(tmp_path: Path) -> None:
    assert problems(tmp_path, GOOD + ONE_ITEM) == [
        "need items are rated on this scale, so its codes must be 1, 2, 3, 4, 5",
        "need items are rated on this scale, so its codes must be 1, 2, 3, 4, 5",
        "need items are rated on this scale, so its codes must be training, supervised-practice, time, "
        "equipment, policy, peer-support",
        "'mri' is not an option of the question 'pathway'",
        "'returner' is not an option of the question 'transition'",
    ]


def test_a_kind_of_support_says_whether_it_is_learning_or_for_the_organisation(tmp_path: Path) -> None:
    support = (
        "support:\n  - {code: training, label: Training, kind: learning}\n  - {code: time, label: Time}\n"
    )
    assert problems(tmp_path, support + GOOD + ONE_ITEM)[-3] == (
        "say what it answers to: kind: learning, or kind: organisation"
    )


@pytest.mark.parametrize(
    ("good", "bad", "message"),
    [
        ("code: starters", "code: offered", "the code 'offered' is used twice; give each its own"),
        ("minimum: 0", "minimum: 9", "the minimum must be below the maximum"),
        (", unit: people", "", "a number question states minimum, maximum and unit"),
        ("kind: yes-no", "kind: number", "a number question has no options; take them out"),
        ("kind: number", "kind: single", "a single question needs at least two options"),
        ('code: "no"', 'code: "yes"', "a yes-no question has the options 'yes' and 'no'"),
        (
            "title: First",
            "title: Fit or failing",
            "'failing': preceptorship is not something a person passes or fails; say what is in place",
        ),
        (
            "unit: people",
            "unit: people, no_more_than: offered",
            "must be the code of another number question in this section",
        ),
    ],
)
def test_each_broken_rule_is_named(tmp_path: Path, good: str, bad: str, message: str) -> None:
    assert message in problems(tmp_path, GOOD.replace(good, bad))


def test_a_section_without_questions_is_refused(tmp_path: Path) -> None:
    empty = GOOD + "  - {code: empty, title: Empty}\n"
    assert problems(tmp_path, empty) == ["a section holds items or questions: one of the two, and not both"]


def test_a_bad_folder_is_not_loaded_and_every_problem_names_its_line(tmp_path: Path) -> None:
    (tmp_path / "tiny.yaml").write_text(GOOD.replace("code: starters", "code: offered"), encoding="utf-8")
    with pytest.raises(DefinitionError, match=r"tiny\.yaml:11: .*used twice"):
        load_instruments(tmp_path)
