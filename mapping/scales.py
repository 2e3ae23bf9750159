"""Scores of one framework on the scale of another: copied, converted openly, or refused with the reason."""

from fractions import Fraction

from frameworks.model import Framework, Frozen

PLAIN = (0, 1, 2)
"""The scores of a framework that has no score rule of its own."""


class Converted(Frozen):
    """A score on another scale and how it got there in words, empty where it was copied; or None and why not."""

    score: int | None
    words: str = ""


def scores_of(framework: Framework) -> tuple[int, ...]:
    """The scores a criterion of this framework can take, the lowest first."""
    return tuple(sorted(framework.scoring.scores)) if framework.scoring else PLAIN


def convert(score: int, *, source: Framework, target: Framework) -> Converted:
    """The score on the target's scale.

    Scales of the same length are copied. Others are converted only where both frameworks say that each score is
    an equal share of all in place, and only where the target has a score for exactly that share.
    """
    before, after = scores_of(source), scores_of(target)
    if before == after:
        return Converted(score=score)
    silent = [
        each.short_title for each in (source, target) if not (each.scoring and each.scoring.equal_share)
    ]
    if silent:
        differ = f"Its scores run {_run(before)} and here they run {_run(after)}"
        return Converted(score=None, words=f"{differ}, and {_unsaid(silent)}")
    exact = after[0] + Fraction(score - before[0], before[-1] - before[0]) * (after[-1] - after[0])
    if exact.denominator != 1:
        return Converted(
            score=None, words=f"{score} of {_run(before)} falls between two scores of {_run(after)}"
        )
    return Converted(score=int(exact), words=f"{score} of {_run(before)} becomes {exact} of {_run(after)}")


def _run(scores: tuple[int, ...]) -> str:
    return f"{scores[0]} to {scores[-1]}"


def _unsaid(silent: list[str]) -> str:
    names = " and ".join(dict.fromkeys(silent))
    return f"{names} {'do' if len(silent) > 1 else 'does'} not say that scores are equal shares"
