"""A preceptee chooses what their preceptor can open, and closes it at once; nobody else ever opens it."""

import re

import pytest
from sqlmodel import select

from surveys.tables import MirroredRating, MirroredView, Share
from tests.app.pairs import Two, add, give, share_code, shared, stop, two_people
from tests.app.respondents import (
    ABOUT_YOU,
    another_code,
    first_need_section,
    given_code,
    once,
    revision,
    save,
    started_with,
)
from tests.people import Service

NEED = "A clear need"
SUPPORT = "Support they would like"


@pytest.fixture
def two(service: Service) -> Two:
    return two_people(service)


def id_of(address: str) -> str:
    return address.rpartition("/")[2]


def test_the_page_of_a_preceptee_shows_exactly_what_is_open(two: Two) -> None:
    address = shared(two, "profile")
    page = two.preceptor.get(address).text
    assert '<h1 class="nhsuk-heading-l">Jo</h1>' in page
    assert SUPPORT in page
    assert "Ratings</h2>" not in page
    assert "First, give your own view" not in page
    assert two.preceptor.get(f"{address}/view").status_code == 404

    mine = two.preceptee.get(f"/my/sharing/{id_of(address)}").text
    fields = {"once": once(mine), "revision": revision(mine), "name": "Jo", "opens": ["plan"]}
    changed = two.preceptee.send_fields(f"/my/sharing/{id_of(address)}", fields)
    assert changed.headers["location"] == "/my/sharing?done=changed"
    page = two.preceptor.get(address).text
    assert SUPPORT not in page
    assert "Open to you: learning plan" in page


def test_sec_01_nobody_else_opens_a_share_by_any_route(service: Service, two: Two) -> None:
    address = shared(two, "profile", "ratings", "plan")
    share = id_of(address)
    other_preceptor, _ = started_with(service, another_code(service, two.time_point, "preceptor"))
    other_preceptee, _ = started_with(service, another_code(service, two.time_point))
    lead = service.signed_in("lead@example.org", role="lead", organisation="T01")
    steering = service.signed_in("steering@example.org", role="steering")
    admin = service.signed_in("admin@example.org", role="admin")
    theirs = [address, f"{address}/at/0", f"{address}/view"]
    mine = [f"/my/sharing/{share}{rest}" for rest in ("", "/stop", "/views", "/views/0")]
    nowhere = {each: each.replace(share, "0" * 32) for each in (*theirs, *mine)}

    for browser in (lead, steering, admin, two.preceptee, other_preceptee):
        for page in [*theirs, "/my/preceptees", "/my/month"]:
            assert browser.get(page).status_code == 403
    for browser in (lead, steering, admin, two.preceptor, other_preceptor):
        for page in [*mine, "/my/sharing"]:
            assert browser.get(page).status_code == 403
    for browser, pages in ((other_preceptor, theirs), (other_preceptee, mine)):
        for page in pages:
            found, absent = browser.get(page), browser.get(nowhere[page])
            assert found.status_code == absent.status_code == 404
            assert found.text == absent.text.replace("0" * 32, share), (
                "SEC-03, SEC-44: as if it were not there"
            )
    for browser, path in (
        (other_preceptor, theirs[2]),
        (other_preceptee, mine[0]),
        (other_preceptee, mine[1]),
    ):
        assert browser.send(path, once="k" * 24, revision="1", name="X", opens="plan").status_code == 404
    assert "Jo" not in other_preceptor.get("/my/preceptees").text
    assert two.preceptor.get(address).status_code == 200, "and nothing changed"


def test_sec_56_what_is_withdrawn_is_closed_at_the_next_request(service: Service, two: Two) -> None:
    address = shared(two, "profile", "ratings")
    give(two.preceptor, address, N01="4")
    assert "Preceptor sees 2 steps more" in two.preceptor.get(address).text
    form = two.preceptor.get(address).text

    stop(two.preceptee, id_of(address))

    gone = two.preceptor.get(address)
    assert gone.status_code == 404
    assert "Jo" not in gone.text.replace("Join", "")
    assert "Nobody shares with you now" in two.preceptor.get("/my/preceptees").text
    assert "No preceptee shares with you now" in two.preceptor.get("/my/month").text
    assert "Jo" in form
    with service.database.reading() as session:
        for table in (Share, MirroredView, MirroredRating):
            assert session.exec(select(table)).all() == []


def test_sec_25_a_share_code_works_once_and_wrong_ones_are_counted(service: Service, two: Two) -> None:
    code = share_code(two.preceptee, "profile")
    add(two.preceptor, code.lower())
    other, _ = started_with(service, another_code(service, two.time_point, "preceptor"))
    for wrong in (code, "AAAA-BBBB", ""):
        page = other.get("/my/preceptees").text
        refused = other.send("/my/preceptees", once=once(page), code=wrong)
        assert refused.status_code == 422
        assert "That share code is not right, or it was used before." in refused.text
        assert "<title>Error: My preceptees" in refused.text
    for _ in range(60):
        last = other.send("/my/preceptees", once=once(page), code="WRNG")
    assert last.status_code == 429
    assert other.send("/join", code="WRNG").status_code == 429, "tries of all kinds of code count together"


def test_a_code_asked_for_twice_by_one_form_is_made_once(service: Service, two: Two) -> None:
    page = two.preceptee.get("/my/sharing/new").text
    fields = {"once": once(page), "name": "Jo", "opens": ["plan"]}
    first = two.preceptee.send_fields("/my/sharing/new", fields)
    assert "the only time you will see it" in first.text
    again = two.preceptee.send_fields("/my/sharing/new", fields)
    assert again.headers["location"] == "/my/sharing"
    with service.database.reading() as session:
        assert len(session.exec(select(Share)).all()) == 1


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"name": "", "opens": ["plan"]}, "Type what you want to be called there."),
        ({"name": "Jo"}, "Choose at least one"),
        ({"name": "Jo", "opens": ["plan", "notes"]}, "Choose from the answers shown."),
        ({"name": "J" * 61, "opens": ["plan"]}, "Use 60 characters or fewer."),
        ({"name": "Jo", "opens": ["plan"], "preceptor": "me"}, "This page does not take this field."),
    ],
)
def test_sec_08_sec_10_a_bad_form_names_the_field_and_keeps_what_was_typed(
    service: Service, two: Two, fields: dict[str, object], message: str
) -> None:
    page = two.preceptee.get("/my/sharing/new").text
    refused = two.preceptee.send_fields("/my/sharing/new", {"once": once(page), "whom": "Sam"} | fields)
    assert refused.status_code == 422
    assert message in refused.text
    assert 'value="Sam"' in refused.text
    with service.database.reading() as session:
        assert session.exec(select(Share)).all() == []


def test_a_change_made_in_two_windows_is_shown_with_both_versions(two: Two) -> None:
    share = id_of(shared(two, "profile"))
    one, other = (two.preceptee.get(f"/my/sharing/{share}").text for _ in range(2))
    for page, name in ((one, "Jo A"), (other, "Jo B")):
        fields = {"once": once(page), "revision": revision(page), "name": name, "opens": ["profile"]}
        answer = two.preceptee.send_fields(f"/my/sharing/{share}", fields)
    assert answer.status_code == 409
    assert "Jo A" in answer.text
    assert "Jo B" in answer.text
    kept = {
        "once": once(answer.text),
        "revision": revision(answer.text),
        "name": "Jo B",
        "opens": ["profile"],
    }
    assert two.preceptee.send_fields(f"/my/sharing/{share}", kept).status_code == 303
    assert "Jo B" in two.preceptee.get("/my/sharing").text


def test_sec_11_names_are_text_wherever_they_show(two: Two) -> None:
    payload = "<img src=x onerror=alert(1)>"
    address = shared(two, "profile", "ratings", name=payload)
    pages = [
        two.preceptor.get(path).text for path in (address, f"{address}/view", "/my/preceptees", "/my/month")
    ]
    pages.append(two.preceptee.get("/my/sharing").text)
    for page in pages:
        assert "<img" not in page
        assert "&lt;img src=x" in page


def test_private_notes_are_never_shared(service: Service) -> None:
    preceptee, _ = started_with(service, given_code(service))
    save(preceptee, "about-you", **ABOUT_YOU)
    rated = {"N01-importance": "5", "N01-confidence": "2", "N01-note": "a private thought"}
    save(preceptee, first_need_section(preceptee), **rated)
    preceptee.send("/my/submit", once=once(preceptee.get("/my/check").text))
    preceptor, _ = started_with(service, another_code(service, 1, "preceptor"))
    two = Two(preceptee, preceptor, 1)
    address = shared(two, "profile", "ratings", "plan")
    give(preceptor, address, N01="2")
    for path in (address, "/my/month"):
        assert "a private thought" not in preceptor.get(path).text
    assert "a private thought" in preceptee.get("/my/answers").text


def test_erasing_answers_closes_what_was_shared(two: Two) -> None:
    address = shared(two, "profile")
    two.preceptee.send("/my/erase")
    assert two.preceptor.get(address).status_code == 404


def test_nothing_about_sharing_reaches_the_audit_trail(service: Service, two: Two) -> None:
    give(two.preceptor, shared(two, "ratings"), N01="3")
    admin = service.signed_in("admin@example.org", role="admin")
    trail = admin.get("/admin/audit").text
    assert not re.search(r"shar|view", trail.partition("<main")[2].partition("</main>")[0])
