"""How organisations scored themselves, criterion by criterion: counts of organisations, which are not people.

Items are counted under their national code whichever version of a framework was scored. An organisation whose own
version leaves an item out is not counted for it, and a region where all do has [z], never 0 (`ANCHORS.md` (d) 3).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import pandas as pd

from frameworks.applying import own_version, steps_above
from frameworks.model import Framework, Item
from frameworks.sections import score_titles
from mapping.cell import Cell, hidden, not_applicable
from mapping.figures import AssessmentFigures, Dimension, Release
from mapping.policy import MINIMUM_ORGANISATIONS
from mapping.protect import count_cell, percent_cell
from mapping.tally import NATION, frame_of
from surveys.counts import AssessmentScore

CRITERION = "criterion:"
Frameworks = Mapping[str, Framework]
Criterion = tuple[str, str]
"""Which framework an item belongs to, the national one or the overlay that added it, and its code."""


class Counted(NamedTuple):
    """One organisation's score for a criterion; `reworded` names the version whose own words it scored."""

    region: str | None
    score: int
    reworded: str | None


def criterion_code(framework: str, item: str) -> str:
    """What a criterion is called where the codes of several frameworks stand together.

    >>> criterion_code("hcpc-principles-2023", "P1a")
    'criterion:hcpc-principles-2023:P1a'
    """
    return f"{CRITERION}{framework}:{item}"


def criterion_of(code: str) -> Criterion | None:
    """The framework and item of such a code; None for another code.

    >>> criterion_of("criterion:hcpc-principles-2023:P1a"), criterion_of("offered")
    (('hcpc-principles-2023', 'P1a'), None)
    """
    if not code.startswith(CRITERION):
        return None
    framework, _, item = code.removeprefix(CRITERION).partition(":")
    return framework, item


def reworded_in(release: Release, framework: str, item: str, group: tuple[Dimension, str]) -> tuple[str, ...]:
    """The overlays in whose own words some of the group scored this criterion."""
    return next(
        (
            each.reworded
            for each in release.assessments
            if (each.framework, each.item, each.dimension, each.code) == (framework, item, *group)
        ),
        (),
    )


def build_assessments(
    scores: Iterable[AssessmentScore] | pd.DataFrame,
    frameworks: Frameworks,
    regions: Sequence[str] = (),
) -> tuple[AssessmentFigures, ...]:
    """Every criterion of each framework that some organisation scored, for the nation and each region.

    `regions` are those to show whether or not anybody answered there.
    """
    counted = _counted(frame_of(scores, AssessmentScore), frameworks)
    nationals = dict.fromkeys(national for national, _ in sorted(counted))
    places = sorted({*regions, *(one.region for each in counted.values() for one in each if one.region)})
    return tuple(
        figures
        for national in nationals
        for criterion in _criteria(frameworks[national], frameworks)
        for figures in _figures(
            frameworks[national], criterion, counted.get((national, criterion), []), places, frameworks
        )
    )


def _counted(rows: pd.DataFrame, frameworks: Frameworks) -> dict[tuple[str, Criterion], list[Counted]]:
    """Each organisation once for a criterion, from the closest version it scored, if its own version has the item."""
    given: dict[tuple[str, str, Criterion], tuple[int, Counted]] = {}
    for row in _rows(rows):
        version = frameworks.get(row.version)
        item = version.item(row.item) if version else None
        if version is None or item is None:
            continue
        national = frameworks[version.national or version.id]
        own = own_version(national, frameworks, organisation=row.organisation, region=row.region)
        if own.item(item.code) is None:
            continue
        one = Counted(row.region, row.score, version.id if item.origin == "amended" else None)
        key = (row.organisation, national.id, _owner(item, national))
        steps = steps_above(version, frameworks)
        if key not in given or steps >= given[key][0]:
            given[key] = (steps, one)
    found: defaultdict[tuple[str, Criterion], list[Counted]] = defaultdict(list)
    for (_, national_id, criterion), (_, one) in given.items():
        found[national_id, criterion].append(one)
    return found


def _rows(frame: pd.DataFrame) -> list[AssessmentScore]:
    """The rows of a frame in an order of their own, whatever order they came in."""
    columns = (frame[name].tolist() for name in AssessmentScore._fields)
    rows = [
        AssessmentScore(organisation, region if isinstance(region, str) else None, version, item, int(score))
        for organisation, region, version, item, score in zip(*columns, strict=True)
    ]
    return sorted(rows, key=lambda row: (row.organisation, row.version, row.item))


def _owner(item: Item, national: Framework) -> Criterion:
    added = next((change.overlay for change in item.changes if change.what == "added"), None)
    return added or national.id, item.code


def _criteria(national: Framework, frameworks: Frameworks) -> Iterator[Criterion]:
    """The national criteria in their order, then those that overlays added or made scorable."""
    versions = [national, *(each for each in frameworks.values() if each.national == national.id)]
    yield from dict.fromkeys(_owner(item, national) for each in versions for item in each.assessable)


def _figures(
    national: Framework,
    criterion: Criterion,
    counted: Sequence[Counted],
    regions: Sequence[str],
    frameworks: Frameworks,
) -> Iterator[AssessmentFigures]:
    by_region: defaultdict[str, list[Counted]] = defaultdict(list)
    for one in counted:
        by_region[one.region or ""].append(one)
    shown = _shown({code: len(each) for code, each in by_region.items()})
    yield _line(national, criterion, "nation", NATION, counted, shown=len(counted) >= MINIMUM_ORGANISATIONS)
    for code in regions:
        own = own_version(national, frameworks, organisation=None, region=code)
        asked = any(_owner(item, national) == criterion for item in own.assessable)
        within = by_region.get(code, [])
        if not within and not asked:
            yield _all(national, criterion, "region", code, not_applicable)
        else:
            yield _line(national, criterion, "region", code, within, shown=code in shown)


def _shown(sizes: Mapping[str, int]) -> set[str]:
    """The regions to show: of enough organisations, and so that those left over are none or enough too.

    Organisations without a region are among those left over.
    """
    shown = {code for code, size in sizes.items() if code and size >= MINIMUM_ORGANISATIONS}
    while (
        shown and 0 < sum(size for code, size in sizes.items() if code not in shown) < MINIMUM_ORGANISATIONS
    ):
        shown.remove(min(shown, key=lambda code: (sizes[code], code)))
    return shown


def _line(
    national: Framework,
    criterion: Criterion,
    dimension: Dimension,
    code: str,
    counted: Sequence[Counted],
    *,
    shown: bool,
) -> AssessmentFigures:
    if not shown:
        return _all(national, criterion, dimension, code, hidden)
    given, whole = Counter(one.score for one in counted), len(counted)
    figures = _all(national, criterion, dimension, code, hidden)
    return figures.model_copy(
        update={
            "organisations": count_cell(whole),
            "counts": tuple(count_cell(given[score]) for score in figures.scores),
            "shares": tuple(_share(given[score], whole) for score in figures.scores),
            "reworded": tuple(sorted({one.reworded for one in counted if one.reworded})),
        }
    )


def _all(
    national: Framework, criterion: Criterion, dimension: Dimension, code: str, cell: Cell
) -> AssessmentFigures:
    scores = tuple(sorted(score_titles(national)))
    owner, item = criterion
    return AssessmentFigures(
        dimension=dimension,
        code=code,
        national=national.id,
        framework=owner,
        item=item,
        organisations=cell,
        scores=scores,
        counts=(cell,) * len(scores),
        shares=(cell,) * len(scores),
    )


def _share(part: int, whole: int) -> Cell:
    return percent_cell((200 * part + whole) // (2 * whole))
