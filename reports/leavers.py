"""Starters and leavers: how many had left within 12 and 24 months, as organisations counted them."""

from collections.abc import Mapping, Sequence

from mapping.cell import Cell, hidden, not_available
from mapping.figures import Dimension, ProvisionFigures, Release
from mapping.policy import MINIMUM_ORGANISATIONS
from mapping.protect import interval_of, wilson
from mapping.provision import STAYERS
from reports.leaving import HIGH, LOW
from reports.table import About, Column, Table
from reports.values import NOT_ANSWERED, number_cell
from reports.wording import REGIONS, group_name, join_words

NATION = "all"
MONTHS = (12, 24)


def starters_and_leavers(release: Release) -> Table:
    """A row for the nation and each region at 12 and 24 months: starters, those who left, and their share."""
    found = {(one.dimension, one.code, one.question): one for one in release.provision}
    places: list[tuple[Dimension, str]] = [("nation", NATION), *(("region", code) for code in REGIONS)]
    rows: list[tuple[str | Cell, ...]] = []
    about = []
    for (starters, leavers), months in zip(STAYERS, MONTHS, strict=True):
        for dimension, code in places:
            started, left = (found.get((dimension, code, question)) for question in (starters, leavers))
            rows.append((f"{group_name(dimension, code)}, within {months} months", *_left(started, left)))
            about.append(About(audience="organisation", item=leavers, answer="left", group=(dimension, code)))
    return Table(
        id="starters-and-leavers",
        title="Starters, and those who left",
        subtitle=f"{release.time_point}: people who started in radiography posts, as organisations counted them",
        columns=(
            Column(
                key="what", title="Place, and time since starting", meaning="Whose starters, and by when."
            ),
            Column(
                key="organisations",
                title="Organisations",
                unit="count",
                meaning="Organisations that gave both numbers.",
            ),
            Column(key="started", title="Started", unit="count", meaning="People who started."),
            Column(key="count", title="Left", unit="count", meaning="Those of them who had left."),
            Column(
                key="share",
                title="Share who left",
                unit="percent",
                meaning="Those who left as a share of those who started.",
            ),
            LOW,
            HIGH,
        ),
        rows=tuple(rows),
        sentence=_leaver_words(rows[:: len(places)]),
        audience="organisation",
        about=tuple(about),
    )


def own_leavers(release: Release, *, own: Mapping[str, Sequence[str]], organisation: str, name: str) -> Table:
    """An organisation's own starters and leavers, which it entered, beside the nation's protected share.

    The own numbers are exact. The nation's is shown only where enough others are part of it.
    """
    found = {one.question: one for one in release.provision if one.dimension == "nation"}
    rows, words = [], []
    for (starters, leavers), months in zip(STAYERS, MONTHS, strict=True):
        mine = _own(own, starters, leavers)
        nation = _beside_own(found.get(starters), found.get(leavers))
        rows.append((f"Within {months} months", *mine, *nation))
        if mine[2].shown and nation[0].shown:
            words.append(
                f"Within {months} months {mine[2].text} of your starters left ({mine[3].text} to {mine[4].text}), "
                f"and {nation[0].text} in the nation."
            )
    ours: tuple[Dimension, str] = ("organisation", organisation)
    return Table(
        id="own-leavers",
        title=f"Starters at {name}, and those who left",
        subtitle=f"The numbers you entered, beside the nation's in {release.time_point}",
        columns=(
            Column(key="what", title="Time since starting", meaning="By when they had left."),
            *(
                column.model_copy(update={"group": ours})
                for column in (
                    Column(key="own_started", title="Your starters", unit="count", meaning="As entered."),
                    Column(key="own_left", title="Left", unit="count", meaning="As entered."),
                    Column(
                        key="own_share", title="Your share who left", unit="percent", meaning="As entered."
                    ),
                    LOW.model_copy(update={"key": "own_low", "title": "Yours: lower limit"}),
                    HIGH.model_copy(update={"key": "own_high", "title": "Yours: upper limit"}),
                )
            ),
            Column(
                key="share",
                title="National share who left",
                unit="percent",
                meaning="Those who left as a share of those who started, in the nation.",
            ),
            LOW.model_copy(update={"title": "National: lower limit"}),
            HIGH.model_copy(update={"title": "National: upper limit"}),
        ),
        rows=tuple(rows),
        sentence=" ".join(words) or "Nothing can be compared yet.",
        notes=(
            "With few starters the share moves a lot by chance: read it with its limits.",
            f"The nation's is shown only where at least {MINIMUM_ORGANISATIONS} other organisations answered.",
        ),
        audience="organisation",
        about=tuple(About(audience="organisation", item=leavers, answer="left") for _, leavers in STAYERS),
    )


def _left(started: ProvisionFigures | None, left: ProvisionFigures | None) -> tuple[Cell, ...]:
    if started is None or left is None:
        return (not_available,) * 6
    return (
        left.organisations,
        started.count,
        left.count,
        left.share,
        *interval_of(left.count, started.count),
    )


def _beside_own(started: ProvisionFigures | None, left: ProvisionFigures | None) -> tuple[Cell, Cell, Cell]:
    """The nation's share and limits; who knows their own part could take it away, so others must remain."""
    if started is None or left is None:
        return (not_available,) * 3
    if (left.organisations.value or 0) - 1 < MINIMUM_ORGANISATIONS:
        return (hidden,) * 3
    return left.share, *interval_of(left.count, started.count)


def _own(own: Mapping[str, Sequence[str]], starters: str, leavers: str) -> tuple[Cell, ...]:
    numbers = [next(iter(own.get(question, ())), "") for question in (starters, leavers)]
    cells = [number_cell(float(one), "count") if one else NOT_ANSWERED for one in numbers]
    if not all(numbers):
        return (*cells, *((NOT_ANSWERED,) * 3))
    started, left = (float(one) for one in numbers)
    if not started:
        return (*cells, *(number_cell(None, "percent") for _ in range(3)))
    ends = wilson(min(left, started), started)
    return (*cells, *(number_cell(100 * one, "percent") for one in (left / started, *ends)))


def _leaver_words(national: Sequence[tuple[str | Cell, ...]]) -> str:
    words = []
    for row, months in zip(national, MONTHS, strict=True):
        share, low, high = row[4:]
        if isinstance(share, Cell) and isinstance(low, Cell) and isinstance(high, Cell) and share.shown:
            words.append(f"{share.text} left within {months} months ({low.text} to {high.text})")
    if not words:
        return "How many starters left cannot be shown."
    return f"Of those who started in the nation, {join_words(words)}."
