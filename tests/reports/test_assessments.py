"""Self-assessments as tables: each rule's results in words with every reason, and what each score means."""

from frameworks.load import load_frameworks
from mapping.scoring import score_self_assessment
from reports.assessments import Assessed, assessment_tables

FRAMEWORKS = load_frameworks()


def tables(framework_id: str, scores: dict[str, int]) -> dict[str, list[dict[str, object]]]:
    """Every table's rows by column, its cells as text."""
    framework = FRAMEWORKS[framework_id]
    card = score_self_assessment(framework, scores)
    assessed = Assessed(framework, card, {code: (score, "") for code, score in scores.items()})
    return {
        table.id: [
            {column.key: getattr(cell, "text", cell) for column, cell in zip(table.columns, row, strict=True)}
            for row in table.rows
        ]
        for table in assessment_tables([assessed])
    }


def test_a_level_is_told_with_what_the_next_one_needs() -> None:
    maturity = "preceptorship-maturity-working-2026"
    scores = {item.code: 3 for item in FRAMEWORKS[maturity].assessable} | {"T1": 1}
    found = tables(maturity, scores)
    assert found["self-assessment-scores"][0]["met"] == "Overall level: Level 1 (beginning)"
    overall = found["self-assessment-results"][-1]
    assert (overall["words"], overall["next"], overall["needs"]) == (
        "Level 1 (beginning)",
        "Level 2 (started)",
        "T1 Preceptees' time: Scored 1, and at least 2 is needed",
    )
    time = next(row for row in found["self-assessment-criteria"] if row["code"] == "T1")
    assert (time["words"], time["level"]) == ("Beginning", "No time is set aside.")


def test_a_mark_is_told_with_every_point_that_keeps_it_from_being_met() -> None:
    mark = FRAMEWORKS["interim-quality-mark-2023"]
    scores = {item.code: 2 for item in mark.assessable} | {"W1": 1}
    found = tables(mark.id, scores)
    assert found["self-assessment-scores"][0]["met"] == "Does not yet meet the rule"
    assert [row["why"] for row in found["self-assessment-results"]] == [
        "W1 Policy: Mandatory: scored 1, and at least 2 is needed",
        "",
        "W1 Policy: Mandatory: scored 1, and at least 2 is needed",
    ]


def test_without_a_rule_there_are_no_results() -> None:
    found = tables("hcpc-principles-2023", {"P1a": 2})
    assert list(found) == ["self-assessment-scores", "self-assessment-criteria"]
    assert found["self-assessment-scores"][0]["met"] == "There is no rule"


def test_a_score_that_was_carried_says_where_from_until_it_is_confirmed() -> None:
    mark = FRAMEWORKS["interim-quality-mark-2023"]
    card = score_self_assessment(mark, {"W1": 2})
    assessed = Assessed(mark, card, {"W1": (2, "")}, {"W1": "Carried from NHSE W1.1, not confirmed yet."})
    table = assessment_tables([assessed])[-1]
    assert [row[-1] for row in table.rows][:2] == ["Carried from NHSE W1.1, not confirmed yet.", ""]
    assert table.sentence == "20 points. 1 carried and not confirmed yet."
