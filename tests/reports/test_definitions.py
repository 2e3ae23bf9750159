"""The tables that say what figures are measured against."""

from app.definitions import load_definitions
from reports.definitions import frameworks_table, provenance_of

DRAFT = load_definitions().frameworks["nhse-ahp-2023"]
QUOTED = DRAFT.model_copy(update={"quoted": True})


def test_only_published_items_of_a_quoted_framework_are_in_the_words_of_their_owner() -> None:
    said = {item.provenance: provenance_of(QUOTED, item) for item in QUOTED.items}
    assert said == {"published": "Published, in the owner's words", "working": "Working draft"}
    assert {provenance_of(DRAFT, item) for item in DRAFT.items} == {"Published fact", "Working draft"}


def test_every_item_is_a_row_with_where_its_words_come_from() -> None:
    table = frameworks_table([QUOTED])
    assert len(table.rows) == len(QUOTED.items)
    assert table.values("provenance")[0] == "Published, in the owner's words"
