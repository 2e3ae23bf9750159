"""A self-assessment against a framework's rule: exact at the threshold, and every reason named."""

from frameworks.model import Framework, Item, Scoring, Source
from mapping.scoring import score_self_assessment

RULE = Scoring(
    title="Every mandatory criterion, and 80 in 100 overall",
    scores={0: "not in place", 1: "partly", 2: "in place"},
    mandatory_at_least=2,
    threshold=0.8,
    provenance="published",
)


def framework(items: int, *, mandatory: int = 0, rule: Scoring | None = RULE) -> Framework:
    return Framework(
        id="test",
        title="Test",
        short_title="Test",
        owner="Us",
        edition="1",
        nation="england",
        source=Source(title="Made for tests"),
        licence="Ours",
        scoring=rule,
        items=tuple(
            Item(
                code=f"C{place}",
                title=f"Criterion {place}",
                gist="One thing",
                kind="criterion",
                provenance="published",
                mandatory=place < mandatory,
                assessable=True,
            )
            for place in range(items)
        ),
    )


def scores(*given: int | None) -> dict[str, int | None]:
    return {f"C{place}": score for place, score in enumerate(given)}


def test_eighty_in_a_hundred_is_enough() -> None:
    card = score_self_assessment(framework(5), scores(2, 2, 2, 2, 0))
    assert (card.total, card.possible, card.share, card.met, card.shortfalls) == (8, 10, 0.8, True, ())


def test_just_below_eighty_in_a_hundred_is_not() -> None:
    card = score_self_assessment(framework(1000), scores(*([2] * 798), 2, 0))
    assert (card.total, card.met) == (1598, False)
    assert score_self_assessment(framework(1000), scores(*([2] * 800))).met is True


def test_a_mandatory_criterion_below_two_keeps_the_rule_from_being_met_and_is_named() -> None:
    card = score_self_assessment(framework(10, mandatory=2), scores(2, 1, *([2] * 8)))
    assert (card.share, card.met, card.mandatory, card.mandatory_met) == (0.95, False, 2, 1)
    assert [(each.code, each.reason) for each in card.shortfalls] == [
        ("C1", "Mandatory: scored 1, and at least 2 is needed")
    ]


def test_below_the_threshold_every_criterion_with_points_left_is_named() -> None:
    card = score_self_assessment(framework(4, mandatory=2), scores(None, 2, 1, None))
    assert (card.answered, card.asked, card.met) == (2, 4, False)
    assert [(each.code, each.reason) for each in card.shortfalls] == [
        ("C0", "Mandatory and not answered yet"),
        ("C2", "Scored 1 of 2"),
        ("C3", "Not answered yet"),
    ]


def test_nothing_answered_is_neither_met_nor_unmet() -> None:
    assert score_self_assessment(framework(3), {}).met is None


def test_a_framework_without_a_rule_has_a_plain_total_only() -> None:
    card = score_self_assessment(framework(2, rule=None), scores(2, 1))
    assert (card.total, card.possible, card.met, card.threshold) == (3, 4, None, None)
