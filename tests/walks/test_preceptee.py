"""A preceptee in a real browser: from the slip of paper to the profile, with and without JavaScript."""

import re
from collections.abc import Callable

import pytest

from tests.walks.conftest import Walker

Walk = Callable[..., Walker]


def answer_about_you(someone: Walker, pathway: str = "Diagnostic radiography") -> None:
    for label in (pathway, "Newly registered", "Less than 3 months", "Acute hospital"):
        someone.page.get_by_label(label, exact=True).first.check()
    someone.click("Save and continue")


def rate(someone: Walker, code: str, importance: str, confidence: str | None) -> None:
    someone.page.locator(f'input[name="{code}-importance"][value="{importance}"]').check()
    if confidence:
        someone.page.locator(f'input[name="{code}-confidence"][value="{confidence}"]').check()


@pytest.mark.browser
@pytest.mark.parametrize(("width", "javascript"), [(1280, True), (320, True), (768, False)])
def test_ux_01_03_a_preceptee_gets_from_the_slip_to_a_profile(
    walk: Walk, codes: dict[str, str], width: int, javascript: bool
) -> None:
    # given somebody with an invitation code
    someone = walk(width=width, javascript=javascript)
    someone.open("/")
    someone.click("Start with your invitation code", role="button")
    someone.page.get_by_label("Invitation code").fill(codes["preceptee"])
    someone.click("Continue")
    assert "Who sees what" in someone.page.inner_text("main")
    someone.click("Start")
    return_code = someone.page.locator("#return-code").inner_text()
    someone.click("I have kept my code: continue", role="button")

    # when they say who they are, rate two areas and leave
    assert "Section 1 of" in someone.page.inner_text("main")
    answer_about_you(someone)
    rate(someone, "N01", "5", "2")
    rate(someone, "N02", "not-in-role", None)
    someone.click("Save and come back later")
    assert "Saved." in someone.page.inner_text("main")
    someone.click("Sign out")

    # then they can carry on elsewhere with the return code
    elsewhere = walk(width=width, javascript=javascript)
    elsewhere.open("/return")
    elsewhere.page.get_by_label("Return code").fill(return_code)
    elsewhere.click("Continue")
    elsewhere.click("Check your answers and submit", role="button")
    assert "Not in my role" in elsewhere.page.inner_text("main")
    elsewhere.click("Submit your answers")
    assert "Answers submitted" in elsewhere.page.inner_text("main")
    elsewhere.click("See your profile", role="button")
    text = elsewhere.page.inner_text("main")
    assert "In 1 area your confidence is below how important the area is to you" in text
    assert elsewhere.page.locator("table").count() == 1
    if javascript:
        elsewhere.page.wait_for_selector(".js-plotly-plot .point")
        elsewhere.check()


@pytest.mark.browser
def test_ux_08_a_mistake_is_summed_up_and_leads_to_its_field(walk: Walk, codes: dict[str, str]) -> None:
    someone = walk()
    someone.open("/join")
    someone.page.get_by_label("Invitation code").fill("WRONG")
    someone.click("Continue")
    assert someone.page.title().startswith("Error: ")
    assert someone.page.evaluate("document.activeElement.className").startswith("nhsuk-error-summary")
    someone.page.locator(".nhsuk-error-summary a").click()
    assert someone.page.evaluate("document.activeElement.id") == "code"


@pytest.mark.browser
def test_ux_02_a_section_can_be_answered_with_the_keyboard_alone(walk: Walk, codes: dict[str, str]) -> None:
    someone = walk()
    someone.open("/join")
    someone.page.get_by_label("Invitation code").fill(codes["preceptee"])
    someone.page.keyboard.press("Enter")
    someone.page.wait_for_load_state()
    someone.click("Start")
    someone.open("/my/section/about-you")
    someone.page.locator('input[name="pathway"]').first.focus()
    someone.page.keyboard.press("ArrowDown")
    assert someone.page.locator('input[name="pathway"]:checked').get_attribute("value") == "therapeutic"
    someone.page.keyboard.press("Tab")
    assert someone.page.evaluate("document.activeElement.name") == "transition"


@pytest.mark.browser
def test_ux_25_the_profile_prints_without_navigation(walk: Walk) -> None:
    someone = walk()
    someone.open("/return")
    someone.page.get_by_label("Return code").fill("SAMP-1E00-PRAC-T1CE-F0R-1001")
    someone.click("Continue")
    someone.open("/my/profile")
    someone.page.emulate_media(media="print")
    assert not someone.page.locator("header").first.is_visible()
    assert not someone.page.locator("footer").first.is_visible()
    assert someone.page.get_by_text("Name: ____").is_visible()


@pytest.mark.browser
def test_ux_25_a_plan_with_every_area_a_need_prints_on_four_pages(walk: Walk, codes: dict[str, str]) -> None:
    someone = walk()
    someone.open("/join")
    someone.page.get_by_label("Invitation code").fill(codes["preceptee"])
    someone.click("Continue")
    someone.click("Start")
    someone.open("/my/section/about-you")
    answer_about_you(someone)
    while "/my/section/" in someone.page.url:
        for value, part in ((5, "importance"), (1, "confidence"), ("supervised-practice", "support")):
            someone.page.eval_on_selector_all(
                f'input[value="{value}"][name$="-{part}"]', "inputs => inputs.forEach(i => i.checked = true)"
            )
        someone.click("Save and continue")
    someone.click("Submit your answers")
    someone.open("/my/profile")
    printed = someone.page.pdf(prefer_css_page_size=True)
    assert 2 <= len(re.findall(rb"/Type\s*/Page\b", printed)) <= 4


@pytest.mark.browser
def test_ux_14_answers_are_saved_while_they_are_given(walk: Walk, codes: dict[str, str]) -> None:
    someone = walk(width=320)
    someone.open("/join")
    someone.page.get_by_label("Invitation code").fill(codes["preceptee"])
    someone.click("Continue")
    someone.click("Start")
    someone.open("/my/section/about-you")
    answer_about_you(someone)
    someone.page.locator('input[name="N01-importance"][value="5"]').check()
    someone.page.wait_for_selector("[data-saved]:has-text('Saved at')")
    assert someone.page.get_by_role("status").inner_text().startswith("Saved at")
    rate(someone, "N01", "5", "2")
    someone.click("Back to your sections", role="link")
    someone.open("/my/check")
    assert "Importance: Essential. Confidence: A little confident" in someone.page.inner_text("main")
    someone.open("/my/section/settling-in")
    rate(someone, "N02", "4", "4")
    someone.click("Save and continue")
    assert "Section 3 of 8" in someone.page.inner_text("main")
