"""Two members of the steering group map a set blind, see how far they agree, settle what differs and publish."""

from collections.abc import Callable

import pytest

from app.mapping_tasks import steering_members
from app.settings import Settings
from surveys.database import open_database
from tests.walks.conftest import Walker

Walk = Callable[..., Walker]
TITLE = "The four pillars to the HCPC principles"


def links(mapper: Walker, item: str, element: str, *, coverage: str, remainder: str = "") -> None:
    """Link an item to one element, filled in."""
    mapper.click(item, role="link")
    mapper.page.get_by_role("checkbox", name=element).check()
    mapper.click("Continue")
    code = element.split(maxsplit=1)[0]
    mapper.page.get_by_label("Supports").check()
    mapper.page.get_by_label(coverage).check()
    said = {
        f"What of the element it covers ({code})": "Learning and teaching",
        f"What of the element it leaves uncovered ({code})": remainder,
        f"Why you link the two ({code})": "Both are about learning at work",
        f"What the link rests on ({code})": "Own judgement",
    }
    for label, text in said.items():
        mapper.page.get_by_label(label).fill(text)


def speaks_to_nothing(mapper: Walker, item: str) -> None:
    """Judge that an item speaks to no element."""
    mapper.click(item, role="link")
    mapper.page.get_by_label("speaks to no element").check()
    mapper.click("Continue")


def saves_and_finishes(mapper: Walker) -> None:
    """Look at the changes, save them, and say that one has finished."""
    mapper.click("Look at them and save", role="link")
    mapper.click("Save my mapping")
    mapper.click("I have finished my mapping", role="link")
    mapper.click("I have finished")


@pytest.mark.browser
@pytest.mark.parametrize(("width", "javascript"), [(1280, True), (320, False)])
def test_two_members_map_blind_see_kappa_settle_and_publish(
    walk: Walk, own_site: str, own_settings: Settings, width: int, javascript: bool
) -> None:
    names = names_of(own_settings)
    first, second = (walk(at=own_site, width=width, javascript=javascript) for _ in names)

    # given a task that the first member starts and the second joins
    first.sign_in("steering@example.org")
    first.click("Mapping frameworks", role="link")
    first.click("Start a mapping task")
    first.page.get_by_label("Title").fill(TITLE)
    first.page.get_by_label("Map from").select_option("four-pillars")
    first.page.get_by_label("Map to").select_option("hcpc-principles-2023")
    first.click("Start the task")
    second.sign_in("approver@example.org")
    second.open("/steering/mapping")
    second.click(TITLE, role="link")
    second.click("Be the second mapper")

    # when the first maps two items; a link that is not filled in is sent back with what it lacks
    first.click("Map item by item")
    links(first, "EL Education", "P1e", coverage="Partial")
    first.click("Continue")
    assert first.page.title().startswith("Error: ")
    first.click("P1e: say what of the element it leaves uncovered", role="link")
    first.page.get_by_label("What of the element it leaves uncovered (P1e)").fill("Safe practice")
    first.click("Continue")
    speaks_to_nothing(first, "ER Evidence")
    assert "2 added, 0 changed, 0 removed" in first.page.inner_text("main")
    saves_and_finishes(first)
    assert first.page.get_by_role("link", name="See how far the two agree").count() == 0

    # and the second, who sees nothing of it
    second.click("Map item by item")
    assert "Education and facilitating learning Not judged" in words_of(second)
    links(second, "EL Education", "P1e", coverage="Full")
    second.click("Continue")
    speaks_to_nothing(second, "ER Evidence")
    saves_and_finishes(second)

    # then both read how far they agree, and settle the one difference
    second.click("See how far the two agree", role="link")
    said = words_of(second)
    assert "Kappa, linked or not 1.00, almost perfect" in said
    assert "1 in all, 1 still to be settled." in said
    second.click("Settle EL and P1e", role="link")
    second.page.get_by_label(f"As {names[0]} has it").check()
    second.page.get_by_label("Why", exact=True).fill("Safe practice is more than learning.")
    second.click("Settle it this way")

    # and what they agreed on is published, and shows among the crosswalks and in coverage
    second.click("See what would be published")
    second.click("Publish this crosswalk")
    second.click("read it among the crosswalks", role="link")
    said = words_of(second)
    assert f"1 link, by {names[0]}, checked by {names[1]}. Published: mapped by two." in said
    assert "Kappa, linked or not: 1.00, almost perfect." in said
    first.open("/coverage/hcpc-principles-2023")
    assert "Four pillars" in first.page.inner_text("main")


def words_of(member: Walker) -> str:
    """What the page says, without its line breaks."""
    return " ".join(member.page.inner_text("main").split())


def names_of(settings: Settings) -> tuple[str, str]:
    """What the two members of the sample survey's steering group are called."""
    database = open_database(settings.address)
    with database.reading() as session:
        members = steering_members(session)
    database.close()
    return members["steering@example.org"].name, members["approver@example.org"].name
