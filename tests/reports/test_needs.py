from mapping.cell import hidden, not_applicable, not_available
from reports.needs import need_by_area, need_by_section
from tests.reports.small import ASKED, count, figures, hidden_figures, percent, release


def test_the_area_with_the_highest_need_comes_first_and_what_is_not_shown_last() -> None:
    table = need_by_area(release(figures("N02", n=100, need=90), figures("N01", n=100, need=10)), ASKED)
    assert table.texts("item") == ("N02", "N01", "N03")
    assert table.values("need_share") == (percent(90), percent(10), not_applicable)


def test_equal_and_hidden_areas_stay_in_the_order_asked() -> None:
    held = release(hidden_figures("N01"), hidden_figures("N02"), figures("N03", n=100, need=35))
    assert need_by_area(held, ASKED).texts("item") == ("N03", "N01", "N02")


def test_the_sentence_names_the_highest_shown_and_says_how_many_can_be_shown() -> None:
    held = release(figures("N01", n=100, need=10), figures("N02", n=100, need=35), hidden_figures("N03"))
    assert need_by_area(held, ASKED).sentence == (
        "Among the 2 of 3 that can be shown, the highest shares with a need are: Night shifts (35%); "
        "and Asking for help (10%)."
    )


def test_sdc_09_nothing_about_a_table_changes_with_a_hidden_figure_but_the_token() -> None:
    held = release(hidden_figures("N01"), figures("N02", n=100, need=35), hidden_figures("N03"))
    table = need_by_area(held, ASKED)
    assert table.values("need_share") == (percent(35), hidden, hidden)
    assert need_by_area(release(hidden_figures("N01")), ASKED).sentence == (
        "None of these figures can be shown yet."
    )


def test_a_release_without_a_national_part_has_no_figures_available() -> None:
    empty = release().model_copy(update={"parts": ()})
    assert set(need_by_area(empty, ASKED).values("need")) == {not_available}


def test_a_section_adds_up_what_is_shown_and_is_hidden_when_less_than_half_is() -> None:
    held = release(figures("N01", n=100, need=40), hidden_figures("N02"), hidden_figures("N03"))
    table = need_by_section(held, ASKED)
    assert table.rows == (
        ("First section", "1 of 2", count(100), count(40), percent(40)),
        ("Second section", "0 of 1", hidden, hidden, hidden),
    )


def test_a_section_weighs_its_areas_by_the_ratings_given() -> None:
    held = release(figures("N01", n=100, need=10), figures("N02", n=300, need=150))
    assert need_by_section(held, ASKED).rows[0][-3:] == (count(400), count(160), percent(40))
