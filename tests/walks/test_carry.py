"""A lead carries answers between frameworks, moves them to a newer edition, and undoes both, in a browser."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.clock import utc_now
from app.main import create_app
from app.migrate import upgrade
from app.own_definitions import add_definitions
from app.passwords import totp_now
from app.settings import Settings
from surveys.database import open_database
from surveys.store.definitions import definitions_revision
from tests.app.editions import DRAFT, MARK, links_from_the_mark, newer_edition
from tests.people import PASSWORD, Service
from tests.walks.conftest import Walker, serving

Walk = Callable[..., Walker]
LEAD = "lead@example.org"
FIRST, SECOND, THIRD = (item.code for item in MARK.assessable[:3])
OLD = f"/lead/assessments/{DRAFT.id}"


class Site:
    """A service with one organisation and its lead. What others do to it is done as they would."""

    def __init__(self, address: str, settings: Settings) -> None:
        self.address = address
        self.settings = settings

    def adds(self, *documents: object) -> None:
        """The steering group adds definitions."""
        database = open_database(self.settings.address)
        with database.writing() as session:
            seen = definitions_revision(session)
            now = datetime(2026, 11, 24, tzinfo=UTC)
            add_definitions(session, documents, by="sam", now=now, reason="A walk", seen=seen)  # type: ignore[arg-type]
        database.close()


@pytest.fixture
def small_site(tmp_path: Path) -> Iterator[Site]:
    """A service with one organisation, one open time point, one lead, and links from the quality mark."""
    settings = Settings(data=tmp_path, secret="a key for tests that is long enough")
    database = open_database(settings.address)
    upgrade(database)
    made = Service(create_app(settings, database=database), settings=settings, clock=utc_now)
    made.has_organisation()
    made.has_open_time_point()
    account = made.has_account(LEAD, role="lead", organisation="T01")
    (tmp_path / "totp").write_text(account.totp_secret or "")
    database.close()
    with serving(settings) as address:
        site = Site(address, settings)
        site.adds(links_from_the_mark())
        yield site


def signed_in(walk: Walk, site: Site, **window: object) -> Walker:
    """The lead in a browser window."""
    lead = walk(at=site.address, **window)
    lead.open("/sign-in")
    lead.page.get_by_label("User name").fill(LEAD)
    lead.page.get_by_label("Password", exact=True).fill(PASSWORD)
    lead.click("Continue")
    secret = (site.settings.data / "totp").read_text()
    lead.page.get_by_label("6-digit code").fill(totp_now(secret, at=utc_now()))
    lead.click("Sign in")
    return lead


def words(lead: Walker) -> str:
    """The page's text on one line."""
    return " ".join(lead.page.inner_text("main").split())


def scores(lead: Walker, page: str, **given: str) -> None:
    """Choose scores on one page and save them."""
    lead.open(page)
    for code, score in given.items():
        lead.page.locator(f'input[type="radio"][name="{code}"][value="{score}"]').check()
    lead.click("Save and come back later")


@pytest.mark.browser
@pytest.mark.parametrize(("width", "javascript"), [(1280, True), (320, True), (1280, False)])
def test_rel_20_a_lead_carries_answers_and_moves_them_to_a_newer_edition(
    walk: Walk, small_site: Site, width: int, javascript: bool
) -> None:
    # given a lead who has answered some of the quality mark
    lead = signed_in(walk, small_site, width=width, javascript=javascript)
    scores(lead, f"/lead/assessments/{MARK.id}/CORE", **{FIRST: "2", SECOND: "1", THIRD: "2"})

    # when they look at what can be carried, and carry what is ticked
    lead.open(OLD)
    lead.click("Carry answers from another framework", role="link")
    lead.click(MARK.title, role="link")
    assert "2 of 25 points can be carried. 1 of them ticked" in words(lead)
    lead.click("Carry what is ticked")

    # then it is marked until they confirm it
    assert "1 answered, of which 1 carried and not confirmed yet" in words(lead)
    lead.click("W1.1 A policy that covers AHPs", role="link")
    lead.page.get_by_label("I confirm this score for W1.1").check()
    lead.page.locator('input[type="radio"][name="W1.3"][value="2"]').check()
    lead.click("Save and come back later")
    assert "not confirmed yet" not in words(lead)

    # when a newer edition comes, what was begun stays until they move it
    small_site.adds(newer_edition())
    lead.open(OLD)
    lead.click("Move my answers to 2027", role="link")
    assert "needs a look 1" in words(lead)
    lead.click("Move my answers")
    assert "2 answered, of which 1 carried and not confirmed yet" in words(lead)

    # and the earlier edition is there as it was, and comes back
    lead.open(OLD)
    lead.click("Undo the move", role="link")
    lead.click("Undo the move")
    assert "The move is undone" in words(lead)
    lead.click("Undo the last time answers were carried", role="link")
    assert "These stay, because somebody confirmed or changed them since" in words(lead)
