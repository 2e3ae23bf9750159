from mapping.cell import hidden
from mapping.figures import Part
from reports.organisation import beside_others
from tests.reports.small import ASKED, figures, group, hidden_figures, percent, release

OWN = Part(
    group=group("organisation", "RXX"),
    items=(figures("N01", n=30, need=15), hidden_figures("N02"), hidden_figures("N03")),
)
REGION = Part(group=group("region", "Y60"), items=(figures("N02", n=100, need=20), hidden_figures("N03")))


def test_each_row_says_in_words_which_figure_can_be_used() -> None:
    held = release(figures("N03", n=100, need=40), extra=(OWN, REGION))
    table = beside_others(held, ASKED, organisation="RXX", name="Our trust", region="Y60")
    assert table.values("own") == (percent(50), hidden, hidden)
    assert table.texts("instead") == (
        "Your own figure",
        "Not shown: too few people. Use the region.",
        "Not shown: too few people. Use the nation.",
    )
    assert table.sentence == "1 of 3 need areas can be shown for Our trust."


def test_a_withheld_organisation_is_told_why_and_what_to_use() -> None:
    own = Part(group=group("organisation", "RXX", people=hidden, withheld="too-few-people"))
    table = beside_others(release(extra=(own,)), ASKED, organisation="RXX", name="Our trust", region=None)
    assert table.sentence == (
        "Fewer than 10 people answered here, so nothing is shown. See your region instead."
    )
