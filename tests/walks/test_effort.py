"""What a whole self-assessment costs somebody who makes no mistake (UX-16), and what a page asks of their hands."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import expect

from tests.walks.conftest import Walker
from tests.walks.test_preceptee import answer_about_you

Walk = Callable[..., Walker]
MOST_PAGES_OF_ANSWERING = 12
SMALLEST_TARGET, SMALLEST_CONTROL = 24, 44


def starts(someone: Walker, code: str) -> None:
    """Type the code from the slip, read who sees what, and keep the return code."""
    someone.open("/join")
    someone.page.get_by_label("Invitation code").fill(code)
    someone.click("Continue")
    someone.click("Start")
    someone.click("I have kept my code: continue", role="button")


def rates_all(someone: Walker) -> Iterator[str]:
    """Rate every area of the pages that follow, importance and confidence, one press each."""
    while "/my/section/" in someone.page.url:
        for group in someone.page.locator('input[name$="-importance"][value="4"]').all():
            name = str(group.get_attribute("name"))
            group.check()
            someone.page.locator(
                f'input[name="{name.replace("importance", "confidence")}"][value="2"]'
            ).check()
            yield name
        someone.page.get_by_role("button", name="Save and continue").click()
        someone.page.wait_for_load_state()


@pytest.mark.browser
def test_ux_16_a_perfect_user_answers_every_area_within_the_page_loads(
    walk: Walk, codes: dict[str, str]
) -> None:
    someone = walk()
    loads: list[str] = []
    starts(someone, codes["preceptee"])
    someone.page.on("domcontentloaded", lambda page: loads.append(page.url))
    someone.page.reload()  # the first section counts too
    answer_about_you(someone)
    items = list(rates_all(someone))
    someone.click("Submit your answers")
    assert "Answers submitted" in someone.page.inner_text("main")
    assert len(items) >= 30
    assert len(loads) <= MOST_PAGES_OF_ANSWERING, loads


@pytest.mark.browser
@pytest.mark.parametrize(("width", "javascript"), [(768, True), (320, False)])
def test_an_answer_can_be_cleared_once_there_is_one(
    walk: Walk, codes: dict[str, str], width: int, javascript: bool
) -> None:
    someone = walk(width=width, javascript=javascript)
    starts(someone, codes["preceptee"])
    answer_about_you(someone)
    field = someone.page.locator('input[name="N01-confidence"]')
    clear = someone.page.locator('input[name="N01-confidence"][data-clear]')
    expect(clear).not_to_be_visible()
    field.nth(2).check()
    expect(clear).to_be_visible()
    someone.click("Save and come back later")
    someone.open("/my/section/settling-in")
    expect(field.nth(2)).to_be_checked()
    clear.check()
    someone.click("Save and come back later")
    someone.open("/my/section/settling-in")
    assert someone.page.locator('input[name="N01-confidence"]:checked').count() == 0


@pytest.mark.browser
def test_ux_05_07_targets_are_large_and_a_rating_is_one_named_group(
    walk: Walk, codes: dict[str, str]
) -> None:
    someone = walk(width=320)
    starts(someone, codes["preceptee"])
    answer_about_you(someone)
    named = someone.page.locator("fieldset").first.locator("legend").inner_text()
    heading = someone.page.locator("section.app-item h2").first.inner_text()
    assert named.startswith(f"{heading}: ")
    for locator, smallest in (
        (".nhsuk-radios__label:visible", SMALLEST_TARGET),
        ("main .nhsuk-button:visible", SMALLEST_CONTROL),
    ):
        heights = [
            box["height"] for each in someone.page.locator(locator).all() if (box := each.bounding_box())
        ]
        assert heights
        assert min(heights) >= smallest
    first = someone.page.locator('input[name="N01-importance"]').first
    first.focus()
    someone.page.keyboard.press("ArrowDown")
    assert someone.page.evaluate("document.activeElement.name") == "N01-importance"
    someone.page.keyboard.press("Tab")
    assert someone.page.evaluate("document.activeElement.name") == "N01-confidence"


@pytest.mark.browser
def test_ux_15_somebody_who_reads_on_is_warned_stays_and_keeps_what_was_typed(
    walk: Walk, codes: dict[str, str]
) -> None:
    someone = walk()
    someone.page.clock.install()
    starts(someone, codes["preceptee"])
    answer_about_you(someone)
    someone.page.locator('input[name="N01-importance"][value="5"]').check()
    someone.page.locator('input[name="N01-importance"][value="5"]').focus()
    someone.page.clock.fast_forward("00:05")
    someone.page.wait_for_selector("[data-saved]:has-text('Saved at')")
    warning = someone.page.locator("[data-idle-said]")
    someone.page.clock.fast_forward("01:50:00")
    assert not warning.is_visible()
    someone.page.clock.fast_forward("08:30")
    expect(warning).to_contain_text("You will be signed out at")
    someone.check()
    someone.page.get_by_role("button", name="Stay signed in").press("Enter")
    expect(warning).to_contain_text("You are still signed in.")
    assert someone.page.evaluate("document.activeElement.name") == "N01-importance"
    someone.page.clock.fast_forward("02:05:00")
    expect(warning).to_contain_text("You have been signed out.")
    assert someone.page.locator('input[name="N01-importance"][value="5"]').is_checked()
