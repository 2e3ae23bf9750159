from frameworks.succession import succession_rules
from tests.frameworks.test_compare import edition, item


def test_an_edition_names_the_one_it_replaces_and_codes_of_it() -> None:
    old = edition(item("1"), id="old")
    new = edition(item("2", was=("1",)), replaces="old")
    assert list(succession_rules(new, {"old": old, "new": new})) == []


def test_a_former_code_the_replaced_edition_never_had_is_refused() -> None:
    old = edition(item("1"), id="old")
    new = edition(item("2", was=("9",)), replaces="old")
    assert list(succession_rules(new, {"old": old, "new": new})) == [
        (("items", 0, "was", 0), "old has no item 9")
    ]


def test_a_former_code_named_twice_is_refused() -> None:
    old = edition(item("1"), id="old")
    new = edition(item("2", was=("1", "1")), replaces="old")
    assert list(succession_rules(new, {"old": old, "new": new})) == [
        (("items", 0, "was", 1), "1 is named twice; keep one")
    ]


def test_former_codes_without_a_replaced_edition_are_refused() -> None:
    ((place, message),) = succession_rules(edition(item("2", was=("1",))), {})
    assert place == ("items", 0, "was")
    assert "add 'replaces'" in message


def test_an_edition_that_is_not_here_cannot_be_replaced() -> None:
    assert list(succession_rules(edition(item("1"), replaces="gone"), {"other": edition(item("1"))})) == [
        (("replaces",), "there is no framework gone; known: other")
    ]


def test_two_editions_that_replace_each_other_are_refused() -> None:
    one = edition(item("1"), id="one", replaces="two")
    two = edition(item("1"), id="two", replaces="one")
    known = {"one": one, "two": two}
    assert [place for place, _ in succession_rules(one, known)] == [("replaces",)]
