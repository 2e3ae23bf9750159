"""How organisations scored themselves against each criterion of a framework: the nation, and by region."""

from collections.abc import Iterable, Mapping, Sequence

from frameworks.model import Framework
from frameworks.sections import score_titles
from mapping.assessments import criterion_code
from mapping.cell import Cell, not_available
from mapping.figures import AssessmentFigures, Dimension, Release
from mapping.policy import MINIMUM_ORGANISATIONS
from reports.table import About, Column, Table
from reports.wording import REGIONS, group_name, join_words, plural

CRITERION = Column(key="criterion", title="Criterion", meaning="The code and name of the criterion.")
PLACE = Column(key="place", title="Place", meaning="The region, or the nation.")
ORGANISATIONS = Column(
    key="organisations",
    title="Organisations",
    unit="count",
    meaning="Organisations that scored the criterion, those whose own version leaves it out not among them.",
)
RULE = (
    f"Organisations are counted, not people. Figures are shown from {MINIMUM_ORGANISATIONS} organisations, and where "
    "those left over are none or as many."
)
NONE_YET = "No organisation's self-assessment is in this release."
Frameworks = Mapping[str, Framework]


def assessed_frameworks(release: Release) -> tuple[str, ...]:
    """The ids of the national frameworks whose criteria the release counts, in its order."""
    return tuple(dict.fromkeys(each.national for each in release.assessments))


def nothing_assessed(release: Release) -> Table:
    """The table of a release without any self-assessment."""
    return Table(
        id="assessments",
        title="Self-assessments by criterion",
        subtitle=f"{release.time_point}: organisations, not people",
        columns=(CRITERION, ORGANISATIONS),
        rows=(("All criteria", not_available),),
        sentence=NONE_YET,
        audience="organisation",
        about=(About(audience="organisation", item=criterion_code("", "")),),
    )


def criteria_table(release: Release, frameworks: Frameworks, national: str) -> Table:
    """National counts: a row for each criterion, with those that an overlay added last."""
    found = [each for each in _of(release, national) if each.dimension == "nation"]
    return Table(
        id=f"assessment-{national}",
        title=f"Self-assessments: {_name(frameworks, national)}",
        subtitle=f"{release.time_point}: organisations, not people, that gave each score",
        columns=(CRITERION, ORGANISATIONS, *_score_columns(found, frameworks, national)),
        rows=tuple((_title(each, frameworks), *_cells(each)) for each in found),
        sentence=_sentence(found, frameworks, national),
        notes=tuple(_notes(release, frameworks, national)),
        audience="organisation",
        about=tuple(_about(each) for each in found),
    )


def criteria_by_region(release: Release, frameworks: Frameworks, national: str) -> Table:
    """The same by region: for each criterion the nation, then each region."""
    places: list[tuple[Dimension, str]] = [("nation", "all"), *(("region", code) for code in REGIONS)]
    every = {(each.framework, each.item, each.dimension, each.code): each for each in _of(release, national)}
    order = dict.fromkeys((framework, item) for framework, item, _, _ in every)
    found = [every[(*one, *place)] for one in order for place in places if (*one, *place) in every]
    return Table(
        id=f"assessment-{national}-by-region",
        title=f"Self-assessments by region: {_name(frameworks, national)}",
        subtitle=f"{release.time_point}: organisations, not people, that gave each score",
        columns=(CRITERION, PLACE, ORGANISATIONS, *_score_columns(found, frameworks, national)),
        rows=tuple(
            (_title(each, frameworks), group_name(each.dimension, each.code), *_cells(each)) for each in found
        ),
        sentence=_region_sentence(found),
        notes=tuple(_notes(release, frameworks, national)),
        audience="organisation",
        about=tuple(_about(each) for each in found),
    )


def _of(release: Release, national: str) -> list[AssessmentFigures]:
    return [each for each in release.assessments if each.national == national]


def _about(figures: AssessmentFigures) -> About:
    return About(
        audience="organisation",
        item=criterion_code(figures.framework, figures.item),
        group=(figures.dimension, figures.code),
    )


def _cells(figures: AssessmentFigures) -> tuple[Cell, ...]:
    return (figures.organisations, *figures.counts, figures.shares[-1])


def _score_columns(
    found: Sequence[AssessmentFigures], frameworks: Frameworks, national: str
) -> tuple[Column, ...]:
    scores = found[0].scores
    framework = frameworks.get(national)
    words = score_titles(framework) if framework else {}
    highest = words.get(scores[-1], str(scores[-1]))
    return (
        *(
            Column(
                key=f"score_{score}",
                title=f"{score}: {words[score]}" if score in words else str(score),
                unit="count",
                meaning=f"Organisations that gave the criterion the score {score}.",
            )
            for score in scores
        ),
        Column(
            key="share",
            title=f"Share: {highest.lower()}",
            unit="percent",
            meaning=f"Organisations that gave the highest score ({highest}) as a share of those that gave any.",
        ),
    )


def _name(frameworks: Frameworks, id: str) -> str:
    return frameworks[id].short_title if id in frameworks else id


def _title(figures: AssessmentFigures, frameworks: Frameworks) -> str:
    """The item's code and name; an added one with whose it is."""
    framework = frameworks.get(figures.framework)
    item = framework.item(figures.item) if framework else None
    title = f"{figures.item} {item.title}" if item else figures.item
    added = figures.framework != figures.national
    return f"{title} (added by {_name(frameworks, figures.framework)})" if added else title


def _sentence(found: Sequence[AssessmentFigures], frameworks: Frameworks, national: str) -> str:
    """Which criteria most and fewest organisations have in place."""
    shares = [(each.shares[-1].value, _title(each, frameworks)) for each in found]
    shown = [(share, title) for share, title in shares if share is not None]
    if not shown:
        return "None of these figures can be shown yet."
    framework = frameworks.get(national)
    words = score_titles(framework)[found[0].scores[-1]].lower() if framework else "the highest score"
    said = []
    for which, share in (("Most", max(shown)[0]), ("Least", min(shown)[0])):
        titles = [f"“{title}”" for value, title in shown if value == share]
        named = join_words(titles) if len(titles) <= 3 else plural(len(titles), "criterion", "criteria")
        said.append(f"{which} often {words}: {named} ({share:.0f}%).")
    return " ".join(said[:1] if max(shown)[0] == min(shown)[0] else said)


def _region_sentence(found: Iterable[AssessmentFigures]) -> str:
    seen = {each.code for each in found if each.dimension == "region" and each.organisations.shown}
    names = [name for code, name in REGIONS.items() if code in seen]
    if not names:
        return "No region can be shown yet."
    return f"{plural(len(names), 'region')} of {len(REGIONS)} can be shown: {join_words(names)}."


def _notes(release: Release, frameworks: Frameworks, national: str) -> Iterable[str]:
    yield RULE
    base = frameworks.get(national)
    if base and any(item.provenance == "working" for item in base.assessable):
        yield "Criteria of this framework are a working draft of ours, not official wording."
    versions = dict.fromkeys(id for each in _of(release, national) for id in each.reworded)
    for id in versions:
        items = dict.fromkeys(each.item for each in _of(release, national) if id in each.reworded)
        yield (
            f"{_name(frameworks, id)} words {join_words(items)} in its own way. Its organisations scored those words, "
            "and are counted under the national code."
        )
    for version in (each for each in frameworks.values() if each.national == national):
        left_out = [each.item.code for each in version.withdrawn if each.overlay == version.id]
        if left_out:
            yield (
                f"{version.short_title} leaves out {join_words(left_out)}: its organisations are not counted there, "
                "and [z] stands where nobody else is."
            )
