"""What a format cannot say, kept beside it and put back (ANCHORS (d) 16)."""

from frameworks.loss import Lost
from reports.interchange.unsaid import Unsaid, digest, known_losses, not_known, restored, unsaid

WHOLE = {"id": "x", "parts": [{"code": "a", "steps": ["one"]}, {"code": "b", "steps": []}]}
READ = {"id": "x", "parts": [{"code": "a", "steps": []}, {"code": "b", "steps": []}]}


def test_only_the_smallest_places_that_differ_are_kept() -> None:
    assert unsaid(WHOLE, READ) == (Unsaid("parts[a].steps", digest([]), ["one"]),)


def test_a_list_whose_entries_differ_is_kept_whole() -> None:
    assert [each.place for each in unsaid(WHOLE, {"id": "x", "parts": []})] == ["parts"]


def test_what_was_kept_is_put_back_without_changing_what_was_read() -> None:
    back, lost = restored(READ, unsaid(WHOLE, READ), place="there")
    assert (back, lost) == (WHOLE, ())
    assert READ["parts"][0] == {"code": "a", "steps": []}


def test_a_place_that_was_changed_since_keeps_its_change_and_says_so() -> None:
    changed = {"id": "x", "parts": [{"code": "a", "steps": ["two"]}, {"code": "b", "steps": []}]}
    back, lost = restored(changed, unsaid(WHOLE, READ), place="there")
    assert back == changed
    assert [(each.place, each.what, each.value) for each in lost] == [
        ("there parts[a].steps", "dropped", '["one"]')
    ]


def test_a_place_that_is_gone_is_listed() -> None:
    back, lost = restored({"id": "x", "parts": []}, unsaid(WHOLE, READ), place="there")
    assert back == {"id": "x", "parts": []}
    assert [each.why for each in lost] == ["what this belonged to is not in the file any more"]


def test_losses_that_were_there_when_the_file_was_written_are_not_told_again() -> None:
    old = Lost(place="A1", what="dropped", value="x", why="no room")
    moved, new = old.model_copy(update={"place": "A2"}), old.model_copy(update={"value": "y"})
    assert not_known([moved, new], [known_losses([old])]) == (new,)
