"""Who took part: codes handed out and answers sent, by group."""

from mapping.cell import Cell
from mapping.figures import Participation, Release
from reports.groups import order
from reports.table import Column, Table
from reports.wording import AUDIENCES, DIMENSIONS, group_name

DIMENSION_ORDER = tuple(DIMENSIONS)


def participation_table(release: Release, *, id: str = "participation") -> Table:
    """A row for each audience and group: the nation first, then the others in their known order."""
    found = sorted(release.participation, key=_place)
    return Table(
        id=id,
        title="Who took part",
        subtitle=f"{release.time_point}: codes handed out and answers sent, to the nearest 5",
        columns=(
            Column(key="group", title="Group", meaning="The nation, region or other group."),
            Column(key="dimension", title="Kind of group", meaning="What the group is part of."),
            Column(key="audience", title="Who", meaning="Preceptees or preceptors."),
            Column(key="handed_out", title="Codes handed out", unit="count", meaning="Codes handed out."),
            Column(key="submitted", title="Answers sent", unit="count", meaning="People who sent answers."),
            Column(
                key="share",
                title="Share who answered",
                unit="percent",
                meaning="Answers sent as a share of codes handed out.",
            ),
        ),
        rows=tuple(_row(one) for one in found),
        sentence=" ".join(_words(one) for one in found if one.dimension == "nation") or NOBODY,
    )


def taken_part_by(table: Table, audience: str) -> Table:
    """The rows of one audience, titled with it: the nation, then each group."""
    who = AUDIENCES[audience]
    at = table.position("audience")
    return table.model_copy(
        update={
            "id": f"{table.id}-{audience}",
            "title": f"{who}: share who answered",
            "rows": tuple(row for row in table.rows if row[at] == who),
        }
    )


NOBODY = "Nobody has taken part yet."


def _row(one: Participation) -> tuple[str | Cell, ...]:
    return (
        group_name(one.dimension, one.code),
        DIMENSIONS[one.dimension],
        AUDIENCES.get(one.audience, one.audience),
        one.handed_out,
        one.submitted,
        one.share,
    )


def _words(one: Participation) -> str:
    who = AUDIENCES.get(one.audience, one.audience)
    if not one.submitted.shown:
        return f"{who}: how many answered is not shown, because they are too few."
    share = f", {one.share.text} of the codes handed out" if one.share.shown else ""
    return f"{who}: about {one.submitted.text} answered{share}."


def _place(one: Participation) -> tuple[int, str, tuple[int, str]]:
    return (DIMENSION_ORDER.index(one.dimension), one.audience, order(one.dimension, one.code))
