"""What the next edition of a questionnaire changes, before it is added (`ANCHORS.md` (d) 8)."""

from app.definitions import load_definitions
from surveys.changes import EditionChange, ItemChange, change_problems
from surveys.compare import compare_instruments, needed_classes
from surveys.instrument import Instrument, NeedItem, Section

EARLIER = load_definitions().instruments["preceptee-2026"]
FIRST, SECOND, *_ = EARLIER.items


def with_items(*items: NeedItem) -> Instrument:
    """The edition with these items on one page, and no others."""
    pages = tuple(section for section in EARLIER.sections if section.questions)
    return EARLIER.model_copy(
        update={"sections": (*pages, Section(code="needs", title="Needs", items=items))}
    )


BEFORE = with_items(FIRST, SECOND)


def test_an_edition_is_the_same_as_itself() -> None:
    assert compare_instruments(EARLIER, EARLIER) == ()


def test_an_item_in_other_words_is_shown_and_must_be_classed() -> None:
    other = FIRST.model_copy(update={"text": "Other words"})
    assert compare_instruments(BEFORE, with_items(other, SECOND)) == (
        (f"items[{FIRST.code}].text", FIRST.text, "Other words"),
        (f"items[{FIRST.code}] must be classed", "", "editorial or substantive"),
    )


def test_new_and_retired_items_can_be_classed_in_one_way_only() -> None:
    new = NeedItem(code="Z99", text="Something new")
    assert needed_classes(BEFORE, with_items(SECOND, new)) == (
        (f"items[{FIRST.code}] must be classed", "", "retired"),
        ("items[Z99] must be classed", "", "new"),
    )


def test_an_item_on_another_page_is_moved_and_needs_no_class() -> None:
    other_page = BEFORE.model_copy(
        update={
            "sections": (*BEFORE.sections[:-1], Section(code="more", title="Needs", items=(FIRST, SECOND)))
        }
    )
    found = compare_instruments(BEFORE, other_page)
    assert (f"items[{FIRST.code}].section", "needs", "more") in found
    assert needed_classes(BEFORE, other_page) == ()


def test_a_changed_scale_leaves_no_choice_of_class() -> None:
    scale = tuple(each.model_copy(update={"label": f"{each.label}!"}) for each in BEFORE.importance)
    other = FIRST.model_copy(update={"text": "Other words"})
    later = with_items(other, SECOND).model_copy(update={"importance": scale})
    assert needed_classes(BEFORE, later) == ((f"items[{FIRST.code}] must be classed", "", "substantive"),)


def test_what_must_be_classed_is_exactly_what_the_rules_ask_for() -> None:
    later = with_items(FIRST.model_copy(update={"text": "Other"}), NeedItem(code="Z99", text="New"))
    needed = needed_classes(BEFORE, later)
    assert len(needed) == len(list(change_problems(BEFORE, later, None)))
    items = tuple(
        ItemChange(item=each.place[6:9], change=each.after.split()[0], reason="So.")  # type: ignore[arg-type]
        for each in needed
    )
    classed = EditionChange(id="a", earlier="b", later="c", items=items)
    assert list(change_problems(BEFORE, later, classed)) == []
