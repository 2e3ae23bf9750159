"""A whole year in a real browser: start, 3, 6 and 12 months, and a preceptor who sees what was opened to them."""

import re
from collections.abc import Callable

import pytest
from sqlmodel import select

from app.demo_sharing import PRECEPTOR_CODE
from app.settings import Settings
from surveys.database import open_database
from surveys.tables import TimePoint
from tests.walks.conftest import Walker
from tests.walks.test_preceptee import answer_about_you, rate

Walk = Callable[..., Walker]
CONFIDENCE = {0: "1", 3: "2", 6: "4", 12: "5"}
"""How confident our preceptee is in the first area at each moment; it is essential to them all along."""
STAGES = {3: "3 to 5 months", 6: "6 to 11 months", 12: "12 to 24 months"}


@pytest.mark.browser
def test_ux_03_a_year_of_four_time_points_with_one_return_code(
    walk: Walk, own_site: str, own_settings: Settings, own_codes: dict[str, str]
) -> None:
    # given somebody who answered at the start
    someone = walk(at=own_site)
    return_code = starts(someone, own_codes["preceptee"])
    answers(someone, 0)

    # when the later moments open one after the other, and they come back to each
    for months in STAGES:
        opens(own_settings, months)
        someone = comes_back(walk(at=own_site), return_code)
        begins(someone, months)
        answers(someone, months)
        sees_progress(someone, months)

    # then the whole year is there, with the start as it looks from its end
    someone.open("/my/year")
    assert someone.page.get_by_text("Answered", exact=True).count() == 4
    assert someone.page.get_by_role("button", name="Begin").count() == 0
    someone.open("/my/progress")
    text = someone.page.inner_text("main")
    assert "1 need closed" in text
    assert "Looking back at the start, you rate your confidence then" in text


@pytest.mark.browser
def test_ux_03_coming_back_works_without_javascript_on_a_small_screen(
    walk: Walk, own_site: str, own_settings: Settings, own_codes: dict[str, str]
) -> None:
    someone = walk(at=own_site, width=320, javascript=False)
    return_code = starts(someone, own_codes["preceptee"])
    answers(someone, 0)
    opens(own_settings, 6)
    someone = comes_back(walk(at=own_site, width=320, javascript=False), return_code)
    begins(someone, 6)
    answers(someone, 6)
    someone.open("/my/progress")
    assert "1 need stayed" in someone.page.inner_text("main")
    someone.open("/my/year")
    someone.click("See your answers from the start")
    assert someone.page.url.endswith("/my/profile")


@pytest.mark.browser
def test_ux_03_a_preceptee_and_a_preceptor_plan_meet_and_part(
    walk: Walk, own_site: str, own_settings: Settings, own_codes: dict[str, str]
) -> None:
    # given somebody who answered at the start, planned an action and wrote down a meeting
    preceptee, preceptor = walk(at=own_site), walk(at=own_site, width=320)
    return_code = starts(preceptee, own_codes["preceptee"])
    answers(preceptee, 0)
    plans(preceptee)
    meets(preceptee)

    # when they open everything to a preceptor, who gives their view and confirms the meeting
    preceptor.open("/return")
    preceptor.page.get_by_label("Return code").fill(PRECEPTOR_CODE)
    preceptor.click("Continue")
    preceptor.open("/my/preceptees")
    preceptor.page.get_by_label("Share code").fill(shares(preceptee))
    preceptor.click("Add")
    gives_a_view(preceptor)
    preceptor.click("Read the learning plan", role="link")
    assert "Practise saying no" in preceptor.page.inner_text("main")
    preceptor.click("Confirm this record")
    preceptor.open("/my/month")
    assert "Robin" in preceptor.page.inner_text("main")

    # then both see where they differ, the plan goes on into the next time point, and sharing ends at once
    preceptee.open("/my/plan/meetings")
    assert "Both confirmed" in preceptee.page.inner_text("main")
    preceptee.open("/my/sharing")
    preceptee.click("See both views", role="link")
    assert "Moving from supervised student" in preceptee.page.inner_text("main")
    opens(own_settings, 6)
    preceptee = comes_back(walk(at=own_site), return_code)
    begins(preceptee, 6)
    answers(preceptee, 6)
    preceptee.open("/my/plan")
    assert "Practise saying no" in preceptee.page.inner_text("main")
    preceptee.open("/my/sharing")
    preceptee.click("Stop sharing", role="link")
    preceptee.click("Stop sharing")
    preceptor.open("/my/preceptees")
    assert "Robin" not in preceptor.page.inner_text("main")


def plans(someone: Walker) -> None:
    """Add an action to the plan from the first need of the profile."""
    someone.open("/my/profile")
    someone.click("Add to your plan", role="link")
    someone.page.locator('[name="aim"]').fill("Practise saying no when it is not safe")
    someone.click("Add to your plan")


def meets(someone: Walker) -> None:
    """Write down the first meeting and confirm it."""
    someone.open("/my/plan/meetings/add")
    someone.page.locator('input[name="kind"][value="initial"]').check()
    for part, value in (("day", "2"), ("month", "11"), ("year", "2026")):
        someone.page.locator(f'input[name="held-{part}"]').fill(value)
    someone.page.locator('[name="notes"]').fill("What a usual week looks like")
    someone.click("Save")
    someone.click("Confirm this record")


def shares(someone: Walker) -> str:
    """Make a share code that opens everything."""
    someone.open("/my/sharing/new")
    for box in someone.page.locator('input[name="opens"]').all():
        box.check()
    someone.page.locator('input[name="name"]').fill("Robin")
    someone.click("Make the code")
    return str(someone.page.locator("#share-code").inner_text())


def gives_a_view(someone: Walker) -> None:
    """Say how confident Robin seems, before Robin's own ratings are shown."""
    someone.open("/my/preceptees")
    someone.click("Robin", role="link")
    assert "side by side" not in someone.page.inner_text("h1")
    someone.click("Give your view")
    someone.page.locator('input[name^="N01-"][value="4"]').check()
    someone.click("Give your view")
    assert "Confidence, side by side" in someone.page.inner_text("main")


def starts(someone: Walker, code: str) -> str:
    """Join with an invitation code; the return code."""
    someone.open("/join")
    someone.page.get_by_label("Invitation code").fill(code)
    someone.click("Continue")
    someone.click("Start")
    shown = someone.page.locator("#return-code").inner_text()
    someone.open("/my/section/about-you")
    answer_about_you(someone)
    return str(shown)


def opens(settings: Settings, months: int) -> None:
    """The steering group opens a later moment of the sample's series, where it is not open yet."""
    database = open_database(settings.address)
    with database.writing() as session:
        start = session.exec(select(TimePoint).where(TimePoint.moment == 0)).one()
        there = select(TimePoint).where(TimePoint.series == start.series, TimePoint.moment == months)
        if session.exec(there).first() is None:
            fields = start.model_dump(exclude={"id", "title", "moment"})
            session.add(TimePoint(title=f"{start.series}: {months} months", moment=months, **fields))
    database.close()


def comes_back(someone: Walker, code: str) -> Walker:
    """Come back with the return code, which leads to one's year."""
    someone.open("/return")
    someone.page.get_by_label("Return code").fill(code)
    someone.click("Continue")
    assert someone.page.url.endswith("/my/year")
    return someone


def begins(someone: Walker, months: int) -> None:
    """Begin a moment: what cannot have changed is not asked, what may have is filled in."""
    someone.click(f"Begin {months} months")
    someone.click("About you", role="link")
    assert someone.page.get_by_label("Diagnostic radiography", exact=True).is_checked()
    assert someone.page.get_by_text("What brings you to preceptorship?").count() == 0
    someone.page.get_by_label(STAGES[months], exact=True).check()
    someone.click("Save and continue")


def answers(someone: Walker, months: int) -> None:
    """Rate one area, beside what was said last time, and submit."""
    someone.open("/my/section/settling-in")
    text = someone.page.inner_text("main")
    assert ("Last time" in text) == (months > 0)
    assert someone.page.locator('input[name="N01-confidence"]:checked').count() == 0
    rate(someone, "N01", "5", CONFIDENCE[months])
    if months == 12:
        someone.page.locator('input[name="N01-looking-back"][value="2"]').check()
    someone.click("Save and continue")
    someone.open("/my/check")
    someone.click("Submit your answers")
    assert "Answers submitted" in someone.page.inner_text("main")


def sees_progress(someone: Walker, months: int) -> None:
    """See what changed so far, drawn and in a table."""
    someone.open("/my/progress")
    assert (
        someone.page.get_by_role("columnheader", name=re.compile(f"Confidence: {months} months")).count() == 1
    )
    someone.page.wait_for_selector(".js-plotly-plot .point")
    someone.check()
