"""Leaving beside support and needs: shares, a difference with its interval, and words that claim no cause."""

import re

from reports.leaving_association import leaving_by_support, leaving_differences
from tests.reports.leaving import by, with_facts

SHOWN = by("named-preceptor", yes_leaving=40, yes_staying=120, no_leaving=60, no_staying=80)


def texts(row: tuple[object, ...]) -> list[str]:
    return [entry if isinstance(entry, str) else entry.text for entry in row]  # type: ignore[attr-defined]


def test_each_group_has_its_share_and_interval() -> None:
    table = leaving_by_support(with_facts(SHOWN))
    assert [texts(row) for row in table.rows[:2]] == [
        ["People with a named preceptor", "160", "40", "25%", "19%", "32%"],
        ["People without a named preceptor", "140", "60", "43%", "35%", "51%"],
    ]
    assert "an association, not a cause" in table.sentence
    assert len(table.rows) == len(table.about) == 9


def test_a_difference_is_worded_as_an_association() -> None:
    table = leaving_differences(with_facts(SHOWN))
    assert texts(table.rows[0]) == [
        "People with a named preceptor beside people without a named preceptor",
        "−18",
        "−28",
        "−7",
        "People with a named preceptor less often said that leaving is often on their mind than people without a "
        "named preceptor, by about 18 percentage points. This does not show that one causes the other.",
    ]
    assert table.sentence == texts(table.rows[0])[-1]


def test_a_difference_that_may_be_chance_is_called_none() -> None:
    table = leaving_differences(
        with_facts(by("protected-time", yes_leaving=30, yes_staying=70, no_leaving=35, no_staying=65))
    )
    assert texts(table.rows[1])[-1] == "No clear difference: the interval reaches 0."
    assert table.sentence == "No clear difference can be shown."


def test_more_needs_are_compared_with_the_fewest() -> None:
    figures = by(
        "needs",
        **{
            "10_or_more_leaving": 60,
            "10_or_more_staying": 40,
            "5_to_9_leaving": 40,
            "5_to_9_staying": 60,
            "0_to_4_leaving": 20,
            "0_to_4_staying": 80,
        },
    )
    table = leaving_differences(with_facts(figures))
    assert [texts(row)[1] for row in table.rows[3:]] == ["40", "20"]
    assert "more often said" in texts(table.rows[3])[-1]


def test_sdc_10_nothing_is_compared_where_a_count_is_hidden() -> None:
    held = with_facts(
        by("named-preceptor", yes_leaving=40, yes_staying=120, no_leaving=None, no_staying=None)
    )
    table = leaving_differences(held)
    assert texts(table.rows[0])[1:] == ["[c]", "[c]", "[c]", "Not compared: a count it needs is not shown."]
    assert texts(leaving_by_support(held).rows[1])[1:] == ["[c]"] * 5


def test_no_word_claims_a_cause() -> None:
    for table in (leaving_by_support(with_facts(SHOWN)), leaving_differences(with_facts(SHOWN))):
        words = " ".join(
            (table.title, table.subtitle, table.sentence, *(texts(row)[-1] for row in table.rows))
        )
        claims = re.findall(r"\b(because|due to|leads to|effect of|reduces|prevents|results in)\b", words)
        assert claims == []
        assert "association" in words or "does not show that one causes the other" in words
