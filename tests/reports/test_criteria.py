from datetime import date

from frameworks.resolve import resolve
from mapping.counted import Counts
from mapping.figures import Release
from mapping.release import build_release, hash_content
from reports.criteria import criteria_by_region, criteria_table, nothing_assessed
from surveys.counts import AssessmentScore
from tests.frameworks.overlays import london, national
from tests.mapping.test_assessments import many
from tests.reports.data import instruments

BASE = national()
FRAMEWORKS = {"national": BASE, "london": resolve(BASE, london(BASE))}
SCORES = [
    *many("4.1", [2, 2, 2, 1]),
    *many("4.1", [0, 2, 2], region="Y56", version="london"),
    *many("5.5", [0, 1, 2, 2]),
]


def release(scores: list[AssessmentScore] = SCORES) -> Release:
    return build_release(
        number=1,
        time_point="Autumn 2026",
        made_on=date(2026, 11, 25),
        code_version="0.1.0",
        instruments=instruments(),
        counts=Counts(ratings=[], people=[], assessments=scores),
        frameworks=FRAMEWORKS,
        regions=("Y56", "Y60"),
    )


def shown(rows: tuple[tuple[object, ...], ...]) -> list[list[str]]:
    return [[entry if isinstance(entry, str) else entry.text for entry in row] for row in rows]  # type: ignore[attr-defined]


def test_the_national_table_counts_organisations_under_the_national_codes() -> None:
    table = criteria_table(release(), FRAMEWORKS, "national")
    rows = {row[0]: row[1:] for row in shown(table.rows)}
    assert rows["4.1 Standard 4.1"] == ["7", "1", "1", "5", "71%"]
    assert rows["5.5 Standard 5.5"] == ["4", "1", "1", "2", "50%"]
    assert rows["4.2 Standard 4.2"] == ["[c]", "[c]", "[c]", "[c]", "[c]"]
    assert [column.title for column in table.columns] == [
        "Criterion",
        "Organisations",
        "0: Absent",
        "1: Partly",
        "2: Present",
        "Share: present",
    ]
    assert table.sentence == (
        "Most often present: “4.1 Standard 4.1” (71%). Least often present: “5.5 Standard 5.5” (50%)."
    )


def test_the_withdrawn_item_is_z_in_london_and_london_is_not_in_the_national_figure() -> None:
    table = criteria_by_region(release(), FRAMEWORKS, "national")
    rows = {(row[0], row[1]): row[2:] for row in shown(table.rows)}
    assert rows["5.5 Standard 5.5", "London"] == ["[z]"] * 5
    assert rows["5.5 Standard 5.5", "National"] == ["4", "1", "1", "2", "50%"]
    assert rows["4.1 Standard 4.1", "London"] == ["3", "1", "0", "2", "67%"]
    assert table.sentence == "2 regions of 7 can be shown: London and Midlands."


def test_notes_say_whose_words_were_scored_and_who_leaves_what_out() -> None:
    notes = criteria_table(release(), FRAMEWORKS, "national").notes
    assert (
        "London words 4.1 in its own way. Its organisations scored those words, and are counted under the national "
        "code."
    ) in notes
    assert (
        "London leaves out 5.5: its organisations are not counted there, and [z] stands where nobody else is."
    ) in notes
    assert "Criteria of this framework are a working draft of ours, not official wording." in notes


def test_a_release_that_was_stored_without_self_assessments_loads_with_its_hash() -> None:
    without = release([])
    stored = without.model_dump(mode="json", exclude={"assessments"})
    again = Release.model_validate(stored)
    assert again == without
    assert hash_content(again) == without.content_hash
    assert shown(nothing_assessed(again).rows) == [["All criteria", "[x]"]]


def test_self_assessments_are_part_of_what_is_hashed() -> None:
    assert release().content_hash != release([]).content_hash
    assert release().content_hash == release(list(reversed(SCORES))).content_hash


def test_the_table_still_reads_when_a_framework_is_no_longer_there() -> None:
    table = criteria_table(release(), {}, "national")
    assert shown(table.rows)[0][0] == "4.1"
