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
    assert table.sentence.startswith("Among the 1 of 3 that can be shown, ")
    assert table.sentence.endswith("Asking for help (50%).")


def test_a_withheld_organisation_is_told_why_and_what_to_use() -> None:
    own = Part(group=group("organisation", "RXX", people=hidden, withheld="too-few-people"))
    table = beside_others(release(extra=(own,)), ASKED, organisation="RXX", name="Our trust", region=None)
    assert table.sentence == (
        "Fewer than 10 people answered here, so nothing is shown. See your region instead."
    )


def test_the_highest_own_share_comes_first_with_how_sure_it_is() -> None:
    items = (figures("N01", n=30, need=6), hidden_figures("N02"), figures("N03", n=50, need=40))
    own = Part(group=group("organisation", "RXX"), items=items)
    table = beside_others(release(extra=(own,)), ASKED, organisation="RXX", name="Our trust", region=None)
    assert table.texts("item") == ("N03", "N01", "N02")
    assert table.texts("own_n") == ("50", "30", "[c]")
    assert table.texts("own_need_low") == ("10%", "10%", "[c]")
    assert table.texts("own_need_high") == ("90%", "90%", "[c]")


def test_without_own_figures_the_region_decides_the_order() -> None:
    around = Part(
        group=group("region", "Y60"), items=(figures("N01", n=50, need=10), figures("N03", n=50, need=30))
    )
    table = beside_others(release(extra=(around,)), ASKED, organisation="RXX", name="Ours", region="Y60")
    assert table.texts("item") == ("N03", "N01", "N02")
