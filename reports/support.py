"""Learning or organisation: which kind of support people with a need chose, area by area and region by region."""

from collections import Counter
from collections.abc import Iterable, Sequence

from mapping.cell import HIDDEN, Cell, not_available
from mapping.figures import Part, Release
from mapping.support import SupportFigures, support_in
from reports.columns import WORDS
from reports.groups import by_item, missing_cell, national_part, part_name, parts_of, withheld_notes
from reports.table import Column, Table
from reports.wording import AUDIENCES, REGIONS, group_name, join_words, plural
from surveys.instrument import Instrument, NeedItem

LEANS = {"learning": "Mostly learning", "organisation": "Mostly organisation", "mixed": "Mixed"}
NAMED = 3
"""How many areas a sentence names."""

LEAN = Column(
    key="support",
    title="Learning or organisation",
    meaning="Which kind of support more than half of those with a need chose: learning (training, supervised "
    "practice, peer support) or what the organisation gives (time, equipment, policy). Mixed where the 95% "
    "interval holds half.",
)
SHARE = Column(
    key="learning_share",
    title="Chose learning",
    unit="percent",
    meaning="People with a need who chose training, supervised practice or peer support, as a share of those "
    "with a need who chose any support.",
)
COLUMNS = (
    SHARE,
    Column(
        key="learning_low",
        title="Learning: lower limit",
        unit="percent",
        meaning="Lower end of the 95% interval (Wilson) of the share that chose learning.",
    ),
    Column(
        key="learning_high",
        title="Learning: upper limit",
        unit="percent",
        meaning="Upper end of the 95% interval (Wilson) of the share that chose learning.",
    ),
    Column(
        key="organisation_share",
        title="Chose organisation",
        unit="percent",
        meaning="People with a need who chose time, equipment or policy, as a share of those with a need who "
        "chose any support.",
    ),
    Column(
        key="support_n",
        title="People with a need who chose",
        unit="count",
        meaning="People with a need in the area who chose a kind of support.",
    ),
    Column(key="learning", title="People: learning", unit="count", meaning="Those who chose learning."),
    Column(
        key="organisation",
        title="People: organisation",
        unit="count",
        meaning="Those who chose what the organisation gives.",
    ),
)
NOTES = (
    "Learning is training or study, practice with someone beside you, and support from peers. Organisation is "
    "protected time, equipment or access, and a clearer policy or way of working.",
    "People chose one kind of support for each area. It is what they would like, not proof of what would help.",
    "A need is hidden here whenever the number of people with it is hidden in the table of needs.",
)


def support_by_area(release: Release, instrument: Instrument) -> Table:
    """Every need area, the highest share with a need first, with the kind of support chosen for it."""
    part = national_part(release, instrument.audience)
    found = support_in(part) if part else {}
    rows: tuple[tuple[str | Cell, ...], ...] = tuple(
        (
            item.text,
            item.code,
            section,
            *_figures(found.get(item.code), part),
            lean_words(found.get(item.code), part),
        )
        for section, item in _ranked(instrument, part)
    )
    return Table(
        id=f"{instrument.audience}-support",
        title=f"{AUDIENCES[instrument.audience]}: learning or organisation?",
        subtitle=f"{part_name(part)}, {release.time_point}: share of people with a need whose choice of support is "
        "learning; the others chose what the organisation gives. Highest need first",
        columns=(*WORDS, *COLUMNS, LEAN),
        rows=rows,
        sentence=_sentence(rows),
        notes=(*NOTES, *withheld_notes([part] if part else [])),
        audience=instrument.audience,
    )


def support_by_region(release: Release, instrument: Instrument) -> Table:
    """The share that chose learning in the nation and in each region, area by area."""
    audience = instrument.audience
    nation = national_part(release, audience)
    held = {part.group.code: part for part in parts_of(release, audience, "region")}
    regions = [*REGIONS, *(code for code in held if code not in REGIONS)]
    found = [(part, support_in(part) if part else {}) for part in (nation, *map(held.get, regions))]
    rows: tuple[tuple[str | Cell, ...], ...] = tuple(
        (item.text, item.code, *(_share(figures.get(item.code), part) for part, figures in found))
        for _, item in _ranked(instrument, nation)
    )
    shown = [name for at, name in enumerate(map(_region, regions), start=3) if _any_shown(rows, at)]
    return Table(
        id=f"{audience}-support-by-region",
        title=f"{AUDIENCES[audience]}: learning or organisation, by region",
        subtitle=f"{release.time_point}: share of people with a need whose choice of support is learning",
        columns=(
            *WORDS[:2],
            _place("nation", part_name(nation), ("nation", "all")),
            *(_place(code, _region(code), ("region", code)) for code in regions),
        ),
        rows=rows,
        sentence=(
            f"{plural(len(shown), 'region')} of {len(regions)} can be shown for at least one area: {join_words(shown)}."
            if shown
            else "No region can be shown yet."
        ),
        notes=withheld_notes(held.values()),
        audience=audience,
    )


def lean_words(figures: SupportFigures | None, part: Part | None) -> str:
    """Mostly learning, mostly organisation, mixed, or the sign that it is not shown."""
    if figures is None:
        return _absent(part).text
    return LEANS.get(figures.lean or "", HIDDEN)


def _ranked(instrument: Instrument, part: Part | None) -> list[tuple[str, NeedItem]]:
    found = by_item(part)
    every = [(section.title, item) for section in instrument.sections for item in section.items]

    def need(each: tuple[str, NeedItem]) -> float:
        figures = found.get(each[1].code)
        return figures.need_share.value if figures and figures.need_share.value is not None else -1.0

    return sorted(every, key=lambda each: -need(each))


def _figures(figures: SupportFigures | None, part: Part | None) -> tuple[Cell, ...]:
    if figures is None:
        return (_absent(part),) * len(COLUMNS)
    return (
        figures.learning_share,
        figures.low,
        figures.high,
        figures.organisation_share,
        figures.n,
        figures.learning,
        figures.organisation,
    )


def _share(figures: SupportFigures | None, part: Part | None) -> Cell:
    return _absent(part) if figures is None else figures.learning_share


def _absent(part: Part | None) -> Cell:
    """A group that is shown has no such figure only in a release that did not count support."""
    return missing_cell(part) if part and part.group.withheld else not_available


def _place(key: str, name: str, group: tuple[str, str]) -> Column:
    return Column.model_validate(
        SHARE.model_dump()
        | {
            "key": key,
            "title": name,
            "meaning": f"{name}. {SHARE.meaning}",
            "measure": SHARE.key,
            "group": group,
        }
    )


def _region(code: str) -> str:
    return group_name("region", code)


def _any_shown(rows: Iterable[tuple[str | Cell, ...]], at: int) -> bool:
    return any(isinstance(cell := row[at], Cell) and cell.shown for row in rows)


def _sentence(rows: Sequence[tuple[str | Cell, ...]]) -> str:
    """How many areas lean which way, and which of the highest needs are for the organisation to answer."""
    leans = Counter(str(row[-1]) for row in rows if row[-1] in LEANS.values())
    if not leans:
        return "None of these figures can be shown yet."
    counts = join_words(
        f"{leans[words]} {'is' if leans[words] == 1 else 'are'} {words[0].lower()}{words[1:]}"
        for words in LEANS.values()
        if leans[words]
    )
    for_others = [str(row[0]) for row in rows if row[-1] == LEANS["organisation"]][:NAMED]
    named = (
        f" Highest needs that are mostly organisation: {join_words(for_others, between='; ')}."
        if for_others
        else ""
    )
    return f"Of {plural(leans.total(), 'area')} that can be shown, {counts}.{named}"
