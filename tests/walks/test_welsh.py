"""A preceptee who reads Welsh, in a real browser: from the slip of paper to the profile, and to English and back."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.walks.conftest import Walker
from tests.walks.test_preceptee import rate

Walk = Callable[..., Walker]
NOT_CHECKED = "Nid oes siaradwr Cymraeg wedi gwirio'r geiriau ar y dudalen hon eto."


def language_of(someone: Walker) -> str:
    return str(someone.page.locator("html").get_attribute("lang"))


@pytest.mark.browser
@pytest.mark.parametrize(("width", "javascript"), [(1280, True), (320, True), (768, False)])
def test_ux_01_03_a_preceptee_gets_from_the_slip_to_a_profile_in_welsh(
    walk: Walk, codes: dict[str, str], width: int, javascript: bool
) -> None:
    # given somebody with an invitation code who chooses Welsh
    someone = walk(width=width, javascript=javascript)
    someone.open("/join")
    assert language_of(someone) == "en-GB"
    someone.click("Cymraeg")
    assert language_of(someone) == "cy"
    assert someone.page.url.endswith("/join")
    assert NOT_CHECKED in someone.page.inner_text("body")

    # when they mistype the code, the page says so in Welsh
    someone.page.get_by_label("Cod gwahodd").fill("nid cod")
    someone.click("Parhau")
    assert someone.page.title().startswith("Gwall: Rhowch eich cod gwahodd")

    # when they start, answer and submit
    someone.page.get_by_label("Cod gwahodd").fill(codes["preceptee"])
    someone.click("Parhau")
    assert "Pwy sy'n gweld beth" in someone.page.inner_text("main")
    someone.click("Dechrau")
    someone.click("Rwyf wedi cadw fy nghod: parhau", role="button")
    for label in ("Radiograffeg ddiagnostig", "Newydd gofrestru", "Llai na 3 mis", "Ysbyty acíwt"):
        someone.page.get_by_label(label, exact=True).first.check()
    someone.click("Cadw a pharhau")
    rate(someone, "N01", "5", "2")
    rate(someone, "N02", "not-in-role", None)
    if javascript:
        expect(someone.page.locator("[data-saved]")).to_contain_text("Wedi'i gadw am")
    someone.click("Cadw a dod yn ôl yn nes ymlaen")
    someone.click("Gwirio eich atebion a chyflwyno", role="button")
    assert "Ddim yn fy rôl" in someone.page.inner_text("main")
    someone.click("Cyflwyno eich atebion")
    someone.click("Gweld eich proffil", role="button")

    # then the profile is in Welsh, chart and table included
    text = someone.page.inner_text("main")
    assert "Mewn 1 maes mae eich hyder yn is na pha mor bwysig yw'r maes i chi" in text
    if javascript:
        someone.page.wait_for_selector(".js-plotly-plot .point")
        expect(someone.page.locator(".js-plotly-plot .legend")).to_contain_text("Pwysigrwydd")
        someone.check()

    # and the English is one button away, with the same answers
    someone.click("Read this page in English")
    assert language_of(someone) == "en-GB"
    assert "In 1 area your confidence is below how important" in someone.page.inner_text("main")


@pytest.mark.browser
def test_a_browser_that_asks_for_welsh_first_is_answered_in_welsh_and_staff_pages_say_they_are_not(
    walk: Walk,
) -> None:
    someone = walk(locale="cy")
    for path in ("/", "/help", "/privacy", "/who-sees-what", "/accessibility", "/return"):
        someone.open(path)
        assert language_of(someone) == "cy"
    someone.open("/frameworks")
    assert language_of(someone) == "en-GB"
    assert "Nid yw'r dudalen hon ar gael yn Gymraeg eto." in someone.page.inner_text("body")
