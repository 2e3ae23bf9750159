"""Learning or organisation: which kind of support people with a need chose, in words and figures."""

from mapping.cell import not_available
from mapping.figures import FactFigures, ItemFigures, Release
from mapping.protect import protect_options, protect_people, share_of
from reports.needs import need_by_area
from reports.support import support_by_area, support_by_region
from reports.table import Table
from tests.reports.data import instruments, sample_release
from tests.reports.small import ASKED, figures, release


def chosen(item: str, learning: int, organisation: int) -> tuple[FactFigures, ...]:
    """As a release would publish so many who chose each kind."""
    people = learning + organisation
    n, counts = protect_people(people), protect_options([learning, organisation], people)
    return tuple(
        FactFigures(question=f"support:{item}", value=kind, n=n, count=count, share=share_of(count, n))
        for kind, count in zip(("learning", "organisation"), counts, strict=True)
    )


def with_support(*items: ItemFigures, facts: tuple[FactFigures, ...]) -> Release:
    made = release(*items)
    part = made.parts[0].model_copy(update={"facts": facts})
    return made.model_copy(update={"parts": (part,)})


def row_of(table: Table, item: str) -> dict[str, str]:
    row = next(row for row in table.rows if row[1] == item)
    return {
        column.key: entry if isinstance(entry, str) else entry.text
        for column, entry in zip(table.columns, row, strict=True)
    }


def test_each_need_says_which_kind_of_support_more_than_half_chose() -> None:
    made = with_support(
        figures("N01", n=300, need=200),
        figures("N02", n=300, need=150),
        figures("N03", n=300, need=100),
        facts=chosen("N01", 120, 60) + chosen("N02", 30, 90) + chosen("N03", 50, 45),
    )
    table = support_by_area(made, ASKED)
    assert table.texts("item") == ("N01", "N02", "N03")
    assert row_of(table, "N01") | {"area": "", "section": ""} == {
        "area": "",
        "item": "N01",
        "section": "",
        "learning_share": "67%",
        "learning_low": "59%",
        "learning_high": "73%",
        "organisation_share": "33%",
        "support_n": "180",
        "learning": "120",
        "organisation": "60",
        "support": "Mostly learning",
    }
    assert table.texts("support") == ("Mostly learning", "Mostly organisation", "Mixed")
    assert table.sentence.startswith(
        "Of 3 areas that can be shown, 1 is mostly learning, 1 is mostly organisation and 1 is mixed."
    )
    assert need_by_area(made, ASKED).texts("support") == table.texts("support")


def test_a_need_is_mixed_unless_the_whole_interval_lies_on_one_side_of_half() -> None:
    made = with_support(figures("N01", n=300, need=100), facts=chosen("N01", 55, 45))
    row = row_of(support_by_area(made, ASKED), "N01")
    assert (row["learning_share"], row["learning_low"], row["support"]) == ("55%", "45%", "Mixed")


def test_sdc_08_hidden_support_is_the_same_sign_in_words_and_figures() -> None:
    made = with_support(figures("N01", n=300, need=100), facts=chosen("N01", 95, 5))
    row = row_of(support_by_area(made, ASKED), "N01")
    assert (row["learning"], row["organisation"], row["learning_share"], row["support"]) == ("[c]",) * 4
    assert row_of(need_by_area(made, ASKED), "N01")["support"] == "[c]"


def test_few_people_have_counts_but_no_words() -> None:
    made = with_support(figures("N01", n=300, need=100), facts=chosen("N01", 10, 10))
    row = row_of(support_by_area(made, ASKED), "N01")
    assert (row["support_n"], row["learning"], row["learning_share"], row["support"]) == (
        "20",
        "10",
        "[c]",
        "[c]",
    )


def test_a_release_that_did_not_count_support_says_it_has_no_figure() -> None:
    table = support_by_area(release(figures("N01", n=300, need=100)), ASKED)
    assert set(table.values("learning_share")) == {not_available}
    assert table.sentence == "None of these figures can be shown yet."


def test_every_need_of_the_sample_has_a_row_and_regions_beside_it() -> None:
    made = sample_release()
    for audience in ("preceptee", "preceptor"):
        asked = instruments()[audience]
        areas, regions = support_by_area(made, asked), support_by_region(made, asked)
        assert sorted(areas.texts("item")) == sorted(item.code for item in asked.items)
        assert regions.texts("item") == areas.texts("item")
        assert regions.texts("nation") == areas.texts("learning_share")
    assert set(support_by_area(made, instruments()["preceptee"]).texts("support")) >= {
        "Mostly learning",
        "Mostly organisation",
        "[c]",
    }
