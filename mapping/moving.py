"""What becomes of a self-assessment when it moves to a newer edition (`CHECKS.md` REL-20, REL-21).

Nothing of the earlier edition is changed: what is worked out here is written beside it.
"""

from collections.abc import Iterable, Mapping, Sequence

from frameworks.model import Framework, Frozen
from mapping.carrying import LONGEST_EVIDENCE, UNSAID, Said, may_fill, with_evidence
from mapping.editions import Fate, Moved
from mapping.scales import Converted, convert


class Step(Frozen):
    """What the move does for one criterion of the newer edition; `item` is None for one without a place there.

    `takes` is False where nothing is written: there is nothing to bring, or somebody answered there already.
    `carried_from` is the earlier edition where somebody has to look at the score, or where that was to be
    confirmed before.
    """

    item: str | None
    was: tuple[str, ...]
    fate: Fate
    takes: bool = False
    score: int | None = None
    evidence: str = ""
    carried_from: str | None = None
    words: tuple[str, ...] = ()


def steps_of_move(
    earlier: Framework,
    later: Framework,
    *,
    rows: Iterable[Moved],
    answers: Mapping[str, Said],
    existing: Mapping[str, Said],
) -> tuple[Step, ...]:
    """A step for each of the rows, which come from `moved_items`; answered items without a place are in it too."""
    return tuple(_step(earlier, later, row, answers, existing) for row in rows)


def written(steps: Iterable[Step]) -> dict[str, Said]:
    """What the steps write, by criterion."""
    return {
        step.item: Said(step.score, step.evidence, step.carried_from)
        for step in steps
        if step.item is not None and step.takes
    }


def _step(
    earlier: Framework,
    later: Framework,
    row: Moved,
    answers: Mapping[str, Said],
    existing: Mapping[str, Said],
) -> Step:
    step = Step(item=row.item, was=row.was, fate=row.fate)
    found = [answers.get(code, UNSAID) for code in row.was]
    if row.item is None or not any(each.score is not None or each.evidence for each in found):
        return step
    there = existing.get(row.item, UNSAID)
    if not may_fill(there, source=earlier.id):
        words = "Answered in the newer edition already; that stays."
        return step.model_copy(update={"score": there.score, "evidence": there.evidence, "words": (words,)})
    converted = _score(found, earlier, later)
    evidence, fits = _evidence(earlier, row, found, there)
    look = row.fate == "look" or bool(converted.words)
    unconfirmed = next((each.carried_from for each in found if each.carried_from), None)
    return step.model_copy(
        update={
            "takes": converted.score is not None or evidence != there.evidence,
            "score": converted.score,
            "evidence": evidence,
            "carried_from": (earlier.id if look else unconfirmed) if converted.score is not None else None,
            "words": tuple(filter(None, (converted.words and converted.words + ".", fits))),
        }
    )


def _score(found: Sequence[Said], earlier: Framework, later: Framework) -> Converted:
    """The weakest of the scores on the newer scale; none while one of them is open."""
    scores = [each.score for each in found if each.score is not None]
    if not scores:
        return Converted(score=None)
    if len(scores) < len(found):
        return Converted(score=None, words="Not all of what it was made from is answered")
    each = [convert(score, source=earlier, target=later) for score in scores]
    stuck = next((one for one in each if one.score is None), None)
    return stuck or min(each, key=lambda one: one.score or 0)


def _evidence(earlier: Framework, row: Moved, found: Sequence[Said], there: Said) -> tuple[str, str]:
    """The evidence that will stand there, and what could not be brought in words."""
    if len(found) == 1 and there.evidence in {"", found[0].evidence}:
        return found[0].evidence, ""
    named = [
        (f"{earlier.short_title} {code}", said.evidence) for code, said in zip(row.was, found, strict=True)
    ]
    text = with_evidence(there.evidence, named)
    if len(text) <= LONGEST_EVIDENCE:
        return text, ""
    return (
        there.evidence,
        f"The evidence is not brought: together it is longer than {LONGEST_EVIDENCE} characters.",
    )
