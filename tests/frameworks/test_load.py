from pathlib import Path

import pytest

from frameworks.definition import DefinitionError
from frameworks.load import check_frameworks, load_frameworks

HEAD = """\
id: small
title: Small framework
short_title: Small
owner: Nobody
edition: "1"
nation: England
source: {title: A page}
sources: {K: {title: A part of the page}}
licence: Own words.
"""
A = "  - {code: A, title: First, gist: The first., kind: criterion, provenance: published, source_key: K"
B = "  - {code: B, title: Second, gist: The second., kind: criterion, provenance: published, source_key: K"
SCORING = "scoring: {title: Rule, scores: {0: Absent, 1: Present}, mandatory_at_least: 1, threshold: 0.8, "


def problems_of(folder: Path, *lines: str) -> list[str]:
    (folder / "small.yaml").write_text(HEAD + "\n".join(lines) + "\n")
    return [str(problem) for problem in check_frameworks(folder)]


def test_a_framework_that_keeps_the_rules_has_no_problems(tmp_path: Path) -> None:
    assert problems_of(tmp_path, "items:", A + "}", B + ", parent: A}") == []
    assert list(load_frameworks(tmp_path)) == ["small"]


def test_loading_refuses_a_folder_with_any_problem(tmp_path: Path) -> None:
    assert problems_of(tmp_path, "items:", A + ", parent: Z}") != []
    with pytest.raises(DefinitionError, match=r"small\.yaml:11: items\[0\]\.parent"):
        load_frameworks(tmp_path)


def test_a_code_used_twice_is_refused(tmp_path: Path) -> None:
    assert problems_of(tmp_path, "items:", A + "}", B.replace("code: B", "code: A") + "}") == [
        "small.yaml:12: items[1].code: repeats the code of items[0] (A): 'A'"
    ]


def test_a_gist_used_twice_is_refused(tmp_path: Path) -> None:
    assert problems_of(tmp_path, "items:", A + "}", B.replace("The second.", "The first.") + "}") == [
        "small.yaml:12: items[1].gist: repeats the gist of items[0] (A): 'The first.'"
    ]


def test_a_parent_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert problems_of(tmp_path, "items:", A + "}", B + ", parent: Z}") == [
        "small.yaml:12: items[1].parent: the parent 'Z' of 'B' is not an item here"
    ]


def test_a_parent_after_its_child_is_refused(tmp_path: Path) -> None:
    assert problems_of(tmp_path, "items:", A + ", parent: B}", B + "}") == [
        "small.yaml:11: items[0].parent: the parent 'B' of 'A' must stand before its children"
    ]


def test_a_tier_that_is_not_declared_is_refused(tmp_path: Path) -> None:
    assert problems_of(
        tmp_path, "tiers: [{code: core, title: Core, gist: All.}]", "items:", A + ", tier: gold}"
    ) == ["small.yaml:12: items[0].tier: 'gold' is not a tier of this framework (core)"]


def test_dates_out_of_order_are_refused(tmp_path: Path) -> None:
    dates = ("in_force_from: 2024-01-01", "in_force_to: 2023-01-01")
    assert problems_of(tmp_path, *dates, "items:", A + "}") == [
        "small.yaml:11: in_force_to: 2023-01-01 is before in_force_from 2024-01-01; put the dates in order"
    ]


def test_a_score_rule_needs_something_to_score(tmp_path: Path) -> None:
    assert problems_of(tmp_path, SCORING + "provenance: published}", "items:", A + "}") == [
        "small.yaml:10: scoring: there is no assessable item to score; mark items 'assessable: true'",
        "small.yaml:10: scoring.mandatory_at_least: no item is mandatory; mark items 'mandatory: true'",
    ]


def test_a_score_rule_must_use_its_own_scores(tmp_path: Path) -> None:
    rule = SCORING.replace("{0: Absent, 1: Present}", "{0: Absent, 2: Present}") + "provenance: published}"
    item = A + ", mandatory: true, assessable: true}"
    assert problems_of(tmp_path, rule, "items:", item) == [
        "small.yaml:10: scoring.scores: scores must run 0, 1, 2 … or 1, 2, 3 … with at least two of them",
        "small.yaml:10: scoring.mandatory_at_least: 1 is not one of the scores",
    ]


def test_nothing_is_mandatory_without_a_score_rule(tmp_path: Path) -> None:
    assert problems_of(tmp_path, "items:", A + ", mandatory: true}") == [
        "small.yaml:11: items[0].mandatory: a mandatory item must also be assessable",
        "small.yaml:11: items[0].mandatory: nothing is mandatory without a 'scoring' rule; add one",
    ]


def test_working_items_must_be_announced_in_the_note(tmp_path: Path) -> None:
    draft = A.replace("published", "working") + "}"
    wanted = "'A' is working; the note must say which items are a working draft"
    assert problems_of(tmp_path, "note: All is well.", "items:", draft) == [f"small.yaml:10: note: {wanted}"]
    assert problems_of(tmp_path, "note: Item A is a working draft.", "items:", draft) == []


def test_a_working_score_rule_says_where_it_comes_from(tmp_path: Path) -> None:
    item = A + ", mandatory: true, assessable: true}"
    assert problems_of(tmp_path, SCORING + "provenance: working}", "items:", item) == [
        "small.yaml:10: scoring.note: a working score rule needs a note saying where it comes from"
    ]


def test_what_was_read_names_its_source(tmp_path: Path) -> None:
    assert problems_of(tmp_path, "items:", A.replace(", source_key: K", "") + "}") == [
        "small.yaml:11: items[0].provenance: a published item needs a 'source_key'"
    ]


def test_a_gist_is_a_sentence_that_judges_nobody(tmp_path: Path) -> None:
    assert problems_of(tmp_path, "items:", A.replace("The first.", "All are competent") + "}") == [
        "small.yaml:11: items[0].gist: must be a sentence that ends with a full stop",
        "small.yaml:11: items[0].gist: 'competent': say 'confidence' or 'support': "
        "HCPC principle 3 rules out judging competence",
    ]


def test_the_source_an_item_names_must_be_one_of_its_edition(tmp_path: Path) -> None:
    assert problems_of(tmp_path, "items:", A.replace("source_key: K", "source_key: L") + "}") == [
        "small.yaml:11: items[0].source_key: 'L' is not one of this edition's sources (K)"
    ]


def test_published_items_may_be_quoted_as_the_licence_allows(tmp_path: Path) -> None:
    same = A.replace("The first.", "Is competent"), B.replace("The second.", "Is competent")
    assert problems_of(tmp_path, "quoted: true", "items:", *(line + "}" for line in same)) == []
    assert len(problems_of(tmp_path, "items:", *(line + "}" for line in same))) == 5


def test_quoted_items_need_a_licence_and_our_own_among_them_are_still_held_to_the_rules(
    tmp_path: Path,
) -> None:
    ours = B.replace("provenance: published", "provenance: paraphrase").replace("The second.", "Is competent")
    lines = problems_of(tmp_path, "quoted: true", "items:", A + "}", ours + "}")
    assert [line.split(": ")[1] for line in lines] == ["items[1].gist", "items[1].gist"]
    (tmp_path / "small.yaml").write_text(
        f"{HEAD}quoted: true\nitems:\n{A}}}\n".replace("licence: Own words.", "licence: ''")
    )
    assert [problem.place for problem in check_frameworks(tmp_path)] == ["licence"]
