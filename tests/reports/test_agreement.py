"""The nation's agreement as tables: one row an area, nothing worked out from what is not shown."""

from datetime import date

from mapping.agreement import VALUES, agreement_questions
from mapping.carry import what_to_carry
from mapping.counted import Counts
from mapping.figures import Release
from mapping.release import build_release
from reports.agreement import agreement_by_area, agreement_counts
from tests.mapping.samples import INSTRUMENTS, PRECEPTEE, facts, people, ratings

ORGANISATIONS = ("T1", "T2", "T3")
CLOSE = {"low-low": 40, "mid-mid": 40, "high-high": 40}


def counts(per_organisation: dict[str, int], *, rated: int = 400) -> Counts:
    """The same people and pairs in each of three organisations."""
    return Counts(
        ratings=[ratings(name, rated // 2, pair) for name in ORGANISATIONS for pair in ((5, 3), (4, 4))],
        people=[people(name, rated) for name in ORGANISATIONS],
        facts=[
            facts(name, number, "agreement:A01", value)
            for name in ORGANISATIONS
            for value, number in per_organisation.items()
        ],
    )


def released(now: Counts, *, number: int = 1, earlier: tuple[Release, Counts] | None = None) -> Release:
    carried = {"carried": what_to_carry(earlier[0], now, {1: earlier[1]})} if earlier else {}
    return build_release(
        number=number,
        time_point="Autumn 2026",
        made_on=date(2026, 11, number),
        code_version="test",
        instruments=INSTRUMENTS,
        counts=now,
        derived=agreement_questions(PRECEPTEE),
        **carried,  # type: ignore[arg-type]
    )


def test_an_area_with_nine_shown_counts_has_shares_and_statistics() -> None:
    release = released(counts(dict.fromkeys(VALUES, 10) | CLOSE))
    table = agreement_by_area(release, PRECEPTEE)
    row = dict(zip([column.key for column in table.columns], table.rows[0], strict=True))
    texts = {key: entry if isinstance(entry, str) else entry.text for key, entry in row.items()}
    assert texts == {
        "area": "On call",
        "item": "A01",
        "section": "Needs",
        "pairs": "540",
        "same_share": "67%",
        "more_share": "17%",
        "less_share": "17%",
        "kappa": "0.50",
        "icc": "0.50",
    }
    assert "Agreement can be shown for 1 of 2 areas." in table.sentence
    assert "On call (67%)" in table.sentence
    assert agreement_counts(release, PRECEPTEE).texts("low_low") == ("120", "[c]")


def test_one_hidden_count_hides_what_would_be_worked_out_from_it() -> None:
    release = released(counts(dict.fromkeys(VALUES, 10) | CLOSE | {"low-high": 2}))
    table = agreement_by_area(release, PRECEPTEE)
    assert table.texts("pairs")[0] == "515"
    for key in ("same_share", "more_share", "less_share", "kappa", "icc"):
        assert table.texts(key) == ("[c]", "[c]")
    assert table.sentence.startswith("No area has enough pairs on every side yet")
    of_counts = agreement_counts(release, PRECEPTEE)
    hidden = [column.key for column in of_counts.columns if of_counts.texts(column.key)[0] == "[c]"]
    assert len(hidden) == 2, "never one alone, which would be what is left over"


def test_pairs_that_stay_as_they_were_say_so() -> None:
    before = counts(dict.fromkeys(VALUES, 10) | CLOSE)
    first = released(before)
    after = counts(dict.fromkeys(VALUES, 10) | CLOSE | {"low-low": 41}, rated=420)
    table = agreement_by_area(released(after, number=2, earlier=(first, before)), PRECEPTEE)
    assert "The pairs of 2 areas stay as release 1 had them: fewer than 10 had changed since." in table.notes
