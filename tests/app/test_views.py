"""The preceptor says first how they see a preceptee's confidence; then both see where they differ, and talk."""

import re

import pytest

from tests.app.pairs import Two, give, shared, two_people, view_fields
from tests.app.respondents import another_code, once, started_with, submitted
from tests.conftest import FixedClock
from tests.people import Service

PICKED = re.compile(r'name="N01-view"[^>]*value="(\d?)"[^>]*checked')


@pytest.fixture
def two(service: Service) -> Two:
    return two_people(service)


def test_the_view_is_asked_for_without_showing_what_the_preceptee_said(two: Two) -> None:
    address = shared(two, "profile", "ratings")
    before = two.preceptor.get(address).text
    assert "First, give your own view" in before
    for early in ("Ratings</h2>", "Profile</h2>", "Support they would like"):
        assert early not in before
    form = two.preceptor.get(f"{address}/view").text
    assert form.count("<fieldset") == 1, "only the one area that was rated is asked about"
    assert PICKED.findall(form) == [""], "nothing but 'I cannot say' is chosen"


def test_both_see_a_given_view_side_by_side_and_as_something_to_talk_about(two: Two) -> None:
    address = shared(two, "profile", "ratings")
    share = address.rpartition("/")[2]
    waiting = two.preceptee.get(f"/my/sharing/{share}/views").text
    assert "has not given their view" in waiting

    assert give(two.preceptor, address, N01="4") == address

    for page in (two.preceptor.get(address).text, two.preceptee.get(f"/my/sharing/{share}/views").text):
        assert "Preceptor sees 2 steps more" in page
        assert "A difference is something to talk about" in page
        assert not re.search(
            r"\b(pass|fail|score|competen|wrong|should)", page.partition("<main")[2].partition("<footer")[0]
        )
    assert two.preceptor.get(f"{address}/view").headers["location"] == address


def test_a_saved_view_is_seen_by_nobody_before_it_is_given(two: Two) -> None:
    address = shared(two, "ratings")
    assert give(two.preceptor, address, "later", N01="5") == f"{address}?done=saved"
    share = address.rpartition("/")[2]
    assert "has not given their view" in two.preceptee.get(f"/my/sharing/{share}/views").text
    page = two.preceptor.get(address).text
    assert "Carry on with your view" in page
    assert "Ratings</h2>" not in page
    assert PICKED.findall(two.preceptor.get(f"{address}/view").text) == ["5"]


def test_a_view_saved_in_two_windows_is_shown_with_both_versions(two: Two) -> None:
    address = shared(two, "ratings")
    one, other = (two.preceptor.get(f"{address}/view").text for _ in range(2))
    two.preceptor.send_fields(f"{address}/view", view_fields(one, "later", {"N01": "1"}))
    clash = two.preceptor.send_fields(f"{address}/view", view_fields(other, "give", {"N01": "5"}))
    assert clash.status_code == 409
    assert "Not yet confident" in clash.text
    assert "Very confident" in clash.text
    assert 'name="action" value="give"' in clash.text, "keeping it does what the button said"
    kept = two.preceptor.send_fields(f"{address}/view", view_fields(clash.text, "give", {"N01": "5"}))
    assert kept.headers["location"] == address
    late = two.preceptor.send_fields(
        f"{address}/view", view_fields(one, "later", {"N01": "3"}) | {"once": "n" * 24}
    )
    assert late.status_code == 409
    assert "You gave your view already" in late.text
    assert '<form method="post" action="/my/preceptees' not in late.text


def test_sec_10_a_bad_view_names_the_area_and_keeps_what_was_chosen(two: Two) -> None:
    address = shared(two, "ratings")
    page = two.preceptor.get(f"{address}/view").text
    for wrong in ({"N01": "6"}, {"N01": "4", "N02": "4"}, {"N01": "4", "N99": "1"}):
        fields = view_fields(page, "give", wrong)
        refused = two.preceptor.send_fields(f"{address}/view", fields | {"once": once(page)})
        assert refused.status_code == 422
        assert "There is a problem" in refused.text
    assert PICKED.findall(refused.text) == ["4"]
    assert "First, give your own view" in two.preceptor.get(address).text, "nothing was stored"


def test_a_view_can_be_all_blank_where_the_preceptor_cannot_say_yet(two: Two) -> None:
    address = shared(two, "profile", "ratings")
    give(two.preceptor, address)
    page = two.preceptor.get(address).text
    assert "There is no area that both of you rated." in page
    assert "Support they would like" in page


def test_rel_38_a_view_outlives_its_session_for_its_writer_only(service: Service, clock: FixedClock) -> None:
    preceptee, _ = submitted(service)
    preceptor, code = started_with(service, another_code(service, 1, "preceptor"))
    _, stranger = started_with(service, another_code(service, 1, "preceptor"))
    address = shared(Two(preceptee, preceptor, 1), "ratings")
    page = preceptor.get(f"{address}/view").text
    sent = {"whose": re.search(r'name="whose" value="(\w+)"', page)[1]} | view_fields(  # type: ignore[index]
        page, "give", {"N01": "4"}
    )
    clock.move(hours=3)
    ended = preceptor.send_fields(f"{address}/view", sent)
    assert "Your session has ended" in ended.text
    kept: dict[str, object] = dict(
        re.findall(r'<input type="hidden" name="((?:typed-|section)[^"]*)" value="([^"]*)"', ended.text)
    )
    other = service.browser().send_fields("/return", {"code": stranger} | kept)
    assert other.headers["location"] == "/my/tasks"
    again = preceptor.send_fields("/return", {"code": code} | kept)
    assert "What you chose here is not saved yet" in again.text
    assert PICKED.findall(again.text) == ["4"]
    fields = view_fields(again.text, "give", {"N01": "4"})
    assert preceptor.send_fields(f"{address}/view", fields).headers["location"] == address
