from mapping.cell import hidden, not_applicable, not_available
from mapping.figures import Part
from reports.comparing import need_by_group, section_need_by_group
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
    assert table.sentence == "The highest need in each region shown: Asking for help, in Midlands (20%)."


def test_stages_come_in_the_order_of_time() -> None:
    parts = tuple(Part(group=group("stage", code)) for code in ("12-to-24", "under-3", "6-to-11", "3-to-5"))
    table = need_by_group(release(extra=parts), ASKED, "stage")
    assert [column.key for column in table.columns[3:]] == ["under-3", "3-to-5", "6-to-11", "12-to-24"]


def test_sections_stand_under_all_areas_together_with_only_what_a_group_was_asked() -> None:
    early = Part(group=group("stage", "under-3"), items=(figures("N01", n=100, need=60),))
    late = Part(
        group=group("stage", "12-to-24"),
        items=(figures("N01", n=100, need=10), figures("N03", n=100, need=30)),
    )
    held = release(figures("N01", n=100, need=40), figures("N03", n=100, need=50), extra=(early, late))
    table = section_need_by_group(held, ASKED, "stage")
    assert table.rows == (
        ("All areas together", percent(45), percent(60), percent(20)),
        ("Second section", percent(50), not_applicable, percent(30)),
        ("First section", percent(40), percent(60), percent(10)),
    )
    assert table.sentence == (
        "Nationally, 45% of ratings show a need: most after less than 3 months (60%), "
        "least after 12 to 24 months (20%)."
    )


def test_a_group_about_which_nothing_is_shown_has_no_section_either() -> None:
    table = section_need_by_group(release(extra=(WITHHELD,)), ASKED, "region")
    assert set(table.values("Y63")) == {hidden}
    assert table.sentence == "No region can be shown yet."
