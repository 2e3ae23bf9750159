"""Comparing two editions (`ANCHORS.md` (d) 3, b1)."""

from hypothesis import given
from hypothesis import strategies as st

from frameworks.compare import Comparison, ItemChange, compare, marks
from frameworks.model import Framework, Item, Source


def item(code: str, gist: str = "", *, parent: str | None = None, was: tuple[str, ...] = ()) -> Item:
    return Item(
        code=code,
        title=f"Title {code}",
        gist=gist or f"About {code}.",
        kind="criterion",
        provenance="working",
        parent=parent,
        was=was,
    )


def edition(*items: Item, id: str = "new", replaces: str | None = None, owner: str = "Nobody") -> Framework:
    return Framework(
        id=id,
        title="A framework",
        short_title="Framework",
        owner=owner,
        edition="1",
        nation="England",
        source=Source(title="A page"),
        licence="Own words.",
        replaces=replaces,
        items=items,
    )


def statuses(comparison: Comparison) -> list[tuple[str, str]]:
    return [(each.code, each.status) for each in comparison.items]


def only(comparison: Comparison, code: str) -> ItemChange:
    return next(each for each in comparison.items if each.code == code)


def test_an_edition_and_itself_do_not_differ() -> None:
    one = edition(item("A"), item("B", parent="A"))
    found = compare(one, one)
    assert found.facts == ()
    assert found.differing == ()
    assert statuses(found) == [("A", "same"), ("B", "same")]


def test_added_and_removed_items_stand_where_they_stood() -> None:
    earlier = edition(item("A"), item("B"), item("C"), id="old")
    later = edition(item("A"), item("C"), item("D"))
    assert statuses(compare(earlier, later)) == [
        ("A", "same"),
        ("B", "removed"),
        ("C", "same"),
        ("D", "added"),
    ]


def test_an_item_removed_before_all_others_stands_first() -> None:
    assert statuses(compare(edition(item("A"), item("B"), id="old"), edition(item("B")))) == [
        ("A", "removed"),
        ("B", "same"),
    ]


def test_a_changed_field_is_shown_before_and_after() -> None:
    found = compare(edition(item("A", "Two weeks."), id="old"), edition(item("A", "Four weeks.")))
    (change,) = found.items
    assert change.status == "changed"
    assert [each.field for each in change.fields] == ["gist"]
    assert (change.fields[0].before, change.fields[0].after) == ("Two weeks.", "Four weeks.")


def test_another_parent_is_a_move() -> None:
    earlier = edition(item("H1"), item("A", parent="H1"), item("H2"), id="old")
    later = edition(item("H1"), item("H2"), item("A", parent="H2"))
    assert statuses(compare(earlier, later)) == [("H1", "same"), ("H2", "same"), ("A", "moved")]


def test_only_the_item_that_left_its_place_among_siblings_is_moved() -> None:
    earlier = edition(*map(item, "ABCD"), id="old")
    assert statuses(compare(earlier, edition(*map(item, "DABC")))) == [
        ("D", "moved"),
        ("A", "same"),
        ("B", "same"),
        ("C", "same"),
    ]


def test_an_edition_that_replaces_another_is_matched_by_the_codes_its_items_had() -> None:
    earlier = edition(item("1", "About one."), item("2", "About two."), id="old")
    later = edition(item("2", "About one.", was=("1",)), item("3", "About two.", was=("2",)), replaces="old")
    found = compare(earlier, later)
    assert [each.earlier.code if each.earlier else None for each in found.items] == ["1", "2"]
    assert [each.field for each in only(found, "2").fields] == ["code", "title"]


def test_an_item_below_a_heading_with_a_new_code_has_not_changed() -> None:
    earlier = edition(item("1"), item("1.1", parent="1"), id="old")
    heading = item("A", "About 1.", was=("1",)).model_copy(update={"title": "Title 1"})
    later = edition(heading, item("1.1", parent="A"), replaces="old")
    assert statuses(compare(earlier, later)) == [("A", "changed"), ("1.1", "same")]


def test_former_codes_say_nothing_about_an_edition_that_was_not_replaced() -> None:
    earlier = edition(item("1"), item("2"), id="other")
    later = edition(item("2", was=("1",)), replaces="old")
    assert statuses(compare(earlier, later)) == [("1", "removed"), ("2", "same")]


def test_an_item_that_took_in_another_names_it() -> None:
    earlier = edition(item("1"), item("2"), id="old")
    later = edition(item("1", was=("1", "2")), replaces="old")
    found = compare(earlier, later)
    assert statuses(found) == [("1", "changed")]
    assert found.items[0].merged == ("2",)


def test_looking_back_from_the_newer_edition_matches_the_same_items() -> None:
    old = edition(item("1"), id="old")
    new = edition(item("2", was=("1",)), replaces="old")
    assert [(each.earlier, each.later) for each in compare(new, old).items] == [(new.items[0], old.items[0])]


def test_what_differs_about_the_whole_is_named() -> None:
    found = compare(edition(item("A"), id="old"), edition(item("A"), owner="Somebody"))
    assert [(each.field, each.before, each.after) for each in found.facts] == [
        ("owner", "Nobody", "Somebody")
    ]


def test_words_are_marked_one_by_one() -> None:
    before, after = marks("At least 3 meetings.", "At least 4 meetings a year.")
    assert [(mark.what, mark.text) for mark in before] == [
        ("same", "At least "),
        ("deleted", "3"),
        ("same", " meetings"),
        ("same", "."),
    ]
    assert [(mark.what, mark.text) for mark in after] == [
        ("same", "At least "),
        ("inserted", "4"),
        ("same", " meetings"),
        ("inserted", " a year"),
        ("same", "."),
    ]


TEXT = st.text(alphabet="ab .,\n", max_size=30)


@given(TEXT, TEXT)
def test_marked_words_put_together_again_are_the_texts(before: str, after: str) -> None:
    left, right = marks(before, after)
    assert "".join(mark.text for mark in left) == before
    assert "".join(mark.text for mark in right) == after
    same = [[mark.text for mark in side if mark.what == "same"] for side in (left, right)]
    assert "".join(same[0]) == "".join(same[1])


CODES = st.permutations("ABCDEF").flatmap(lambda codes: st.integers(1, 6).map(lambda n: codes[:n]))


@given(CODES, CODES)
def test_every_item_of_both_stands_in_the_comparison_once(one: list[str], other: list[str]) -> None:
    earlier, later = edition(*map(item, one), id="old"), edition(*map(item, other))
    found = compare(earlier, later)
    assert sorted(each.earlier.code for each in found.items if each.earlier) == sorted(one)
    assert [each.later.code for each in found.items if each.later] == other
    back = compare(later, earlier)
    assert found.count("added") == back.count("removed")
    assert found.count("same") == back.count("same")
