"""The lead, the steering group and the administrator in a real browser, on the sample survey."""

from collections.abc import Callable

import pytest
from sqlmodel import select

from app.definitions import load_definitions
from app.demo_answers import Planned, answer_survey
from app.settings import Settings
from surveys.database import open_database
from surveys.tables import TimePoint
from tests.walks.conftest import Walker

Walk = Callable[..., Walker]
STORED = 60_000
REPORTS = (
    "need",
    "regions",
    "pathways",
    "stages",
    "quadrants",
    "preceptors",
    "provision",
    "participation",
    "answers",
)


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 320])
def test_ux_31_the_steering_group_reads_every_report(walk: Walk, width: int) -> None:
    member = walk(width=width)
    member.sign_in("steering@example.org")
    member.open("/dashboard")
    with member.page.expect_download() as download:
        member.page.get_by_role("button", name="Download the national workbook").click()
    assert download.value.suggested_filename == "preceptmap-national-release-2.xlsx"
    for report in REPORTS:
        member.open(f"/dashboard/{report}")
        for chart in member.page.locator("[data-chart]").all():
            chart.locator(".main-svg").first.wait_for()
        member.check()


@pytest.mark.browser
def test_a_collection_opens_and_two_people_publish_a_release(
    walk: Walk, own_site: str, own_settings: Settings
) -> None:
    # given a member who closes one series and opens the next
    member = walk(at=own_site)
    member.sign_in("steering@example.org")
    for title in ("Autumn 2026: 3 months", "Autumn 2026"):
        member.click(f"Close {title}", role="link")
        member.click("Close it for good")
    member.page.get_by_label("Title").fill("Spring 2027")
    member.click("Plan it")
    member.click("Open Spring 2027")
    assert "Spring 2027 Open" in member.page.inner_text("main").replace("\n", " ")

    # when people have answered and a release is made
    have_answered(own_settings, "Spring 2027")
    member.open("/steering")
    member.click("Make a release of Spring 2027")
    member.page.get_by_label("Progress").wait_for()
    member.page.get_by_role("link", name="Look at release 3").wait_for(timeout=STORED)
    member.check()
    member.click("Look at release 3", role="link")
    assert "somebody else in the steering group must approve it" in member.page.inner_text("main")

    # then a second member approves it, and both read it
    approver = walk(at=own_site)
    approver.sign_in("approver@example.org")
    approver.click("Release 3", role="link")
    approver.click("Approve")
    assert "Spring 2027" in approver.page.inner_text("main")
    member.open("/dashboard/need")
    assert "release 3" in member.page.inner_text("main")


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 320])
def test_a_release_is_cancelled_without_a_script(
    walk: Walk, own_site: str, own_settings: Settings, width: int
) -> None:
    # given a release that is being made
    have_answered(own_settings, "Autumn 2026: 3 months")
    member = walk(at=own_site, width=width, javascript=False)
    member.sign_in("steering@example.org")
    member.click("Make a release of Autumn 2026: 3 months")
    member.page.get_by_label("Progress").wait_for()
    member.click("Check again", role="link")

    # when it is cancelled
    member.click("Cancel this release")
    assert "was cancelled" in member.page.inner_text("h1")

    # then there is no third release, and another may be asked for
    member.click("Go to the steering group page", role="link")
    assert "Release 3" not in member.page.inner_text("main")
    assert member.page.get_by_role("button", name="Make a release of Autumn 2026: 3 months").count() == 1


def have_answered(settings: Settings, title: str) -> None:
    """People answer the open time point, as in the sample survey."""
    database = open_database(settings.address)
    with database.writing() as session:
        point = session.exec(select(TimePoint).where(TimePoint.title == title)).one()
        planned = Planned(title=title, seed=7, preceptees=60, preceptors=20)
        answer_survey(session, planned, point=point, definitions=load_definitions())
    database.close()


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 320])
def test_a_lead_sees_their_own_organisation_and_nobody_elses(walk: Walk, width: int) -> None:
    lead = walk(width=width)
    lead.sign_in("lead@example.org")
    for path in (
        "/lead",
        "/lead/codes",
        "/lead/provision",
        "/lead/assessments",
        "/lead/pack",
        "/lead/capacity",
    ):
        lead.open(path)
    lead.open("/lead/assessments/nhse-ahp-2023")
    lead.open("/lead/figures")
    assert "Larkfield and Ashdown" in lead.page.inner_text("main")


@pytest.mark.browser
def test_a_lead_hands_out_codes_that_are_shown_once(walk: Walk) -> None:
    lead = walk()
    lead.sign_in("lead@example.org")
    lead.open("/lead/codes")
    lead.page.get_by_label("How many").fill("3")
    lead.page.get_by_label("Preceptees", exact=True).check()
    lead.page.locator("main form button").first.click()
    lead.page.wait_for_load_state()
    lead.check()
    assert lead.page.locator("main svg").count() == 3


@pytest.mark.browser
def test_an_administrator_adds_an_account_and_sees_its_code_once(walk: Walk) -> None:
    admin = walk()
    admin.sign_in("admin@example.org")
    admin.click("Add an account", role="button")
    admin.page.get_by_label("User name").fill("new.person@example.org")
    admin.page.get_by_label("Name", exact=True).fill("New Person")
    admin.page.get_by_label("Steering group", exact=True).check()
    admin.click("Add the account")
    assert "This is the only time you will see it" in admin.page.inner_text("main")
    admin.open("/admin")
    assert "new.person@example.org" in admin.page.inner_text("main")
    admin.open("/admin/audit")


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 320])
def test_anyone_can_browse_the_frameworks_and_what_reaches_them(walk: Walk, width: int) -> None:
    visitor = walk(width=width)
    for path in (
        "/",
        "/frameworks",
        "/frameworks/hcpc-principles-2023",
        "/frameworks/hcpc-principles-2023/P3c",
        "/frameworks/nhse-ahp-2023",
        "/coverage",
        "/coverage/hcpc-principles-2023",
        "/crosswalks",
        "/who-sees-what",
        "/hidden-figures",
        "/privacy",
        "/accessibility",
        "/help",
        "/setup",
    ):
        visitor.open(path)
    visitor.open("/frameworks/nhse-ahp-2023")
    assert "Working draft" in visitor.page.inner_text("main")
