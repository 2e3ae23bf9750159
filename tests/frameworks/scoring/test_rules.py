"""A framework's results: the short form they stand for, what a file may say, and why a result is what it is."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frameworks.load import check_frameworks
from frameworks.model import Framework, Item, NamedResult, Scoring, Source
from frameworks.scoring.explain import Lack
from frameworks.scoring.rules import compile_rule, short_form
from frameworks.scoring.values import EITHER, FALSE, TRUE, Number

LADDER = (
    NamedResult(
        code="core", title="Core", expression="every(tier('core'), 2)", when_met="Yes.", when_not="No."
    ),
    NamedResult(
        code="gold",
        title="Gold",
        expression="core and every(tier('gold'), 2)",
        when_met="Yes.",
        when_not="No.",
    ),
    NamedResult(
        code="tier",
        title="Tier",
        expression="if gold then 2 else if core then 1 else 0",
        labels={0: "Not yet core", 1: "Core", 2: "Gold"},
    ),
)


def framework(*results: NamedResult, scores: tuple[int, ...] = (0, 1, 2)) -> Framework:
    """Two core items and one gold one, with these results."""
    return Framework.model_validate(
        {
            "id": "small", "title": "Small", "short_title": "Small", "owner": "Us", "edition": "1",
            "nation": "England", "source": Source(title="A page"), "licence": "Own words.",
            "tiers": [{"code": code, "title": code, "gist": "A tier."} for code in ("core", "gold")],
            "scoring": Scoring(
                title="Rule", scores=dict.fromkeys(scores, "A score"), results=results, provenance="published"
            ),
            "items": [
                Item(code=code, title=code, gist=f"{code}.", kind="criterion", provenance="working",
                     assessable=True, tier=tier)
                for code, tier in (("C1", "core"), ("C2", "core"), ("G1", "gold"))
            ],
        }
    )  # fmt: skip


def test_the_short_form_stands_for_three_results() -> None:
    scoring = Scoring(
        title="Mark", scores={0: "No", 1: "Partly", 2: "Yes"}, mandatory_at_least=2, threshold=0.8,
        provenance="published",
    )  # fmt: skip
    assert [(each.code, each.expression) for each in short_form(scoring)] == [
        ("mandatory_met", "every(blank_as_zero(mandatory), 2)"),
        ("share", "share(blank_as_zero(all))"),
        ("met", "if answered(all) = 0 then unknown else mandatory_met and share >= 80.0%"),
    ]


@pytest.mark.parametrize(
    ("scores", "core", "gold"),
    [
        ({"C1": 2, "C2": 2, "G1": 2}, TRUE, TRUE),
        ({"C1": 2, "C2": 2, "G1": 1}, TRUE, FALSE),
        ({"C1": 2, "C2": 2}, TRUE, EITHER),
        ({"C1": 1, "G1": 2}, FALSE, FALSE),
        ({"C1": 2}, EITHER, EITHER),
    ],
)
def test_gold_is_core_and_more(scores: dict[str, int], core: object, gold: object) -> None:
    worked_out = compile_rule(framework(*LADDER)).work_out(scores)
    assert (worked_out.results["core"], worked_out.results["gold"]) == (core, gold)


def lacks(
    scores: dict[str, int | None], code: str, *, reach: int | None = None
) -> list[tuple[str, int, bool]]:
    rule = compile_rule(framework(*LADDER))
    explainer = rule.explainer(rule.work_out(scores))
    tree = rule.trees[code]
    found = explainer.why_not(tree) if reach is None else explainer.to_reach(tree, reach)
    return [(lack.code, lack.least, lack.must) for lack in found]


def test_every_item_that_keeps_a_truth_from_holding_is_named() -> None:
    scores: dict[str, int | None] = {"C1": 2, "C2": 1, "G1": None}
    assert lacks(scores, "core") == [("C2", 2, True)]
    assert lacks(scores, "gold") == [("C2", 2, True), ("G1", 2, True)]


def test_the_next_level_asks_only_for_what_it_needs() -> None:
    scores: dict[str, int | None] = {"C1": 0, "C2": 2, "G1": 0}
    assert lacks(scores, "tier", reach=1) == [("C1", 2, True)]
    assert lacks(scores, "tier", reach=2) == [("C1", 2, True), ("G1", 2, True)]
    assert lacks({"C1": 2, "C2": 2, "G1": 0}, "tier", reach=1) == []


@pytest.mark.parametrize(
    ("expression", "scores", "expected"),
    [
        ("share(all) >= 80%", {"C1": 2, "C2": 1, "G1": 0}, [Lack("C2", 2), Lack("G1", 2)]),
        ("min(all) >= 2", {"C1": 2, "C2": 1, "G1": 0}, [Lack("C2", 2, must=True), Lack("G1", 2, must=True)]),
        ("min(all) > 1", {"C1": 2, "C2": 1, "G1": 2}, [Lack("C2", 2, must=True)]),
        ("80% <= share(all)", {"C1": 0, "C2": 2, "G1": 2}, [Lack("C1", 2)]),
        ("not every(all, 1)", {"C1": 1, "C2": 2, "G1": 1}, [Lack(c, 0, lower=True) for c in ("C1", "C2", "G1")]),
        ("some(all, 2)", {"C1": 1, "C2": 1, "G1": 1}, [Lack(c, 2) for c in ("C1", "C2", "G1")]),
        ("score('C1') < 2", {"C1": 2, "C2": 2, "G1": 2}, [Lack("C1", 0, lower=True)]),
        ("count(all, 1) - 1 >= 2", {"C1": 2, "C2": 1, "G1": 0}, [Lack("G1", 1)]),
        ("lowest(score('C1'), score('G1')) >= 2", {"C1": 2, "C2": 0, "G1": 0}, [Lack("G1", 2, must=True)]),
        ("every(all, 1) or every(tier('gold'), 2)", {"C1": 0, "C2": 2, "G1": 1},
         [Lack("C1", 1, must=True), Lack("G1", 2, must=True)]),
        ("answered(all) = 3", {"C1": 0, "C2": 2}, [Lack("G1", 0)]),
        ("true", {}, []),
    ],
)  # fmt: skip
def test_a_condition_is_traced_to_its_items(
    expression: str, scores: dict[str, int | None], expected: list[Lack]
) -> None:
    rule = compile_rule(
        framework(
            NamedResult(code="met", title="Met", expression=expression, when_met="Yes.", when_not="No.")
        )
    )
    assert list(rule.explainer(rule.work_out(scores)).why_not(rule.trees["met"])) == expected


@given(st.fixed_dictionaries(dict.fromkeys(("C1", "C2", "G1"), st.one_of(st.none(), st.integers(0, 2)))))
def test_doing_all_that_the_next_level_needs_reaches_it(scores: dict[str, int | None]) -> None:
    rule = compile_rule(framework(*LADDER))
    for level in (1, 2):
        needs = rule.explainer(rule.work_out(scores)).to_reach(rule.trees["tier"], level)
        after = rule.work_out(scores | {lack.code: lack.least for lack in needs})
        reached = after.results["tier"]
        assert isinstance(reached, Number)
        assert reached.low >= level


@pytest.mark.parametrize("steps", [1, 28])
def test_naming_a_result_twice_a_step_takes_no_longer(steps: int) -> None:
    results = [NamedResult(code="r0", title="0", expression="every(all, 2)", when_met="Yes.", when_not="No.")]
    for step in range(1, steps + 1):
        before = f"r{step - 1}"
        results.append(
            NamedResult(
                code=f"r{step}",
                title="Again",
                expression=f"{before} and {before}",
                when_met="Y.",
                when_not="N.",
            )
        )
    rule = compile_rule(framework(*results))
    worked_out = rule.work_out({"C1": 1})
    assert worked_out.steps == rule.most_steps == 2 + 3 * steps
    assert len(rule.explainer(worked_out).why_not(rule.trees[f"r{steps}"])) == 3


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
scoring:
  title: Rule
  scores: {0: Absent, 1: Present}
  provenance: published
  results:
"""
ITEM = """\
items:
  - {code: A, title: First, gist: The first., kind: criterion, provenance: published, source_key: K, assessable: true%s}
"""


def problems(folder: Path, *results: str, item: str = "", head: str = HEAD) -> list[str]:
    written = head + "".join(f"    - {{{result}}}\n" for result in results) + ITEM % item
    (folder / "small.yaml").write_text(written)
    return [str(problem) for problem in check_frameworks(folder)]


GOOD = 'code: met, title: Met, expression: "every(all, 1)", when_met: Yes., when_not: No.'


def test_a_framework_with_results_needs_nothing_mandatory(tmp_path: Path) -> None:
    assert problems(tmp_path, GOOD) == []


@pytest.mark.parametrize(
    ("results", "wanted"),
    [
        (
            ['code: met, title: Met, expression: "every(all 1)", when_met: Yes., when_not: No.'],
            "small.yaml:15: scoring.results[0].expression: line 1, column 11: expected ',', found 1",
        ),
        (
            ['code: met, title: Met, expression: "every(all, 1)", when_met: Yes.'],
            "small.yaml:15: scoring.results[0].when_not: this result is true or false; "
            "say in a sentence what each means",
        ),
        (
            ['code: level, title: Level, expression: "min(all)", when_met: Yes.'],
            "small.yaml:15: scoring.results[0].when_met: this result is a number, "
            "so there is no such sentence; take it out",
        ),
        (
            [GOOD, GOOD],
            "small.yaml:16: scoring.results[1].code: 'met' is the code of a result before it; choose another",
        ),
        (
            [GOOD.replace("code: met", "code: share")],
            "small.yaml:15: scoring.results[0].code: 'share' is a word of the language; choose another",
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_result_is_placed_in_the_file(
    tmp_path: Path, results: list[str], wanted: str
) -> None:
    assert problems(tmp_path, *results) == [wanted]


def test_a_rule_is_written_one_way_only(tmp_path: Path) -> None:
    head = HEAD.replace("  results:", "  threshold: 0.5\n  results:")
    assert problems(tmp_path, GOOD, head=head) == [
        "small.yaml:15: scoring.results: give the results, or mandatory_at_least with threshold; not both"
    ]


def test_levels_describe_every_score_in_a_sentence(tmp_path: Path) -> None:
    assert problems(tmp_path, GOOD, item=", levels: {0: Nothing yet., 1: There.}") == []
    assert problems(tmp_path, GOOD, item=", levels: {0: Nothing yet.}") == [
        "small.yaml:17: items[0].levels: describe each of the scores once: 0, 1"
    ]
    assert problems(tmp_path, GOOD, item=", levels: {0: Nothing yet, 1: All are competent.}") == [
        "small.yaml:17: items[0].levels.0: must be a sentence that ends with a full stop",
        "small.yaml:17: items[0].levels: 'competent': say 'confidence' or 'support': "
        "HCPC principle 3 rules out judging competence",
    ]
