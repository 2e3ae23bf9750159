"""Who is missing: people who answered beside how many there are, by region, pathway and sector."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from mapping.cell import Cell, hidden, not_available
from mapping.figures import Dimension, Release
from mapping.headcounts import people_known
from mapping.policy import HIDE_UP_TO
from mapping.protect import share_of
from mapping.sector import SECTOR, load_sectors
from reports.leaving import facts_of
from reports.table import About, Column, Table
from reports.values import NOT_CALCULABLE, number_cell
from reports.wording import AUDIENCES, PATHWAYS, REGIONS, group_name, join_words
from surveys.counts import HeadcountLine

Kind = Literal["nation", "region", "pathway", "sector"]
KINDS: dict[Kind, str] = {"nation": "Nation", "region": "Region", "pathway": "Pathway", "sector": "Sector"}
WHO = ("preceptee", "preceptor")
NATION = "all"
ROUNDED_BY = 2
"""How much a number of people can be below the one it was rounded to."""
MOST_NAMED = 3
NO_HEADCOUNTS = (
    "No headcounts were loaded before this release was made, so how many people there are is not known here."
)
MORE_THAN_THERE_ARE = (
    "Where more people answered than the headcount says there are, the headcount cannot be right, so no response "
    "rate is worked out."
)
UNKNOWN = "Where a headcount is not known it reads [x], and so does the response rate. It is never guessed."


def headcount_codes() -> dict[str, tuple[str, ...]]:
    """Every code of a file of headcounts, by column."""
    return {
        "audience": WHO,
        "region": tuple(REGIONS),
        "pathway": tuple(PATHWAYS),
        "sector": tuple(load_sectors().labels),
    }


def headcount_names() -> dict[str, str]:
    """Other words for those codes: what pages call them."""
    labels: Mapping[str, str] = REGIONS | PATHWAYS | load_sectors().labels
    plurals = {AUDIENCES[audience]: audience for audience in WHO}
    return {name: code for code, name in labels.items()} | plurals


def response_table(release: Release) -> Table:
    """A row for each audience and group: who answered, how many there are, and the share who answered.

    Sectors and preceptors' pathways come from what people answered, the rest from the size of groups.
    """
    places = list(_places())
    rows = tuple(_row(release, *place) for place in places)
    return Table(
        id="response-by-headcount",
        title="Who is missing: response beside known headcounts",
        subtitle=f"{release.time_point}: people who answered, to the nearest 5, of those there are",
        columns=(
            Column(key="group", title="Group", meaning="The nation, region, pathway or sector."),
            Column(key="dimension", title="Kind of group", meaning="What the group is part of."),
            Column(key="audience", title="Who", meaning="Preceptees or preceptors."),
            Column(key="answered", title="People who answered", unit="count", meaning="People who answered."),
            Column(
                key="headcount",
                title="People there are",
                unit="count",
                meaning="The known headcount, from the source named; not from anybody's answers.",
            ),
            Column(
                key="response_rate",
                title="Response rate",
                unit="percent",
                meaning="People who answered as a share of the headcount.",
            ),
        ),
        rows=rows,
        sentence=" ".join(_audience_words(audience, rows) for audience in WHO),
        notes=_notes(release.headcounts, rows),
        about=tuple(_about(*place) for place in places),
    )


def rates_of(table: Table, audience: str) -> Table:
    """The rows of one audience that have a response rate, titled with it."""
    who, at = AUDIENCES[audience], table.position("audience")
    kept = [
        (row, about)
        for row, about in zip(table.rows, table.about, strict=True)
        if row[at] == who and _shown(row[-1])
    ]
    return table.model_copy(
        update={
            "id": f"{table.id}-{audience}",
            "title": f"{who}: response rate",
            "rows": tuple(row for row, _ in kept),
            "about": tuple(about for _, about in kept),
            "sentence": _lowest_words([row for row in table.rows if row[at] == who]),
        }
    )


def kind_name(kind: Kind, code: str) -> str:
    """What people call a group.

    >>> kind_name("region", "Y56"), kind_name("sector", "independent"), kind_name("nation", "all")
    ('London', 'Independent sector', 'National')
    """
    return load_sectors().labels[code] if kind == "sector" else group_name(kind, code)


def _places() -> Iterator[tuple[str, Kind, str]]:
    codes = headcount_codes()
    for audience in WHO:
        yield audience, "nation", NATION
        for kind in ("region", "pathway", "sector"):
            for code in codes[kind]:
                yield audience, kind, code


def _row(release: Release, audience: str, kind: Kind, code: str) -> tuple[str | Cell, ...]:
    answered = _answered(release, audience, kind, code)
    place = {} if kind == "nation" else {kind: code}
    known = people_known(release.headcounts, audience, codes=headcount_codes(), **place)
    return (
        kind_name(kind, code),
        KINDS[kind],
        AUDIENCES[audience],
        answered,
        not_available if known is None else number_cell(known, "count"),
        _rate(answered, known),
    )


def _answered(release: Release, audience: str, kind: Kind, code: str) -> Cell:
    """How many answered, protected; a group nobody answered in looks like any that is too small."""
    national = release.part(audience, "nation", NATION)
    if kind == "sector" or (kind == "pathway" and audience == "preceptor"):
        fact = facts_of(national, kind if kind == "pathway" else SECTOR).get(code)
        return fact.count if fact else hidden
    part = release.part(audience, kind, code)
    return part.group.people if part else hidden


def _rate(answered: Cell, known: int | None) -> Cell:
    """Hidden where all but few answered, too: it would say of nearly each one that they did (SDC-14)."""
    if known is None:
        return not_available
    if answered.value is None:
        return hidden
    if answered.value > known + ROUNDED_BY:
        return NOT_CALCULABLE
    if known - answered.value <= HIDE_UP_TO:
        return hidden
    return share_of(answered, number_cell(known, "count"))


def _about(audience: str, kind: Kind, code: str) -> About:
    if kind == "sector":
        return About(audience=audience, answer=code)
    dimension: Dimension = kind
    return About(audience=audience, group=(dimension, code))


def _audience_words(audience: str, rows: Sequence[tuple[str | Cell, ...]]) -> str:
    """How many of one audience answered, where the response is lowest, and where it is not known."""
    own = [row for row in rows if row[2] == AUDIENCES[audience]]
    _, _, who, answered, headcount, rate = own[0]
    assert isinstance(answered, Cell)
    assert isinstance(headcount, Cell)
    assert isinstance(rate, Cell)
    words = (
        f"{who}: about {answered.text} answered"
        if answered.shown
        else f"{who}: how many answered is not shown"
    )
    words += f" of {headcount.text}" if answered.shown and headcount.shown else ""
    words += f" ({rate.text})." if rate.shown else "."
    return " ".join(filter(None, (words, _lowest_words(own), _unknown_words(own))))


def _lowest_words(rows: Sequence[tuple[str | Cell, ...]]) -> str:
    lowest = [found for kind in KINDS if (found := _lowest(kind, rows))]
    return f"The response is lowest in {join_words(lowest, between='; ')}." if lowest else ""


def _unknown_words(rows: Sequence[tuple[str | Cell, ...]]) -> str:
    """The groups whose headcount is not known: named where they are few, else how many of which kind."""
    found = []
    for kind, name in KINDS.items():
        own = [row for row in rows if row[1] == name]
        unknown = [str(row[0]) for row in own if row[4] == not_available]
        if kind == "nation" or not unknown:
            continue
        if len(unknown) == len(own):
            found.append(f"any {kind}")
        else:
            found += [f"{len(unknown)} of {len(own)} {kind}s"] if len(unknown) > MOST_NAMED else unknown
    return f"How many people there are is not known for {join_words(found, between='; ')}." if found else ""


def _lowest(kind: Kind, rows: Sequence[tuple[str | Cell, ...]]) -> str:
    """Where the rate is lowest among the groups of one kind that have one; nothing to say of a single group."""
    rates = [
        (cell.value, str(row[0]), cell.text)
        for row in rows
        if row[1] == KINDS[kind] and isinstance(cell := row[-1], Cell) and cell.value is not None
    ]
    if len(rates) < 2:
        return ""
    least = min(rate for rate, _, _ in rates)
    names = [name for rate, name, _ in rates if rate == least]
    text = next(text for rate, _, text in rates if rate == least)
    return f"{join_words(names)} ({text})"


def _notes(headcounts: Sequence[HeadcountLine], rows: Sequence[tuple[str | Cell, ...]]) -> tuple[str, ...]:
    if not headcounts:
        return (NO_HEADCOUNTS,)
    sources = dict.fromkeys(line.source for line in headcounts)
    notes = [f"Headcounts from: {join_words(sources, between='; ')}.", UNKNOWN]
    if any(row[-1] == NOT_CALCULABLE for row in rows):
        notes.append(MORE_THAN_THERE_ARE)
    return tuple(notes)


def _shown(entry: str | Cell) -> bool:
    return isinstance(entry, Cell) and entry.shown
