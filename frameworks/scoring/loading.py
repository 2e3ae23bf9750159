"""What a framework's scoring must hold beyond its shape, so that a self-assessment can be scored."""

from collections.abc import Iterator

from frameworks.model import Framework, Scoring
from frameworks.scoring.rules import rule_problems

Wrong = Iterator[tuple[tuple[str | int, ...], str]]


def scoring_rules(framework: Framework) -> Wrong:
    """(place, message) for everything wrong with the rule, the scores, and what is said of each score."""
    yield from _mandatory(framework)
    if framework.scoring is not None:
        yield from _scoring(framework, framework.scoring)
    yield from _levels(framework)


def _mandatory(framework: Framework) -> Wrong:
    for index, item in enumerate(framework.items):
        if item.mandatory and not item.assessable:
            yield ("items", index, "mandatory"), "a mandatory item must also be assessable"
        if item.mandatory and framework.scoring is None:
            yield ("items", index, "mandatory"), "nothing is mandatory without a 'scoring' rule; add one"


def _scoring(framework: Framework, scoring: Scoring) -> Wrong:
    """A rule needs something to score."""
    if not framework.assessable:
        yield ("scoring",), "there is no assessable item to score; mark items 'assessable: true'"
    numbers = sorted(scoring.scores)
    if len(numbers) < 2 or numbers[0] not in (0, 1) or numbers != list(range(numbers[0], numbers[-1] + 1)):
        yield ("scoring", "scores"), "scores must run 0, 1, 2 … or 1, 2, 3 … with at least two of them"
    elif scoring.results:
        yield from rule_problems(framework)
    if not scoring.results:
        yield from _short_form(framework, scoring)


def _short_form(framework: Framework, scoring: Scoring) -> Wrong:
    """Without results a rule has both its numbers, and something mandatory."""
    if not any(item.mandatory for item in framework.items):
        yield ("scoring", "mandatory_at_least"), "no item is mandatory; mark items 'mandatory: true'"
    for field in ("mandatory_at_least", "threshold"):
        if getattr(scoring, field) is None:
            yield ("scoring", field), f"missing '{field}'; add it, or write the rule as 'results'"
    if scoring.mandatory_at_least is not None and scoring.mandatory_at_least not in scoring.scores:
        yield ("scoring", "mandatory_at_least"), f"{scoring.mandatory_at_least} is not one of the scores"


def _levels(framework: Framework) -> Wrong:
    """An item that says what its scores mean says it of every score."""
    scores = set(framework.scoring.scores) if framework.scoring else {0, 1, 2}
    for index, item in enumerate(framework.items):
        if item.levels and not item.assessable:
            yield ("items", index, "levels"), "only an assessable item has levels; mark it 'assessable: true'"
        elif item.levels and set(item.levels) != scores:
            listed = ", ".join(map(str, sorted(scores)))
            yield ("items", index, "levels"), f"describe each of the scores once: {listed}"
        for score, text in item.levels.items():
            if not text.strip().endswith("."):
                yield ("items", index, "levels", str(score)), "must be a sentence that ends with a full stop"
