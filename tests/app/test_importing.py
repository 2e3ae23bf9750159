"""What adding an edition brings along."""

from dataclasses import replace

from app.importing import plan_import
from tests.app.editions import SHIPPED, links_from_the_mark, newer_edition


def test_only_the_links_that_hold_now_come_along_with_the_next_edition() -> None:
    first = links_from_the_mark()
    second = first.model_copy(update={"id": "quality-mark-to-nhse-ahp-2", "replaces": first.id})
    known = replace(SHIPPED, crosswalks={first.id: first, second.id: second})
    plan = plan_import([newer_edition()], known)
    assert [each.id for each in plan.proposals] == [
        "nhse-ahp-2027",
        "quality-mark-to-nhse-ahp-2-for-nhse-ahp-2027",
    ]
    assert dict(plan.dropped) == {}
