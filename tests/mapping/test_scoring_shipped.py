"""Golden results of the rules that ship: the Interim Quality Mark, core and gold, and the maturity matrix."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from frameworks.load import load_frameworks
from frameworks.model import Framework
from mapping.scoring import Result, Scorecard, score_self_assessment

FRAMEWORKS = load_frameworks()
MARK = FRAMEWORKS["interim-quality-mark-2023"]
NURSING = FRAMEWORKS["nhse-nursing-2022"]
MIDWIFERY = FRAMEWORKS["nhse-midwifery-2023"]
MATURITY = FRAMEWORKS["preceptorship-maturity-working-2026"]
MANDATORY = [item.code for item in MARK.assessable if item.mandatory]
OTHERS = [item.code for item in MARK.assessable if not item.mandatory]

Scores = dict[str, int | None]


def result(card: Scorecard, code: str) -> Result:
    return next(each for each in card.results if each.code == code)


def tier(framework: Framework, code: str, score: int) -> Scores:
    return {item.code: score for item in framework.assessable if item.tier == code}


def test_the_mark_at_80_percent_with_one_mandatory_amber_is_not_met_and_says_why() -> None:
    scores: Scores = dict.fromkeys(MANDATORY, 2) | dict.fromkeys(OTHERS[:7], 2)
    scores |= {MANDATORY[0]: 1, OTHERS[6]: 1}
    card = score_self_assessment(MARK, scores)
    assert (card.total, card.share, card.met) == (32, 0.8, False)
    assert [(each.code, each.words, each.state) for each in card.results] == [
        ("mandatory_met", "Not every mandatory point scores at least 2 yet.", "not met"),
        ("share", "80.0%", "known"),
        ("met", "Your answers do not yet meet the rule.", "not met"),
    ]
    assert [(each.code, each.reason) for each in card.shortfalls] == [
        ("W1", "Mandatory: scored 1, and at least 2 is needed")
    ]


def test_the_mark_is_met_at_exactly_80_percent_and_not_at_one_point_less() -> None:
    scores: Scores = dict.fromkeys(MANDATORY, 2) | dict.fromkeys(OTHERS[:6], 2)
    assert score_self_assessment(MARK, scores).met is True
    assert score_self_assessment(MARK, scores | {OTHERS[0]: 1}).met is False


def before_there_were_expressions(scores: Scores) -> tuple[int, bool | None, list[tuple[str, str]]]:
    """The mark as it was counted when its rule was code, with every reason."""
    given = {code: scores.get(code) for code in (item.code for item in MARK.assessable)}
    total = sum(score or 0 for score in given.values())
    enough = Fraction(total, 40) >= Fraction(4, 5)
    met = (
        enough and all(given[code] == 2 for code in MANDATORY)
        if any(score is not None for score in given.values())
        else None
    )
    reasons = []
    for code, score in given.items():
        mandatory = code in MANDATORY
        if met or score == 2 or (enough and not mandatory):
            continue
        if score is None:
            reasons.append((code, "Mandatory and not answered yet" if mandatory else "Not answered yet"))
        elif mandatory:
            reasons.append((code, f"Mandatory: scored {score}, and at least 2 is needed"))
        else:
            reasons.append((code, f"Scored {score} of 2"))
    return total, met, reasons


@given(
    st.fixed_dictionaries(
        dict.fromkeys(
            (item.code for item in MARK.assessable), st.sampled_from([None, 0, 1, 2, 2, 2, 2, 2, 2])
        )
    )
)
def test_results_of_the_short_form_are_what_they_always_were(scores: Scores) -> None:
    card = score_self_assessment(MARK, scores)
    found = [(each.code, each.reason) for each in card.shortfalls]
    assert (card.total, card.met, found) == before_there_were_expressions(scores)


def test_nothing_answered_leaves_the_mark_open_and_names_every_point() -> None:
    card = score_self_assessment(MARK, {})
    assert (card.met, result(card, "met").state, len(card.shortfalls)) == (None, "not yet known", 20)


def test_nursing_core_and_gold() -> None:
    core = tier(NURSING, "core", 2)
    assert result(score_self_assessment(NURSING, core), "core").state == "met"
    assert result(score_self_assessment(NURSING, core), "gold").state == "not yet known"
    level = result(score_self_assessment(NURSING, core), "level")
    assert level.words == "Not yet known: answers are still missing. Core to Gold."
    both = score_self_assessment(NURSING, core | tier(NURSING, "gold", 2))
    assert result(both, "level").words == "Gold"
    assert both.shortfalls == ()


def test_what_nursing_core_needs_next_is_named_and_drafts_do_not_count() -> None:
    scores = tier(NURSING, "core", 2) | tier(NURSING, "gold", 0) | {"meetings.core": 1, "evaluation.core": 0}
    level = result(score_self_assessment(NURSING, scores), "level")
    assert level.words == "Not yet core"
    assert level.next is not None
    assert level.next.title == "Core"
    assert [(need.code, need.reason) for need in level.next.needs] == [
        ("meetings.core", "Scored 1, and at least 2 is needed")
    ]


def test_midwifery_gold_is_the_part_that_was_read() -> None:
    scores = tier(MIDWIFERY, "core", 2) | tier(MIDWIFERY, "gold", 2)
    assert result(score_self_assessment(MIDWIFERY, scores), "level").words == "Gold"
    level = result(score_self_assessment(MIDWIFERY, scores | {"length.gold": 1}), "level")
    assert level.words == "Core"
    assert level.next is not None
    assert [need.code for need in level.next.needs] == ["length.gold"]


def test_the_matrix_is_at_the_level_of_its_lowest_area_and_says_what_the_next_needs() -> None:
    scores: Scores = {item.code: 4 for item in MATURITY.assessable} | {"T2": 2, "R1": 3}
    card = score_self_assessment(MATURITY, scores)
    assert {each.code: each.words for each in card.results} == {
        "leadership": "Level 4 (working well)",
        "time": "Level 2 (started)",
        "preceptors": "Level 3 (in place)",
        "learning": "Level 4 (working well)",
        "listening": "Level 4 (working well)",
        "level": "Level 2 (started)",
    }
    level = result(card, "level")
    assert level.next is not None
    assert level.next.title == "Level 3 (in place)"
    assert [(need.code, need.reason) for need in level.next.needs] == [
        ("T2", "Scored 2, and at least 3 is needed")
    ]
    assert card.shortfalls == level.next.needs
    assert card.met is None


def test_the_matrix_is_open_while_a_point_is_not_answered() -> None:
    level = result(
        score_self_assessment(MATURITY, {item.code: 3 for item in MATURITY.assessable[1:]}), "level"
    )
    assert (
        level.words == "Not yet known: answers are still missing. Level 1 (beginning) to Level 3 (in place)."
    )


def test_every_rule_that_ships_but_is_not_published_says_it_is_working() -> None:
    rules = {key: each.scoring for key, each in FRAMEWORKS.items() if each.scoring}
    assert [key for key, rule in rules.items() if rule.provenance == "published"] == [MARK.id]
    assert all("Our" in (rule.note or "") or "not an official" in (rule.note or "") for key, rule in rules.items()
               if key != MARK.id)  # fmt: skip
