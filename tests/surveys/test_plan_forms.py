"""What was typed about an action or a meeting (SEC-10, UX-08)."""

from datetime import date

import pytest

from surveys.instrument import Option
from surveys.plan_choices import LONGEST
from surveys.plan_forms import ActionWords, MeetingWords, read_action, read_date, read_meeting

SUPPORT = (Option(code="time", label="Protected time"),)


def typed(**fields: str) -> dict[str, list[str]]:
    return {name.replace("_", "-"): [value] for name, value in fields.items()}


def test_an_action_is_read_whole() -> None:
    form = typed(
        aim=" Work nights ",
        support="time",
        who="Sam\r\nand Ola",
        due_day="3",
        due_month="02",
        due_year="2027",
        cpd="work-based",
        state="done",
        evidence="A note",
        reflection="It went well",
    )
    assert read_action(form, support=SUPPORT) == (
        ActionWords(
            aim="Work nights",
            support="time",
            who="Sam\nand Ola",
            due=date(2027, 2, 3),
            cpd="work-based",
            state="done",
            evidence="A note",
            reflection="It went well",
        ),
        {},
    )


def test_only_the_aim_must_be_filled_in() -> None:
    assert read_action(typed(aim="Work nights"), support=SUPPORT)[0] == ActionWords(aim="Work nights")
    found, problems = read_action({}, support=SUPPORT)
    assert found is None
    assert problems == {"aim": "Type an aim, such as to work a night shift on your own."}


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("support", "gold", "Choose one of the answers shown."),
        ("cpd", "hobby", "Choose one of the answers shown."),
        ("state", "confirmed", "Choose one of the answers shown."),
        ("respondent", "someone", "does not have this field"),
        ("revision", "3", "does not have this field"),
        ("aim", "x" * (LONGEST["aim"] + 2), "Use 300 characters or fewer. Take out at least 2."),
        ("reflection", "a\x00b", "hidden character"),
    ],
)
def test_sec_08_sec_10_what_cannot_be_stored_is_named_by_field(field: str, value: str, message: str) -> None:
    found, problems = read_action(typed(aim="Work nights") | {field: [value]}, support=SUPPORT)
    assert found is None
    assert message in problems[field]


@pytest.mark.parametrize(
    ("day", "month", "year", "wrong"),
    [
        ("", "2", "2027", "day"),
        ("3", "", "2027", "month"),
        ("3", "2", "", "year"),
        ("32", "2", "2027", "day"),
        ("3", "13", "2027", "month"),
        ("3", "2", "27", "year"),
        ("3", "2", "1999", "year"),
        ("three", "2", "2027", "day"),
        ("٣", "2", "2027", "day"),
        ("31", "2", "2027", "day"),
    ],
)
def test_a_date_that_does_not_exist_is_named_by_its_first_wrong_box(
    day: str, month: str, year: str, wrong: str
) -> None:
    found, problems = read_date(typed(due_day=day, due_month=month, due_year=year), "due", "by when")
    assert found is None
    assert list(problems) == [f"due-{wrong}"]


def test_a_date_sent_twice_is_refused() -> None:
    assert read_date({"due-day": ["1", "2"]}, "due", "by when")[1]["due-day"] == (
        "Choose or type one answer only."
    )


def test_a_meeting_needs_its_kind_and_its_day() -> None:
    assert read_meeting({})[1] == {
        "kind": "Choose which meeting this is.",
        "held-day": "Type the date you met, or plan to meet.",
    }
    form = typed(kind="initial", held_day="5", held_month="10", held_year="2026", notes="Hopes")
    assert read_meeting(form) == (
        MeetingWords(kind="initial", held_on=date(2026, 10, 5), notes="Hopes"),
        {},
    )
