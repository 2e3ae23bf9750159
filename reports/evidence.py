"""Evidence for recommendations: for each construct and place three lenses side by side, and an action to consider."""

from collections.abc import Sequence

from mapping.cell import Cell
from mapping.evidence import Evidence, Seen, evidence_in
from mapping.figures import Dimension, Release
from mapping.lens import Action, Construct, Lenses, Source
from reports.table import About, Column, Table
from reports.wording import REGIONS, group_name, join_words, plural, spoken

EVIDENCE = "evidence"
EVERYONE = "all"
"""The audience of a row that draws on preceptees, preceptors and organisations together."""

PLACES: tuple[tuple[Dimension, str], ...] = (("nation", "all"), *(("region", code) for code in REGIONS))
ACTIONS: dict[Action, str] = {
    "change the service": "Change the service",
    "recruit or train preceptors": "Recruit or train preceptors",
    "release time": "Release time",
    "learn": "Learn",
    "monitor": "Monitor",
    "maintain": "Maintain",
    "unknown": "Unknown",
}
"""The classes of action, what asks for most change first."""

CONSIDER: dict[Action, str] = {
    "change the service": "Consider changing the service so that it is provided.",
    "recruit or train preceptors": "Consider recruiting preceptors or training those there are.",
    "release time": "Consider releasing time for preceptors.",
    "learn": "Consider learning: courses, supervised practice and peer support.",
    "monitor": "Consider monitoring: no change is suggested yet.",
    "maintain": "Consider keeping what is there.",
    "unknown": "No action can be suggested.",
}
SIDE_BY_SIDE = (
    "The three figures stand side by side, from different people. They do not show that one causes another, and an "
    "action is something to consider, not a finding."
)
COLUMNS = (
    Column(key="topic", title="Construct", meaning="What preceptorship is about here, in short."),
    Column(key="construct", title="Code", meaning="The code of the construct in the file of lenses."),
    Column(key="place", title="Place", meaning="The nation or the region."),
    Column(
        key="action",
        title="Action to consider",
        meaning="What the table of actions gives for the three levels.",
    ),
    Column(
        key="lens_need",
        title="Need",
        unit="percent",
        meaning="Share of preceptees' ratings of the construct's areas that show a need.",
    ),
    Column(
        key="lens_need_low",
        title="Need: lower limit",
        unit="percent",
        meaning="Lower end of the 95% interval (Wilson), for the fewest people who rated one of the areas.",
    ),
    Column(
        key="lens_need_high",
        title="Need: upper limit",
        unit="percent",
        meaning="Upper end of the same interval.",
    ),
    Column(
        key="need_level",
        title="Need is",
        meaning="High or low where the whole interval lies on one side of the threshold, else unclear; hidden; or "
        "not asked.",
    ),
    Column(
        key="lens_capacity",
        title="Capacity",
        unit="percent",
        meaning="Share of preceptors, or of their ratings, that the last column names.",
    ),
    Column(
        key="lens_capacity_low",
        title="Capacity: lower limit",
        unit="percent",
        meaning="Lower end of the 95% interval (Wilson) of the share.",
    ),
    Column(
        key="lens_capacity_high",
        title="Capacity: upper limit",
        unit="percent",
        meaning="Upper end of the same interval.",
    ),
    Column(
        key="capacity_level",
        title="Capacity is",
        meaning="Enough or short where the whole interval lies on one side of the threshold, else unclear; hidden; "
        "or not asked.",
    ),
    Column(
        key="lens_provision",
        title="Provision",
        unit="percent",
        meaning="Share of the organisations that answered, as the last column names.",
    ),
    Column(
        key="provision_level",
        title="Provision is",
        meaning="In place, partly or not in place, by the share of organisations; hidden; or not asked.",
    ),
    Column(
        key="words", title="In words", meaning="The three figures, their levels and the action in sentences."
    ),
)


def evidence_table(release: Release, lenses: Lenses) -> Table:
    """Every construct in the nation and in each region, from the release's own cells."""
    found = [each for place in PLACES for each in evidence_in(release, lenses, *place)]
    return Table(
        id=EVIDENCE,
        title="Evidence for recommendations",
        subtitle=f"{release.time_point}: need, capacity and provision, construct by construct, in the nation and each "
        "region",
        columns=COLUMNS,
        rows=tuple(_row(each, lenses) for each in found),
        sentence=actions_words([each for each in found if each.dimension == "nation"], lenses),
        notes=(SIDE_BY_SIDE, *threshold_notes(lenses)),
        about=tuple(
            About(audience=EVERYONE, item=each.topic, group=(each.dimension, each.code)) for each in found
        ),
    )


def actions_words(found: Sequence[Evidence], lenses: Lenses) -> str:
    """Which constructs of a place have which action, what asks for most change first."""
    titles = {construct.code: construct.title for construct in lenses.constructs}
    parts = []
    for action, label in ACTIONS.items():
        named = [titles[each.topic] for each in found if each.action == action]
        if named:
            parts.append(f"{label}: {join_words(named, between='; ')}.")
    return " ".join(parts) or "There is no construct to show."


def words_of(each: Evidence, construct: Construct, lenses: Lenses) -> tuple[str, ...]:
    """Need, capacity, provision and the action, a sentence or two each."""
    return (
        _need_words(each, lenses.thresholds.need.percent),
        _lens_words(each.capacity, construct.capacity, each.capacity_level, "preceptors"),
        _lens_words(each.provision, construct.provision, each.provision_level, "organisations"),
        f"{CONSIDER[each.action]} {each.because}",
    )


def threshold_notes(lenses: Lenses) -> tuple[str, ...]:
    """Where levels part, and why there."""
    each = lenses.thresholds
    return (
        f"Need: high above {each.need.percent:g}%, low below. {each.need.rationale}",
        f"Capacity: enough above {each.capacity.percent:g}%, short below. {each.capacity.rationale}",
        f"Provision: in place from {each.in_place.percent:g}%. {each.in_place.rationale}",
        f"Provision: not in place up to {each.not_in_place.percent:g}%. {each.not_in_place.rationale}",
    )


def level_words(level: str) -> str:
    """A level as it stands in a cell.

    >>> level_words("not in place")
    'Not in place'
    """
    return f"{level[:1].upper()}{level[1:]}"


def _row(each: Evidence, lenses: Lenses) -> tuple[str | Cell, ...]:
    construct = lenses.find(each.topic)
    assert construct is not None, "evidence is of a construct of these lenses"
    return (
        construct.title,
        construct.code,
        group_name(each.dimension, each.code),
        ACTIONS[each.action],
        each.need.share,
        each.need.low,
        each.need.high,
        level_words(each.need_level),
        each.capacity.share,
        each.capacity.low,
        each.capacity.high,
        level_words(each.capacity_level),
        each.provision.share,
        level_words(each.provision_level),
        " ".join(words_of(each, construct, lenses)),
    )


def _need_words(each: Evidence, threshold: float) -> str:
    need = each.need
    if each.need_level == "not asked":
        return "Preceptees here were not asked about it."
    if each.need_level == "hidden":
        used = f" Only {need.used} of {plural(need.of, 'area')} can be shown." if need.of else ""
        return f"The need is {_why(need)}.{used}"
    of = f", from {need.used} of {need.of} areas" if need.of > 1 else ""
    against = {"high": "above", "low": "below", "unclear": "on both sides of"}[each.need_level]
    return (
        f"{need.share.text} of preceptees' ratings show a need{of}: {each.need_level} ({_range(need)}, {against} "
        f"{threshold:g}%)."
    )


def _lens_words(seen: Seen, source: Source | None, level: str, who: str) -> str:
    if source is None or level == "not asked":
        return f"{who.capitalize()} were not asked about it."
    if level == "hidden":
        return f"What {who} {'give' if who == 'preceptors' else 'provide'} is {_why(seen)}."
    between = f" ({_range(seen)})" if seen.low.shown else ""
    return f"{seen.share.text} {source.says}: {level}{between}."


def _range(seen: Seen) -> str:
    return f"{seen.low.text} to {seen.high.text}"


def _why(seen: Seen) -> str:
    """Such as `not shown: too few people`."""
    return spoken(seen.share)
