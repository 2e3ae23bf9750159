"""A framework's score rule compiled: its results as trees, in order, and everything that is wrong with them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from frameworks.model import Framework, NamedResult, Scoring
from frameworks.scoring.errors import ExpressionError
from frameworks.scoring.evaluate import Evaluator
from frameworks.scoring.explain import Explainer
from frameworks.scoring.inputs import Inputs, inputs_of
from frameworks.scoring.nodes import Node, size
from frameworks.scoring.parser import FUNCTIONS, WORDS, parse
from frameworks.scoring.sets import OPENERS

MOST_RESULTS = 30
TAKEN = WORDS | FUNCTIONS | set(OPENERS)
MANDATORY_MET, SHARE, MET = "mandatory_met", "share", "met"
Wrong = Iterator[tuple[tuple[str | int, ...], str]]


@dataclass(frozen=True)
class Rule:
    """The results of a framework, compiled; `trees` by code, in order."""

    results: tuple[NamedResult, ...]
    trees: dict[str, Node]
    lowest: int
    highest: int

    @property
    def most_steps(self) -> int:
        """The steps that working it out takes, whatever the answers."""
        return sum(size(tree) for tree in self.trees.values())

    def work_out(self, scores: Mapping[str, int | None]) -> Evaluator:
        """Every result over these scores: see `results` of what comes back."""
        evaluator = Evaluator(scores, lowest=self.lowest, highest=self.highest)
        for code, tree in self.trees.items():
            evaluator.results[code] = evaluator.value(tree)
        return evaluator

    def explainer(self, evaluator: Evaluator) -> Explainer:
        """What traces these results to their items."""
        return Explainer(evaluator, self.trees)


def compile_rule(framework: Framework) -> Rule:
    """The rule of a checked framework; one without a rule has no results. Raises ExpressionError."""
    inputs = inputs_of(framework)
    results = results_of(framework)
    trees = {each.code: tree for each, tree in _trees(results, inputs)}
    return Rule(results=results, trees=trees, lowest=inputs.lowest, highest=inputs.highest)


def results_of(framework: Framework) -> tuple[NamedResult, ...]:
    """The results as written, or what the short form stands for."""
    scoring = framework.scoring
    if scoring is None:
        return ()
    has_mandatory = any(item.mandatory for item in framework.assessable)
    return scoring.results or short_form(scoring, has_mandatory=has_mandatory)


def short_form(scoring: Scoring, *, has_mandatory: bool = True) -> tuple[NamedResult, ...]:
    """`mandatory_at_least` and `threshold` as the results they stand for. An item not answered counts as 0,
    and nothing is known before the first answer."""
    least, percent = scoring.mandatory_at_least, f"{100 * Decimal(str(scoring.threshold or 0)):f}"
    every = f"every(blank_as_zero(mandatory), {least})" if has_mandatory else "true"
    return (
        NamedResult(
            code=MANDATORY_MET,
            title="Mandatory points",
            expression=every,
            when_met=f"Every mandatory point scores at least {least}.",
            when_not=f"Not every mandatory point scores at least {least} yet.",
        ),
        NamedResult(
            code=SHARE,
            title="Share of the highest possible",
            expression="share(blank_as_zero(all))",
            percent=True,
        ),
        NamedResult(
            code=MET,
            title=scoring.title,
            expression=(f"if answered(all) = 0 then unknown else {MANDATORY_MET} and {SHARE} >= {percent}%"),
            when_met="Your answers meet the rule.",
            when_not="Your answers do not yet meet the rule.",
        ),
    )


def rule_problems(framework: Framework) -> Wrong:
    """(place, message) for everything wrong with the results a framework writes out."""
    scoring = framework.scoring
    if scoring is None or not scoring.results:
        return
    if scoring.mandatory_at_least is not None or scoring.threshold is not None:
        message = "give the results, or mandatory_at_least with threshold; not both"
        yield ("scoring", "results"), message
    if len(scoring.results) > MOST_RESULTS:
        yield ("scoring", "results"), f"there are {len(scoring.results)}; use {MOST_RESULTS} or fewer"
        return
    inputs = inputs_of(framework)
    for index, result in enumerate(scoring.results):
        place = ("scoring", "results", index)
        if result.code in inputs.results:
            yield (*place, "code"), f"'{result.code}' is the code of a result before it; choose another"
        if result.code in TAKEN:
            yield (*place, "code"), f"'{result.code}' is a word of the language; choose another"
        try:
            tree = parse(result.expression, inputs)
        except ExpressionError as error:
            yield (*place, "expression"), str(error)
            return
        inputs = inputs.after(result.code, tree)
        yield from ((((*place, field)), message) for field, message in _said(result, tree))


def _said(result: NamedResult, tree: Node) -> Iterator[tuple[str, str]]:
    """A truth has its two sentences; a number has none, and may have labels or be a share."""
    if tree.kind == "truth":
        for field in ("when_met", "when_not"):
            if not getattr(result, field):
                yield field, "this result is true or false; say in a sentence what each means"
        if result.labels or result.percent:
            yield "expression", "labels and percent are for numbers; this result is true or false"
    else:
        for field in ("when_met", "when_not"):
            if getattr(result, field):
                yield field, "this result is a number, so there is no such sentence; take it out"
        if result.labels and result.percent:
            yield "labels", "a share has no labels; take out one of the two"


def _trees(results: tuple[NamedResult, ...], inputs: Inputs) -> Iterator[tuple[NamedResult, Node]]:
    for result in results:
        tree = parse(result.expression, inputs)
        yield result, tree
        inputs = inputs.after(result.code, tree)
