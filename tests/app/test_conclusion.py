"""A preceptor's result: every number shown, the limit named, and what follows from it."""

import pytest

from app.presenters.conclusion import NO_HOURS, RATIO_SOURCE, conclusion_words
from tests.app.respondents import once, save, started
from tests.people import Service

GIVEN = {
    "protected-hours": ("7.5",),
    "preceptees-now": ("3",),
    "preceptees-possible": ("2",),
    "training": ("one-day",),
    "willing": ("yes",),
    "eligible": ("yes",),
}


def test_somebody_with_more_preceptees_than_hours_is_told_so() -> None:
    words = conclusion_words(GIVEN)
    assert words.limit.startswith("Time is the limit. Your hours allow 1 preceptee, fewer than the 2 ")
    assert words.sentences == (
        "You support 3 preceptees now, 2 more than the 1 place counted here.",
        "You said you could support 2 well at one time. Talk with your preceptorship lead about why that "
        "differs from the places counted here.",
        "One more preceptee would take 16.5 more protected hours a year than you have.",
    )
    assert dict(words.rows)["Free places"] == "0"
    assert dict(words.rows)["Protected hours a year"] == "7.5"


def test_defaults_are_named_only_where_used_and_the_ratio_always() -> None:
    own = {"hours-per-preceptee": ("6",), "fixed-hours": ("2",)}
    assert conclusion_words(GIVEN | own).sources == (RATIO_SOURCE,)
    assert "5.5 hours a year" in conclusion_words(GIVEN).sources[0]


@pytest.mark.parametrize(
    ("changed", "limit"),
    [
        ({"eligible": ("no",)}, "You cannot take a preceptee yet"),
        ({"training-current": ("no",)}, "Training is what limits you now"),
        ({"willing": ("no",)}, "You said you would rather not"),
        ({"protected-hours": ("100",)}, "The ratio is the limit"),
        ({"protected-hours": ("13",)}, "Time and ratio are the limit together: both allow 2 preceptees"),
    ],
)
def test_the_limit_that_binds_is_said_in_words(changed: dict[str, tuple[str, ...]], limit: str) -> None:
    assert conclusion_words(GIVEN | changed).limit.startswith(limit)


def test_without_hours_nothing_is_worked_out() -> None:
    assert conclusion_words({}).limit == NO_HOURS


def test_a_nought_is_shown_as_a_nought(service: Service) -> None:
    browser, _ = started(service, "preceptor")
    save(browser, "about-you", pathway="diagnostic", setting="acute")
    save(browser, "capacity", **{question: value for question, (value,) in GIVEN.items()})
    browser.send("/my/submit", once=once(browser.get("/my/check").text))
    page = browser.get("/my/result").text
    shown = page.partition("Free places")[2].partition("</dd>")[0]
    assert shown.split()[-1] == "0"
