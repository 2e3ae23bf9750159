"""The page that says how far a release is, and how it ended."""

import re

import pytest

from app.jobs.run import LicenceLost, Run, claim
from tests.answers import has_answers, has_places
from tests.app.jobs import releases_of, work_is_done
from tests.app.steering import ANN, post
from tests.people import Browser, Service


@pytest.fixture
def ann(service: Service) -> Browser:
    """A member of the steering group, with an open time point that 60 people answered."""
    has_places(service)
    has_answers(service, service.has_open_time_point(), people=60)
    return service.signed_in(ANN, role="steering")


def claimed(service: Service, job: str) -> Run:
    """The worker has begun the job of this page."""
    with service.database.writing() as session:
        run = claim(session, job=job.rsplit("/", 1)[1], now=service.clock())
    assert run is not None
    return run


def reported(service: Service, run: Run, phase: str, done: int, of: int) -> None:
    """The worker has come this far, and its keeper has stored it."""
    run.progress(phase, done, of)
    with service.database.writing() as session:
        run.beat(session, service.clock())


def test_asking_leads_to_a_page_that_says_how_far_it_is(service: Service, ann: Browser) -> None:
    job = post(ann, "/steering", "/steering/releases")
    assert "Waiting to start" in ann.get(job).text
    run = claimed(service, job)
    reported(service, run, "Counting", 0, 0)
    page = ann.get(job).text
    assert "Making a release of Autumn 2026</h1>" in page
    assert "Counting answers" in page
    assert not re.search(r"<progress[^>]* value=", page)
    reported(service, run, "Attacking", 112, 349)
    page = ann.get(job).text
    assert "112 of 349 questions attacked" in page
    assert re.search(r'<label[^>]* for="progress">', page)
    assert 'max="349" value="112"' in page
    assert f'<a href="{job}">Check again</a>' in page
    assert ann.get(f"{job}.json").json() == {
        "state": "running",
        "words": "112 of 349 questions attacked",
        "done": 112,
        "of": 349,
        "finished": False,
    }


def test_the_steering_page_shows_an_unfinished_job_where_its_button_was(
    service: Service, ann: Browser
) -> None:
    job = post(ann, "/steering", "/steering/releases")
    reported(service, claimed(service, job), "Attacking", 3, 9)
    page = ann.get("/steering").text
    assert "A release of Autumn 2026 is being made: 3 of 9 questions attacked." in page
    assert f'<a href="{job}">See how far' in page
    assert 'action="/steering/releases"' not in page


def test_two_members_who_ask_are_led_to_one_job(service: Service, ann: Browser) -> None:
    ben = service.signed_in("ben@example.org", role="steering")
    pages = [each.get("/steering").text.split('action="/steering/releases"')[1] for each in (ann, ben)]
    led = []
    for browser, page in zip((ann, ben), pages, strict=True):
        hidden = dict(re.findall(r'name="(once|time-point)" value="([^"]+)"', page))
        led.append(browser.send_fields("/steering/releases", hidden).headers["location"])
    assert led[0] == led[1]
    work_is_done(service)
    assert releases_of(service.database) == [1]


def test_a_finished_job_leads_to_its_release(service: Service, ann: Browser) -> None:
    job = post(ann, "/steering", "/steering/releases")
    work_is_done(service)
    page = ann.get(job).text
    assert "Release 1 is made</h1>" in page
    assert '<a href="/steering/releases/1">Look at release 1</a>' in page
    assert "<progress" not in page
    assert "job.js" not in page
    assert ann.get(f"{job}.json").json()["finished"] is True
    assert 'action="/steering/releases"' in ann.get("/steering").text


def test_cancelling_leaves_nothing_and_says_who_did_it(service: Service, ann: Browser) -> None:
    job = post(ann, "/steering", "/steering/releases")
    assert post(ann, job, f"{job}/cancel") == job
    assert f"{ANN} cancelled it. Nothing of it was stored." in ann.get(job).text
    work_is_done(service)
    assert releases_of(service.database) == []
    assert 'action="/steering/releases"' in ann.get("/steering").text


def test_a_running_job_is_cancelled_at_once(service: Service, ann: Browser) -> None:
    job = post(ann, "/steering", "/steering/releases")
    run = claimed(service, job)
    post(ann, job, f"{job}/cancel")
    assert f"{ANN} cancelled it. Nothing of it was stored." in ann.get(job).text
    reported(service, run, "Attacking", 1, 2)
    with pytest.raises(LicenceLost):
        run.progress("Attacking", 2, 2)


def test_cancelling_too_late_says_so(service: Service, ann: Browser) -> None:
    job = post(ann, "/steering", "/steering/releases")
    work_is_done(service)
    answer = ann.send(f"{job}/cancel", once="a key that is long enough")
    assert answer.status_code == 409
    assert "It was finished before it could be cancelled" in answer.text
    assert releases_of(service.database) == [1]


def test_a_refused_job_tells_why_and_what_to_do(service: Service) -> None:
    has_places(service)
    has_answers(service, service.has_open_time_point(), people=9)
    ann = service.signed_in(ANN, role="steering")
    job = post(ann, "/steering", "/steering/releases")
    work_is_done(service)
    page = ann.get(job).text
    assert "The release of Autumn 2026 was not made</h1>" in page
    assert "10 people" in page
    assert "ask for a release of Autumn 2026 again" in page


def test_sec_05_an_address_that_is_no_job_is_refused(service: Service) -> None:
    ann = service.signed_in(ANN, role="steering")
    assert ann.get("/steering/jobs/0123456789abcdef").status_code == 404
    assert ann.get("/steering/jobs/0123456789abcdef.json").status_code == 404
    for path in ("1", "%00", "0123456789ABCDEF", "0123456789abcdef?a=1"):
        assert ann.get(f"/steering/jobs/{path}").status_code == 422, path
    answer = ann.send("/steering/jobs/0123456789abcdef/cancel", once="a key that is long enough")
    assert answer.status_code == 404


def test_a_time_point_that_is_not_there_makes_no_job(service: Service) -> None:
    ann = service.signed_in(ANN, role="steering")
    fields = {"once": "a key that is long enough", "time-point": "77"}
    assert ann.send_fields("/steering/releases", fields).status_code == 404
    fields |= {"time-point": "all"}
    assert ann.send_fields("/steering/releases", fields).status_code == 422
