"""Need by area, weighted by known headcounts: what the share would be if each region, or pathway, had answered in
proportion to its people. Off unless it is asked for, and labelled wherever it stands.

Weighted region by region and pathway by pathway, each by itself: both together would need shares and headcounts of
every region and pathway at once, which are too small to publish.
"""

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from mapping.cell import Cell, hidden, not_applicable, not_available
from mapping.figures import ItemFigures, Release
from mapping.headcounts import people_known
from mapping.protect import percent_cell
from reports.groups import by_item, missing_cell, national_part
from reports.missing import headcount_codes
from reports.table import Column, Table
from reports.wording import group_name, join_words
from surveys.instrument import Instrument, NeedItem

By = Literal["region", "pathway"]
AUDIENCE = "preceptee"
LABEL = "Weighted by known headcounts"
EXPLAINED = (
    "Weighted: each group's published share counts as much as its people, whether many or few of them answered. It "
    "corrects who answered only as far as region or pathway goes.",
    "Unweighted shares stay the published figures; weighted ones stand beside them only when asked for.",
)


class Weights(NamedTuple):
    """Headcounts by group, or why there are none to weight by."""

    by: By
    people: Mapping[str, int]
    unknown: tuple[str, ...]

    @property
    def refusal(self) -> str:
        """Why nothing can be weighted by this, or nothing."""
        if not self.unknown:
            return ""
        return (
            f"Weighting by {self.by} needs how many preceptees there are in every {self.by}. Not known: "
            f"{join_words(self.unknown)}."
        )


def weights_of(release: Release, by: By) -> Weights:
    """The headcount of each group along one dimension."""
    codes = headcount_codes()
    found = {
        code: people_known(release.headcounts, AUDIENCE, codes=codes, **{by: code}) for code in codes[by]
    }
    unknown = tuple(group_name(by, code) for code, people in found.items() if people is None)
    return Weights(by, {code: people for code, people in found.items() if people is not None}, unknown)


def refusals_of(release: Release) -> tuple[str, ...]:
    """Why one weighting or both cannot be made."""
    found = [weights_of(release, by).refusal for by in ("region", "pathway")]
    return tuple(refusal for refusal in found if refusal)


def weighted_needs(release: Release, instrument: Instrument) -> Table | None:
    """A row a need area: the published share and the weighted ones; None where no weights are known.

    A share is refused, and the row says why, when the share of a group it needs is hidden.
    """
    chosen = [weights_of(release, by) for by in ("region", "pathway")]
    if all(weights.refusal for weights in chosen):
        return None
    national = by_item(national_part(release, AUDIENCE))
    shares = {
        weights.by: {
            code: by_item(release.part(AUDIENCE, weights.by, code)) for code in headcount_codes()[weights.by]
        }
        for weights in chosen
    }
    rows: list[tuple[str | Cell, ...]] = []
    for item in instrument.items:
        made = [_weighted(item, weights, shares[weights.by]) for weights in chosen]
        why = " ".join(reason for _, reason in made if reason)
        figures = national.get(item.code)
        share = figures.need_share if figures else missing_cell(national_part(release, AUDIENCE))
        rows.append((item.text, item.code, share, *(cell for cell, _ in made), why))
    return Table(
        id="need-by-area-weighted",
        title="Need by area, weighted by known headcounts",
        subtitle=f"{LABEL}: {release.time_point}, preceptees. {_used(chosen)}",
        columns=(
            Column(key="area", title="Need area", meaning="What people were asked to rate, in short."),
            Column(key="item", title="Item", meaning="The code of the need area in the questionnaire."),
            Column(
                key="need_share",
                title="Share with a need, as published",
                unit="percent",
                meaning="Not weighted: the share in the dashboard's other tables.",
            ),
            *(
                Column(
                    key=f"weighted_by_{weights.by}",
                    title=f"Weighted by {weights.by}",
                    unit="percent",
                    meaning=f"The published share of each {weights.by}, weighted by how many preceptees it has.",
                )
                for weights in chosen
            ),
            Column(key="why", title="Why a weighted share is missing", meaning="What it would have needed."),
        ),
        rows=tuple(rows),
        sentence=_sentence(rows),
        notes=(
            *EXPLAINED,
            *(weights.refusal for weights in chosen if weights.refusal),
            f"Headcounts from: {join_words(dict.fromkeys(line.source for line in release.headcounts), between='; ')}.",
        ),
        audience=AUDIENCE,
    )


def _weighted(
    item: NeedItem, weights: Weights, shares: Mapping[str, Mapping[str, ItemFigures]]
) -> tuple[Cell, str]:
    """One weighted share, from shown shares only; else why there is none."""
    if weights.unknown:
        return not_available, ""
    asked = [
        code
        for code, people in weights.people.items()
        if people and not (weights.by == "pathway" and item.pathways and code not in item.pathways)
    ]
    if not asked:
        return not_applicable, ""
    found = {code: shares[code].get(item.code) for code in asked}
    values = {
        code: figures.need_share.value
        for code, figures in found.items()
        if figures is not None and figures.need_share.value is not None
    }
    missing = [group_name(weights.by, code) for code in asked if code not in values]
    if missing:
        return hidden, f"By {weights.by}: the share is not shown in {join_words(missing)}."
    people = sum(weights.people[code] for code in asked)
    total = sum(weights.people[code] * value for code, value in values.items())
    return percent_cell(int(total / people + 0.5)), ""


def _used(chosen: Sequence[Weights]) -> str:
    used = [weights.by for weights in chosen if not weights.unknown]
    return f"By {join_words(used)}, from the published shares of each."


def _sentence(rows: Sequence[tuple[str | Cell, ...]]) -> str:
    """How far weighting moves the shares, by the largest change."""
    moves = [
        (abs(cell.value - share.value), str(row[0]), share.text, cell.text)
        for row in rows
        for cell in row[3:5]
        if isinstance(share := row[2], Cell)
        and isinstance(cell, Cell)
        and cell.value is not None
        and share.value is not None
    ]
    if not moves:
        return "No share can be weighted: one of the shares each would need is not shown."
    size, area, before, after = max(moves, key=lambda move: move[0])
    if not size:
        return "Weighting changes no share that could be weighted."
    return f"Weighting changes “{area}” most, from {before} to {after}."
