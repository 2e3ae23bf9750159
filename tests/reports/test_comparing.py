from mapping.cell import hidden, not_available
from mapping.figures import Part
from reports.comparing import need_by_group
from tests.reports.small import ASKED, WITHHELD, figures, group, percent, release

MIDLANDS = Part(group=group("region", "Y60"), items=(figures("N01", n=100, need=20),))


def test_every_region_has_a_column_and_a_withheld_one_says_why() -> None:
    held = release(figures("N01", n=100, need=40), extra=(WITHHELD, MIDLANDS))
    table = need_by_group(held, ASKED, "region")
    assert [column.title for column in table.columns[2:]] == [
        "National",
        "London",
        "South West",
        "South East",
        "Midlands",
        "East of England",
        "North West",
        "North East and Yorkshire",
    ]
    first = table.rows[0]
    assert first[2] == percent(40)
    assert first[3] == not_available
    assert first[6] == percent(20)
    assert first[9] == hidden
    assert table.notes == (
        "North East and Yorkshire: Fewer than 10 people answered here, so nothing is shown. "
        "See the national figures instead.",
    )
    assert table.sentence == "1 group of 7 can be shown beside the nation: Midlands."


def test_stages_come_in_the_order_of_time() -> None:
    parts = tuple(Part(group=group("stage", code)) for code in ("12-to-24", "under-3", "6-to-11", "3-to-5"))
    table = need_by_group(release(extra=parts), ASKED, "stage")
    assert [column.key for column in table.columns[3:]] == ["under-3", "3-to-5", "6-to-11", "12-to-24"]
