"""Loss reports say where two values differ, and in which way."""

from frameworks.loss import Difference, differences, lost_between


def test_equal_values_lose_nothing() -> None:
    assert differences({"a": [1, {"code": "x"}]}, {"a": [1, {"code": "x"}]}) == ()


def test_an_entry_of_a_list_is_placed_by_its_code_and_not_by_its_number() -> None:
    before = {"items": [{"code": "A", "gist": "One."}, {"code": "B", "gist": "Two."}]}
    after = {"items": [{"code": "B", "gist": "Two!"}]}
    assert [each.place for each in differences(before, after)] == ["items[A]", "items[B].gist"]


def test_another_order_of_the_same_entries_is_a_difference() -> None:
    before, after = [{"code": "A"}, {"code": "B"}], [{"code": "B"}, {"code": "A"}]
    assert differences({"items": before}, {"items": after}) == (Difference("items (order)", "A, B", "B, A"),)


def test_nothing_and_an_empty_text_are_the_same_loss() -> None:
    assert differences({"note": None}, {"note": ""}) == ()
    assert differences({"note": None}, {}) == ()


def test_entries_without_names_are_placed_by_number() -> None:
    assert differences({"steps": ["a", "b"]}, {"steps": ["a"]}) == (Difference("steps[1]", "b", ""),)


def test_a_number_and_its_text_are_no_loss_but_another_number_is() -> None:
    assert differences({"score": 1}, {"score": "1"}) == ()
    assert differences({"score": 1}, {"score": 2}) == (Difference("score", "1", "2"),)


def test_losses_say_whether_a_value_was_dropped_changed_or_added() -> None:
    lost = lost_between({"a": "x", "b": "y"}, {"b": "z", "c": "w"}, why="because")
    assert [(each.place, each.what, each.value) for each in lost] == [
        ("a", "dropped", "x"),
        ("b", "approximated", "y"),
        ("c", "added", "w"),
    ]
