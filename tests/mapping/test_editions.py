"""What becomes of each criterion in a newer edition (REL-20)."""

from frameworks.model import Framework
from mapping.editions import Moved, codes_in, moved_items, newer_editions, newest_edition
from tests.mapping.criteria import criterion, framework

OLD = framework("one", criterion("A"), criterion("B"), criterion("C"), criterion("D"), criterion("E"))
NEW = framework(
    "two",
    criterion("A"),
    criterion("B", "B in other words"),
    criterion("X1", "Point C", was=("C",)),
    criterion("X2", "D and more", was=("D", "A")),
    criterion("N"),
    replaces="one",
)
KNOWN = {each.id: each for each in (OLD, NEW)}


def test_each_criterion_is_kept_carried_to_be_looked_at_new_or_gone() -> None:
    assert moved_items(OLD, NEW, KNOWN) == (
        Moved(item="A", was=("A",), fate="kept"),
        Moved(item="B", was=("B",), fate="look"),
        Moved(item="X1", was=("C",), fate="carried"),
        Moved(item="X2", was=("D", "A"), fate="look"),
        Moved(item="N", was=(), fate="new"),
        Moved(item=None, was=("E",), fate="gone"),
    )


def test_the_same_words_under_another_code_are_carried_though_the_edition_does_not_say_so() -> None:
    new = framework("two", criterion("Z", "Point  A"), replaces="one")
    assert moved_items(OLD, new, {"one": OLD, "two": new})[0] == Moved(item="Z", was=("A",), fate="carried")


def test_an_item_that_another_one_was_is_not_taken_a_second_time_for_its_words() -> None:
    new = framework(
        "two", criterion("Y", "Other words", was=("A",)), criterion("Z", "Point A"), replaces="one"
    )
    rows = moved_items(OLD, new, {"one": OLD, "two": new})
    assert rows[:2] == (Moved(item="Y", was=("A",), fate="look"), Moved(item="Z", was=(), fate="new"))


def test_former_codes_are_followed_over_every_edition_in_between() -> None:
    last = framework("three", criterion("L", "Point C", was=("X1",)), criterion("X2"), replaces="two")
    known = KNOWN | {"three": last}
    assert codes_in(OLD, last, known) == {"H": ("H",), "L": ("C",), "X2": ("D", "A")}
    assert moved_items(OLD, last, known)[0] == Moved(item="L", was=("C",), fate="carried")


def test_editions_of_different_frameworks_have_no_codes_in_common() -> None:
    other = framework("other", criterion("A"))
    assert codes_in(OLD, other, KNOWN | {"other": other}) == {}
    assert codes_in(NEW, OLD, KNOWN) == {}


def test_newer_editions_come_nearest_first_and_a_ring_of_them_ends() -> None:
    last = framework("three", criterion("A"), replaces="two")
    assert [each.id for each in newer_editions(OLD, [last, NEW, OLD])] == ["two", "three"]
    assert newest_edition(OLD, [NEW, last], {"two", "three"}) == last
    assert newest_edition(OLD, [NEW, last], {"two"}) == NEW
    assert newest_edition(last, [OLD, NEW, last], {"one", "two", "three"}) is None
    ring = framework("one", criterion("A"), replaces="two")
    assert [each.id for each in newer_editions(ring, [ring, NEW])] == ["two"]


def test_a_version_of_ones_own_keeps_the_codes_and_comes_after_what_it_is_a_version_of() -> None:
    own = framework("own", criterion("A"), criterion("X1", "Amended", was=("C",)), replaces="one")
    own = own.model_copy(update={"base": "two", "national": "two", "replaces": None})
    known = KNOWN | {"own": own}
    assert [each.id for each in newer_editions(NEW, [own])] == ["own"]
    assert moved_items(NEW, own, known)[:2] == (
        Moved(item="A", was=("A",), fate="kept"),
        Moved(item="X1", was=("X1",), fate="look"),
    )
    assert codes_in(OLD, own, known)["X1"] == ("C",)


def test_the_next_version_of_ones_own_comes_after_the_one_before_over_the_national_editions() -> None:
    def version(id: str, base: str, *codes: str) -> Framework:
        found = framework(id, *(criterion(code) for code in codes))
        return found.model_copy(update={"base": base, "national": base})

    first, second, other = (
        version("l1", "one", "A", "LDN1"),
        version("l2", "two", "A", "X1", "LDN1"),
        version("x", "one"),
    )
    known = KNOWN | {each.id: each for each in (first, second, other)}
    assert [each.id for each in newer_editions(first, known.values())] == ["two", "l2"]
    assert newest_edition(first, known.values(), {"l2", "x"}) == second
    assert codes_in(first, second, known)["A"] == ("A",)
    assert newer_editions(second, known.values()) == ()


def test_the_next_edition_comes_after_a_version_of_this_one_whatever_they_are_called() -> None:
    own = framework("zz-own", criterion("A")).model_copy(update={"base": "one", "national": "one"})
    every = [own, NEW, OLD]
    assert [each.id for each in newer_editions(OLD, every)] == ["zz-own", "two"]
    assert newest_edition(OLD, every, {"zz-own", "two"}) == NEW
