"""The table of evidence: every construct in every place, the figures as published, and careful words."""

from functools import cache

from app.bands import BANDS
from mapping.lens import Lenses, load_lenses
from reports.evidence import ACTIONS, PLACES, SIDE_BY_SIDE, evidence_table
from reports.table import Table
from surveys.load import load_instruments
from tests.reports.data import sample_release
from tests.reports.small import figures, release


@cache
def lenses() -> Lenses:
    """The edition that ships."""
    return load_lenses(load_instruments(), BANDS)["preceptorship-2026"]


def row_of(table: Table, construct: str, place: str) -> dict[str, str]:
    row = next(row for row in table.rows if row[1] == construct and row[2] == place)
    return {
        column.key: entry if isinstance(entry, str) else entry.text
        for column, entry in zip(table.columns, row, strict=True)
    }


def test_every_construct_has_a_row_in_the_nation_and_each_region() -> None:
    table = evidence_table(sample_release(), lenses())
    assert len(table.rows) == len(lenses().constructs) * len(PLACES) == len(table.about)
    assert [(about.item, about.group) for about in table.about[:2]] == [
        ("settling-in", ("nation", "all")),
        ("asking-for-help", ("nation", "all")),
    ]
    assert set(table.texts("action")) <= set(ACTIONS.values())


def test_a_row_says_its_figures_levels_and_action_in_words() -> None:
    row = row_of(evidence_table(sample_release(), lenses()), "asking-for-help", "National")
    need, low, high = row["lens_need"], row["lens_need_low"], row["lens_need_high"]
    assert (
        f"{need} of preceptees' ratings show a need: {row['need_level'].lower()} ({low} to {high}, "
        in row["words"]
    )
    assert f"{row['lens_provision']} of organisations always or usually give each preceptee" in row["words"]


def test_sdc_08_one_need_item_reads_as_it_does_in_the_release() -> None:
    made = sample_release()
    part = made.part("preceptee", "nation", "all")
    assert part is not None
    item = next(each for each in part.items if each.item == "N02")
    row = row_of(evidence_table(made, lenses()), "asking-for-help", "National")
    assert (row["lens_need"], row["lens_need_low"], row["lens_need_high"]) == (
        item.need_share.text,
        item.need_low.text,
        item.need_high.text,
    )


def test_what_is_not_known_is_said_plainly_and_no_action_is_suggested() -> None:
    table = evidence_table(release(figures("N02", n=300, need=200)), lenses())
    row = row_of(table, "asking-for-help", "National")
    assert (row["need_level"], row["capacity_level"], row["action"]) == ("High", "Hidden", "Unknown")
    assert row["words"].endswith(
        "What preceptors give is not available. What organisations provide is not available. No action can be "
        "suggested. What preceptors can give here is not known."
    )
    digital = row_of(evidence_table(sample_release(), lenses()), "digital", "National")
    assert "Organisations were not asked about it. No action can be suggested." in digital["words"]


def test_nothing_claims_that_one_figure_causes_another() -> None:
    table = evidence_table(sample_release(), lenses())
    assert table.notes[0] == SIDE_BY_SIDE
    said = " ".join(table.texts("words"))
    assert not any(word in said for word in ("because of", "causes", "leads to", "due to", "proves"))
