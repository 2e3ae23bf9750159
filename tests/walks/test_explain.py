"""From a figure on the dashboard to where it comes from, in a real browser."""

from collections.abc import Callable

import pytest

from tests.walks.conftest import Walker


@pytest.mark.browser
@pytest.mark.parametrize(("width", "javascript"), [(1280, True), (320, True), (1280, False)])
def test_a_figure_leads_to_its_wording_formula_and_rule(
    walk: Callable[..., Walker], width: int, javascript: bool
) -> None:
    # given a member of the steering group who looks at need by region
    member = walk(width=width, javascript=javascript)
    member.sign_in("steering@example.org")
    member.open("/dashboard/regions")

    # when they ask for one table to be explained, and then one of its rows
    member.page.get_by_role("link", name="Explain these figures").last.click()
    member.page.wait_for_load_state()
    member.check()
    member.page.get_by_role("listitem").get_by_role("link", name="Working in theatre").first.click()
    member.page.wait_for_load_state()
    member.check()

    # then the page says what was asked, how it is worked out and which release it is from
    said = member.page.inner_text("main")
    for words in ("Who is counted", "Narine and Harder 2021", "What it leaves", "Content hash"):
        assert words in said
    member.open("/hidden-figures")
