"""Take the pictures: `python -m tests.pictures [NAME ...]`. The survey is made once, in var/pictures."""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from app.demo import RETURN_CODE, prepare_demo
from app.demo import sample_settings as sample_for
from app.demo_sharing import PRECEPTOR_CODE
from app.migrate import upgrade
from app.settings import Settings
from surveys.database import open_database
from tests.pictures.which import LARGEST, PHONE, PICTURES, RATING, Picture
from tests.walks.conftest import FLAGS, ROOT, Walker, fresh_codes, serving

FOLDER = ROOT / "docs" / "pictures"
CODES = {"preceptee": RETURN_CODE, "preceptor": PRECEPTOR_CODE}
ABOVE = "each => { each.scrollIntoView(); window.scrollBy(0, -90) }"
"""Scrolls to an element, with what stands just above it."""


def main(names: list[str]) -> int:
    """Take every picture, or those named; 1 when one is larger than a picture may be."""
    settings = made_survey()
    with serving(settings) as site, sync_playwright() as playwright:
        found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        taken = [take(browser, site, each) for each in PICTURES if not names or each.name in names]
        if not names or RATING.name in names:
            taken.append(take_rating(browser, site, fresh_codes(settings)["preceptee"]))
        browser.close()
    large = [path.name for path in taken if path.stat().st_size > LARGEST]
    print(f"Taken: {len(taken)}" + (f". Too large: {', '.join(large)}" if large else ""))
    return 1 if large else 0


def made_survey() -> Settings:
    """Settings of a synthetic survey, made where there is none yet."""
    settings = sample_for(Settings(data=ROOT / "var" / "pictures"))
    settings.data.mkdir(parents=True, exist_ok=True)
    database = open_database(settings.address)
    upgrade(database)
    prepare_demo(database, settings, say=print)
    database.close()
    return settings


def take(browser: Browser, site: str, picture: Picture) -> Path:
    """One picture of a page, when its charts are drawn."""
    someone = window(browser, site, width=picture.width, height=picture.height)
    if picture.who in CODES:
        someone.page.goto(site + "/return")
        someone.page.get_by_label("Return code").fill(CODES[picture.who])
        someone.page.get_by_role("button", name="Continue").click()
    elif picture.who:
        someone.sign_in(picture.who)
    someone.page.goto(site + picture.path)
    for chart in someone.page.locator("[data-chart]").all():
        chart.locator(".main-svg").first.wait_for()
    if picture.start:
        someone.page.locator(picture.start).first.evaluate(ABOVE)
    return shoot(someone, picture)


def take_rating(browser: Browser, site: str, code: str) -> Path:
    """The picture of a section on a phone, by somebody who has just begun."""
    someone = window(browser, site, width=PHONE, height=RATING.height)
    page = someone.page
    page.goto(site + "/join")
    page.get_by_label("Invitation code").fill(code)
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Start").click()
    page.goto(site + "/my/section/about-you")
    for label in ("Diagnostic radiography", "Newly registered", "Less than 3 months", "Acute hospital"):
        page.get_by_label(label, exact=True).first.check()
    page.get_by_role("button", name="Save and continue").click()
    page.locator("main h2").first.evaluate(ABOVE)
    return shoot(someone, RATING)


def window(browser: Browser, site: str, *, width: int, height: int) -> Walker:
    """A new window of this size, in which nothing is checked."""
    context = browser.new_context(viewport={"width": width, "height": height}, locale="en-GB")
    return Walker(context.new_page(), site, "", javascript=False)


def shoot(someone: Walker, picture: Picture) -> Path:
    """Write what the window shows and close it."""
    path = FOLDER / f"{picture.name}.png"
    someone.page.screenshot(path=path, animations="disabled", caret="hide")
    someone.page.context.close()
    return path


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
