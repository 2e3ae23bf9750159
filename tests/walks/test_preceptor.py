"""A preceptor in a real browser: needs, capacity, and what limits them."""

from collections.abc import Callable

import pytest

from tests.walks.conftest import Walker


@pytest.mark.browser
def test_a_preceptor_learns_which_limit_binds(walk: Callable[..., Walker], codes: dict[str, str]) -> None:
    someone = walk(width=320)
    someone.open("/join")
    someone.page.get_by_label("Invitation code").fill(codes["preceptor"])
    someone.click("Continue")
    someone.click("Start")
    someone.open("/my/section/about-you")
    someone.page.get_by_label("Diagnostic radiography", exact=True).check()
    someone.page.get_by_label("Acute hospital", exact=True).check()
    someone.click("Save and continue")
    someone.open("/my/section/capacity")
    for name, value in (
        ("protected-hours", "12"),
        ("preceptees-now", "1"),
        ("preceptees-possible", "2"),
        ("hours-per-preceptee", "6"),
        ("fixed-hours", "2"),
    ):
        someone.page.locator(f'input[name="{name}"]').fill(value)
    for name, value in (
        ("training", "one-day"),
        ("training-current", "yes"),
        ("willing", "yes"),
        ("eligible", "yes"),
    ):
        someone.page.locator(f'input[name="{name}"][value="{value}"]').check()
    someone.click("Save and continue")
    someone.open("/my/check")
    someone.click("Submit your answers")
    someone.click("See your result", role="button")
    text = someone.page.inner_text("main")
    assert "Time is the limit. Your hours allow 1 preceptee, fewer than the 2" in text
