"""Self-assessments counted by criterion (`ANCHORS.md` (d) 3: the withdrawn item is [z], never 0)."""

from collections import Counter
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from frameworks.model import AppliesTo, Framework
from frameworks.resolve import resolve
from mapping.assessments import build_assessments
from mapping.figures import AssessmentFigures
from surveys.counts import AssessmentScore
from tests.frameworks.overlays import change, london, national, overlay

BASE = national()
LONDON = resolve(BASE, london(BASE))
FRAMEWORKS = {"national": BASE, "london": LONDON}
REGIONS = ("Y56", "Y60")


def scored(
    organisation: str, item: str, score: int, *, region: str | None = "Y60", version: str = "national"
) -> AssessmentScore:
    return AssessmentScore(organisation, region, version, item, score)


def many(
    item: str, scores: Sequence[int], *, region: str = "Y60", version: str = "national"
) -> list[AssessmentScore]:
    return [
        scored(f"{region}-{number}", item, score, region=region, version=version)
        for number, score in enumerate(scores)
    ]


def build(
    scores: Sequence[AssessmentScore], frameworks: dict[str, Framework] | None = None
) -> dict[tuple[str, str], AssessmentFigures]:
    """By item and group."""
    found = build_assessments(scores, frameworks or FRAMEWORKS, REGIONS)
    return {(each.item, each.code): each for each in found}


def texts(figures: AssessmentFigures) -> list[str]:
    return [figures.organisations.text, *(cell.text for cell in (*figures.counts, *figures.shares))]


def test_organisations_are_counted_by_the_score_they_gave() -> None:
    found = build(many("4.1", [0, 1, 2, 2]))
    assert texts(found["4.1", "all"]) == ["4", "1", "1", "2", "25%", "25%", "50%"]
    assert texts(found["4.1", "Y60"]) == ["4", "1", "1", "2", "25%", "25%", "50%"]
    assert found["4.1", "all"].scores == (0, 1, 2)


def test_an_item_london_leaves_out_is_z_there_and_london_is_not_in_the_national_denominator() -> None:
    scores = many("5.5", [0, 1, 2, 2]) + many("4.1", [2, 2, 2], region="Y56", version="london")
    found = build(scores)
    assert texts(found["5.5", "Y56"]) == ["[z]"] * 7
    assert texts(found["5.5", "all"]) == ["4", "1", "1", "2", "25%", "25%", "50%"]
    assert texts(found["4.1", "Y56"]) == ["3", "0", "0", "3", "0%", "0%", "100%"]


def test_a_score_that_london_gave_the_national_item_before_is_not_counted_either() -> None:
    scores = many("5.5", [2, 2, 2]) + many("5.5", [0, 0, 0], region="Y56")
    found = build(scores)
    assert texts(found["5.5", "Y56"]) == ["[z]"] * 7
    assert texts(found["5.5", "all"]) == ["3", "0", "0", "3", "0%", "0%", "100%"]


def test_an_amended_item_is_counted_under_the_national_code_and_says_whose_words_were_scored() -> None:
    scores = many("4.1", [2, 2, 2]) + many("4.1", [0, 0, 0], region="Y56", version="london")
    found = build(scores)
    assert texts(found["4.1", "all"])[:4] == ["6", "3", "0", "3"]
    assert found["4.1", "all"].framework == "national"
    assert found["4.1", "all"].reworded == ("london",)
    assert texts(found["4.1", "Y56"])[:4] == ["3", "3", "0", "0"]
    assert (found["4.1", "Y56"].reworded, found["4.1", "Y60"].reworded) == (("london",), ())


def test_an_added_item_is_counted_under_its_overlay_and_is_z_where_it_was_not_added() -> None:
    fields = {"title": "New", "gist": "New.", "kind": "standard", "provenance": "working", "assessable": True}
    version = resolve(BASE, overlay(BASE, change("add", "LDN-1", parent="4", **fields)))
    scores = many("LDN-1", [0, 1, 2], region="Y56", version="london") + many("4.1", [2, 2, 2])
    found = build(scores, {"national": BASE, "london": version})
    assert found["LDN-1", "all"].framework == "london"
    assert texts(found["LDN-1", "Y56"])[:4] == ["3", "1", "1", "1"]
    assert texts(found["LDN-1", "Y60"]) == ["[z]"] * 7


def test_fewer_than_three_organisations_are_hidden() -> None:
    found = build(many("4.1", [2, 2]))
    assert texts(found["4.1", "all"]) == ["[c]"] * 7
    assert texts(found["4.1", "Y60"]) == ["[c]"] * 7
    assert found["4.1", "all"].reworded == ()


def test_a_region_is_hidden_too_where_what_is_left_over_would_be_one_or_two_organisations() -> None:
    scores = many("4.1", [2, 2, 2, 2]) + many("4.1", [0, 0], region="Y56", version="london")
    found = build(scores)
    assert texts(found["4.1", "all"])[0] == "6"
    assert texts(found["4.1", "Y56"]) == ["[c]"] * 7
    assert texts(found["4.1", "Y60"]) == ["[c]"] * 7


def test_organisations_without_a_region_are_left_over_too() -> None:
    scores = [*many("4.1", [2, 2, 2]), scored("X", "4.1", 0, region=None)]
    found = build(scores)
    assert texts(found["4.1", "all"])[0] == "4"
    assert texts(found["4.1", "Y60"]) == ["[c]"] * 7


def test_an_organisation_that_scored_both_versions_is_counted_once_by_its_own() -> None:
    both = many("4.1", [0, 0, 0], region="Y56") + many("4.1", [2, 2, 2], region="Y56", version="london")
    assert texts(build(both)["4.1", "Y56"])[:4] == ["3", "0", "0", "3"]


def test_a_trusts_own_version_leaves_only_that_trust_out() -> None:
    where = AppliesTo(organisations=("Y56-0",))
    trust = resolve(LONDON, overlay(LONDON, change("withdraw", "5.2"), id="trust", applies=where))
    scores = many("5.2", [2, 2, 2, 2], region="Y56", version="london")
    found = build(scores, FRAMEWORKS | {"trust": trust})
    assert texts(found["5.2", "Y56"])[:4] == ["3", "0", "0", "3"]


def test_frameworks_nobody_scored_and_items_nobody_knows_have_no_figures() -> None:
    assert build([]) == {}
    assert build([scored("A", "9.9", 1), scored("B", "4.1", 1, version="gone")]) == {}


SCORES = st.lists(
    st.tuples(
        st.sampled_from([f"T{number}" for number in range(8)]),
        st.sampled_from(["4.1", "4.2", "5.5"]),
        st.integers(0, 2),
    ),
    unique_by=lambda each: each[:2],
)
PLACES = {f"T{number}": ("Y56" if number < 4 else "Y60") for number in range(8)}


@given(SCORES)
def test_shown_figures_agree_with_a_slow_count_and_nothing_left_over_is_one_or_two(
    given_scores: list[tuple[str, str, int]],
) -> None:
    rows = [
        scored(one, item, score, region=PLACES[one], version="london" if PLACES[one] == "Y56" else "national")
        for one, item, score in given_scores
        if not (PLACES[one] == "Y56" and item == "5.5")
    ]
    for (item, code), figures in build(rows).items():
        inside = [row for row in rows if row.item == item and code in ("all", row.region)]
        if not figures.organisations.shown:
            continue
        counts = Counter(row.score for row in inside)
        assert len(inside) >= 3
        assert figures.organisations.value == len(inside)
        assert [cell.value for cell in figures.counts] == [counts[score] for score in (0, 1, 2)]
        if code == "all":
            regions = [build(rows)[item, region].organisations.value or 0 for region in REGIONS]
            assert len(inside) - sum(regions) not in (1, 2)
