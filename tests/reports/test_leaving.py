"""Plans beside published figures, the score of the leaving questions, and starters and leavers."""

import pytest

from mapping.benchmark import load_benchmarks
from reports.leavers import own_leavers, starters_and_leavers
from reports.leaving import leaving_intentions, leaving_score
from reports.table import Table
from tests.reports.leaving import EVEN, agreement, left, preceptee, with_facts

BENCHMARKS = load_benchmarks().values()


def row(table: Table, start: str) -> list[str]:
    """The texts of the row that starts like this."""
    found = next(row for row in table.rows if str(row[0]).startswith(start))
    return [entry if isinstance(entry, str) else entry.text for entry in found]


def test_those_who_agree_stand_beside_the_published_share_and_its_year() -> None:
    held = with_facts(
        agreement("thinks-of-leaving", 20, 25, 20, 20, 15),
        agreement("leaves-when-found", *EVEN),
        agreement("stays-in-radiography", 10, 10, 10, 30, 40),
    )
    table = leaving_intentions(held, preceptee(), BENCHMARKS)
    assert row(table, "Leaving my organisation") == [
        "Leaving my organisation is often on my mind",
        "Agree or strongly agree",
        "100",
        "35",
        "35%",
        "26%",
        "45%",
        "32.3",
        "NHS Staff Survey 2022, q26a",
    ]
    assert row(table, "If the right job")[-2:] == ["[x]", "NHS Staff Survey 2022, q26c: not confirmed"]
    assert row(table, "I plan to be working")[4:] == ["70%", "60%", "78%", "[z]", "Nothing comparable"]
    assert "In the NHS Staff Survey 2022 it was 32.3% of all staff who answered." in table.sentence
    assert any(note.startswith("q26c") and "not confirmed" in note for note in table.notes)
    assert any("personneltoday.com" in note for note in table.notes)


def test_sdc_08_a_hidden_answer_hides_the_share_made_from_it() -> None:
    table = leaving_intentions(
        with_facts(agreement("thinks-of-leaving", 30, 30, 30, 10, None)), preceptee(), BENCHMARKS
    )
    assert row(table, "Leaving my organisation")[2:7] == ["100", "[c]", "[c]", "[c]", "[c]"]
    assert "cannot be shown" in table.sentence


def test_the_score_is_the_staff_surveys_0_to_10_with_leaving_as_0() -> None:
    held = with_facts(
        agreement("thinks-of-leaving", 20, 25, 20, 20, 15),
        agreement("expects-to-look", *EVEN),
        agreement("leaves-when-found", 40, 30, 10, 10, 10),
    )
    table = leaving_score(held, preceptee())
    # (20 x 10 + 25 x 7.5 + 20 x 5 + 20 x 2.5) / 100 = 5.375; 5.0; (400 + 225 + 50 + 25) / 100 = 7.0
    assert [row[-1].text for row in table.rows if not isinstance(row[-1], str)] == [
        "5.4",
        "5.0",
        "7.0",
        "5.8",
    ]
    assert "score 5.8 out of 10" in table.sentence


def test_sdc_11_no_score_where_one_answers_number_is_hidden() -> None:
    held = with_facts(
        agreement("thinks-of-leaving", 20, 25, 20, None, None),
        agreement("expects-to-look", *EVEN),
        agreement("leaves-when-found", *EVEN),
    )
    table = leaving_score(held, preceptee())
    assert [row[-1].text for row in table.rows if not isinstance(row[-1], str)] == [
        "[c]",
        "5.0",
        "5.0",
        "[c]",
    ]
    assert table.sentence == "The score of the three questions together cannot be shown."


def test_starters_and_leavers_have_the_wilson_interval_of_the_rounded_counts() -> None:
    held = with_facts(
        provision=(
            *left(12, 200, 25),
            *left(12, 60, None, place="Y56", organisations=4),
            *left(24, 180, 40),
        )
    )
    table = starters_and_leavers(held)
    assert row(table, "National, within 12")[1:] == ["12", "200", "25", "13%", "9%", "18%"]
    assert row(table, "London, within 12")[1:] == ["4", "60", "[c]", "[c]", "[c]", "[c]"]
    assert row(table, "Midlands, within 24")[1:] == ["[x]"] * 6
    assert table.sentence == (
        "Of those who started in the nation, 13% left within 12 months (9% to 18%) and 22% left within 24 months "
        "(17% to 29%)."
    )
    assert len(table.about) == len(table.rows) == 16


def test_a_lead_reads_their_own_numbers_exactly_beside_the_nation() -> None:
    held = with_facts(provision=(*left(12, 200, 25), *left(24, 180, 40, organisations=3)))
    own = {
        "starters-12m": ("12",),
        "leavers-12m-of-starters": ("3",),
        "starters-24m": ("9",),
    }
    table = own_leavers(held, own=own, organisation="T01", name="Trust One")
    assert row(table, "Within 12")[1:] == ["12", "3", "25%", "9%", "53%", "13%", "9%", "18%"]
    assert row(table, "Within 24")[1:] == ["9", *["not answered"] * 4, *["[c]"] * 3]
    assert "Within 12 months 25% of your starters left (9% to 53%), and 13% in the nation." in table.sentence


@pytest.mark.parametrize("started", ["0", ""])
def test_nobody_who_started_gives_no_share(started: str) -> None:
    table = own_leavers(
        with_facts(),
        own={"starters-12m": (started,), "leavers-12m-of-starters": ("0",)} if started else {},
        organisation="T01",
        name="Trust One",
    )
    assert row(table, "Within 12")[3] == ("not calculable" if started else "not answered")
    assert row(table, "Within 12")[6:] == ["[x]"] * 3
