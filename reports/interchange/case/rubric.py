"""The scale of a framework as a CASE rubric: a criterion for each item that is scored, a level for each score."""

from frameworks.model import Framework, Item
from reports.interchange.case.dates import changed_at
from reports.interchange.case.names import Address, identifier
from reports.interchange.case.shapes import CFRubric, CFRubricCriterion, CFRubricCriterionLevel


def rubrics_of(framework: Framework, address: Address) -> list[CFRubric]:
    """One rubric where there is something to score; it is what says which items are scored."""
    if not framework.assessable:
        return []
    named = identifier("CFRubrics", framework.id)
    scoring = framework.scoring
    return [
        CFRubric(
            identifier=named,
            uri=address.uri("CFRubrics", named),
            lastChangeDateTime=changed_at(framework),
            title=scoring.title if scoring else framework.title,
            description=scoring.note if scoring else None,
            CFRubricCriteria=[
                _criterion(framework, item, address, number)
                for number, item in enumerate(framework.assessable, start=1)
            ],
        )
    ]


def _criterion(framework: Framework, item: Item, address: Address, position: int) -> CFRubricCriterion:
    named = identifier("CFRubricCriteria", framework.id, item.code)
    scores = framework.scoring.scores if framework.scoring else {}
    return CFRubricCriterion(
        identifier=named,
        uri=_part(address, framework, named),
        lastChangeDateTime=changed_at(framework),
        category="Mandatory" if item.mandatory else None,
        CFItemURI=address.item(framework.id, item.code),
        position=position,
        rubricId=identifier("CFRubrics", framework.id),
        CFRubricCriterionLevels=[
            _level(framework, item, score, scores.get(score), address)
            for score in sorted({*scores, *item.levels})
        ],
    )


def _level(
    framework: Framework, item: Item, score: int, quality: str | None, address: Address
) -> CFRubricCriterionLevel:
    named = identifier("CFRubricCriterionLevels", framework.id, item.code, str(score))
    return CFRubricCriterionLevel(
        identifier=named,
        uri=_part(address, framework, named),
        lastChangeDateTime=changed_at(framework),
        quality=quality,
        description=item.levels.get(score),
        score=score,
        position=score,
        rubricCriterionId=identifier("CFRubricCriteria", framework.id, item.code),
    )


def _part(address: Address, framework: Framework, named: str) -> str:
    """A criterion or level lives inside its rubric: the standard gives it no address of its own."""
    rubric = identifier("CFRubrics", framework.id)
    return address.uri("CFRubrics", named if address.base is None else f"{rubric}#{named}")
