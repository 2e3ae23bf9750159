"""The steering group opens and closes time points, and makes and decides releases."""

import re

from sqlmodel import select

from surveys.store.releases import get_release
from surveys.tables import Response, TimePoint
from tests.answers import has_answers, has_places
from tests.app.jobs import work_is_done
from tests.app.steering import ANN, BEN, has_release, post
from tests.people import Service


def test_a_time_point_is_planned_opened_and_closed(service: Service) -> None:
    browser = service.signed_in(ANN, role="steering")
    assert "There is no time point yet" in browser.get("/steering").text
    post(browser, "/steering", "/steering/time-points", title="Autumn 2026")
    assert "Planned" in browser.get("/steering").text
    post(browser, "/steering", "/steering/time-points/1/open")
    assert "Opened on 24 November 2026" in browser.get("/steering").text
    assert "it cannot be opened again" in browser.get("/steering/time-points/1/close").text
    post(browser, "/steering/time-points/1/close", "/steering/time-points/1/close")
    assert "Closed on 24 November 2026" in browser.get("/steering").text


def test_only_one_time_point_is_open_at_a_time(service: Service) -> None:
    browser = service.signed_in(ANN, role="steering")
    for title in ("Autumn 2026", "Spring 2027"):
        post(browser, "/steering", "/steering/time-points", title=title)
    page = browser.get("/steering").text
    post(browser, "/steering", "/steering/time-points/1/open")
    keys = dict(re.findall(r'name="(once|revision)" value="([^"]+)"', page.split("time-points/2/open")[1]))
    answer = browser.send_fields("/steering/time-points/2/open", keys)
    assert answer.status_code == 409
    assert "Autumn 2026 is open. Close it before you open another." in answer.text


def test_two_time_points_cannot_share_a_title(service: Service) -> None:
    browser = service.signed_in(ANN, role="steering")
    post(browser, "/steering", "/steering/time-points", title="Autumn 2026")
    page = browser.get("/steering").text
    key = re.search(r'time-points" novalidate>\s*<input type="hidden" name="once" value="([^"]+)"', page)
    assert key is not None
    answer = browser.send("/steering/time-points", once=key[1], title=" Autumn  2026 ")
    assert answer.status_code == 422
    assert "<title>Error: Steering group" in answer.text
    assert 'href="#title"' in answer.text
    assert 'value="Autumn  2026"' in answer.text


def test_rel_05_a_plan_posted_twice_makes_one_time_point(service: Service) -> None:
    browser = service.signed_in(ANN, role="steering")
    page = browser.get("/steering").text
    key = re.search(r'name="once" value="([^"]+)"', page)
    assert key is not None
    for _ in range(2):
        answer = browser.send("/steering/time-points", once=key[1], title="Autumn 2026")
        assert answer.headers["location"] == "/steering"
    with service.database.reading() as session:
        assert len(session.exec(select(TimePoint)).all()) == 1


def test_sdc_14_participation_is_told_in_tens(service: Service) -> None:
    has_places(service)
    point = service.has_open_time_point()
    has_answers(service, point, people=41)
    browser = service.signed_in(ANN, role="steering")
    page = browser.get("/steering").text
    assert "at least 30" in page
    has_answers(service, point, people=1, seed=5)
    assert "at least 30" in browser.get("/steering").text
    assert "42 people" not in page


def test_one_member_makes_a_release_and_another_approves_it(service: Service) -> None:
    has_places(service)
    has_answers(service, service.has_open_time_point(), people=60)
    ann, ben = service.signed_in(ANN, role="steering"), service.signed_in(BEN, role="steering")
    job = post(ann, "/steering", "/steering/releases")
    work_is_done(service)
    review = "/steering/releases/1"
    assert f'href="{review}"' in ann.get(job).text
    own = ann.get(review).text
    assert "somebody else in the steering group must approve it" in own
    assert f"{review}/approve" not in own
    page = ben.get(review).text
    assert "attacked-" in page
    assert "Preceptees: need by area" in page
    assert post(ben, review, f"{review}/approve") == "/dashboard?release=1"
    assert "release 1, made on 24 November 2026" in ben.get("/dashboard").text


def test_an_author_who_posts_the_approval_anyway_is_refused(service: Service) -> None:
    number = has_release(service, people=60, approved=False)
    ann, ben = service.signed_in(ANN, role="steering"), service.signed_in(BEN, role="steering")
    page = ben.get(f"/steering/releases/{number}").text
    assert f"/steering/releases/{number}/approve" in page
    answer = ann.send(f"/steering/releases/{number}/approve", once="a key that is long enough", revision="1")
    assert answer.status_code == 403
    with service.database.reading() as session:
        assert get_release(session, number).state == "waiting"


def test_turning_down_needs_a_reason(service: Service) -> None:
    number = has_release(service, people=60, approved=False)
    ben = service.signed_in(BEN, role="steering")
    action = f"/steering/releases/{number}/turn-down"
    answer = ben.send(action, once="a key that is long enough", revision="1", reason=" ")
    assert answer.status_code == 422
    assert f"<title>Error: Release {number}" in answer.text
    assert 'href="#reason"' in answer.text
    assert post(ben, f"/steering/releases/{number}", action, reason="Wait for the north") == "/steering"
    assert "Turned down" in ben.get("/steering").text
    assert "Wait for the north" in ben.get("/steering").text


def test_a_decision_made_on_an_old_page_is_refused(service: Service) -> None:
    number = has_release(service, people=60, approved=False)
    ben, cat = service.signed_in(BEN, role="steering"), service.signed_in("cat", role="steering")
    post(ben, f"/steering/releases/{number}", f"/steering/releases/{number}/approve")
    answer = cat.send(
        f"/steering/releases/{number}/turn-down", once="a key that is long enough", revision="1", reason="No!"
    )
    assert answer.status_code == 409
    with service.database.reading() as session:
        assert get_release(session, number).state == "approved"


def test_a_release_too_soon_says_what_to_wait_for(service: Service) -> None:
    has_release(service, people=60)
    browser = service.signed_in("cat", role="steering")
    job = post(browser, "/steering", "/steering/releases")
    work_is_done(service)
    page = browser.get(job).text
    assert "was not made</h1>" in page
    assert "10 people" in page
    assert "since release 1" in page
    assert "Nothing of this release was stored" in page
    assert f'<a href="{job}">See why' in browser.get("/steering").text


def test_sec_05_pages_take_no_unknown_keys_and_no_impossible_numbers(service: Service) -> None:
    number = has_release(service, people=60)
    browser = service.signed_in("cat", role="steering")
    for path in (
        "/steering?organisation=T01",
        f"/steering/releases/{number}?region=Y56",
        "/steering/releases/0",
        "/steering/releases/99999999999999999999",
        "/steering/time-points/99999999999999999999/close",
    ):
        assert browser.get(path).status_code == 422, path
    assert browser.get("/steering/releases/77").status_code == 404


def test_the_review_page_holds_no_exact_count_of_people(service: Service) -> None:
    number = has_release(service, people=61)
    with service.database.reading() as session:
        assert len(session.exec(select(Response)).all()) == 81
    page = service.signed_in("cat", role="steering").get(f"/steering/releases/{number}").text
    tables = page.split('<h2 class="nhsuk-heading-m">Tables</h2>')[1]
    assert not re.search(r">(61|81)<", tables)


def test_later_moments_of_a_series_are_planned_and_open_beside_its_start(service: Service) -> None:
    browser = service.signed_in(ANN, role="steering")
    post(browser, "/steering", "/steering/time-points", title="Autumn 2026")
    post(browser, "/steering", "/steering/time-points/1/open")
    assert "3 months after the start of Autumn 2026" in browser.get("/steering").text
    post(browser, "/steering", "/steering/time-points", title="", moment="3 Autumn 2026")
    post(browser, "/steering", "/steering/time-points/2/open")
    with service.database.reading() as session:
        points = session.exec(select(TimePoint).order_by(TimePoint.id)).all()
        assert [(each.title, each.series, each.moment, each.state) for each in points] == [
            ("Autumn 2026", "Autumn 2026", 0, "open"),
            ("Autumn 2026: 3 months", "Autumn 2026", 3, "open"),
        ]
    page = browser.get("/steering").text
    assert 'value="3 Autumn 2026"' not in page
    assert 'value="6 Autumn 2026"' in page


def test_ux_08_a_moment_that_is_not_offered_is_refused_with_what_was_typed(service: Service) -> None:
    browser = service.signed_in(ANN, role="steering")
    post(browser, "/steering", "/steering/time-points", title="Autumn 2026")
    for chosen, says in (
        ("4 Autumn 2026", "Choose 3, 6 or 12 months"),
        ("x Autumn 2026", "Choose 3, 6 or 12 months"),
        ("3 Winter 2026", "There is no series Winter 2026"),
    ):
        page = browser.get("/steering").text
        key = re.search(r'time-points" novalidate>\s*<input type="hidden" name="once" value="([^"]+)"', page)
        assert key is not None
        answer = browser.send("/steering/time-points", once=key[1], title="A title", moment=chosen)
        assert answer.status_code == 422
        assert says in answer.text
        assert 'href="#moment"' in answer.text
        assert 'value="A title"' in answer.text


def test_codes_are_handed_out_for_a_start_only(service: Service) -> None:
    service.has_organisation()
    point = service.has_open_time_point()
    with service.database.writing() as session:
        session.get_one(TimePoint, point).moment = 3
    lead = service.signed_in("lea@example.org", role="lead", organisation="T01")
    assert lead.get(f"/lead?time_point={point}").status_code == 404
    assert "No collection has been opened" in lead.get("/lead/codes").text
