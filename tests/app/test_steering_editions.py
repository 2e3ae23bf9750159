"""A time point moves to a newer edition: drafts stay, new ones get it, and figures never mix (REL-20)."""

import re

import pytest
from httpx2 import Response as Answer
from sqlmodel import col, select

from surveys.changes import EditionChange
from surveys.instrument import Instrument
from surveys.tables import Response
from tests.app.editions import SHIPPED, adds
from tests.app.leads import hidden_fields, words_of
from tests.app.respondents import another_code, started_with
from tests.people import Browser, Service

NOW = SHIPPED.instruments["preceptee-2026"]
PAGE = "/steering/time-points/1/editions"


def later(text: str = "") -> Instrument:
    """The next edition, with the first area in other words when `text` is given."""
    need = next(section for section in NOW.sections if section.items)
    first = need.items[0].model_copy(update={"text": text or need.items[0].text})
    changed = need.model_copy(update={"items": (first, *need.items[1:])})
    sections = tuple(changed if each is need else each for each in NOW.sections)
    return NOW.model_copy(update={"id": "preceptee-2027", "edition": "2027", "sections": sections})


@pytest.fixture
def member(service: Service) -> Browser:
    service.has_organisation()
    service.has_open_time_point()
    return service.signed_in("member@example.org", role="steering")


def press(browser: Browser, what: str, **fields: object) -> Answer:
    page = browser.get(PAGE)
    assert page.status_code == 200, page.text
    return browser.send_fields(f"{PAGE}/{what}", hidden_fields(page) | {"audience": "preceptee"} | fields)


def editions(service: Service) -> list[str]:
    """The edition of every response, in no order of their own."""
    with service.database.reading() as session:
        return sorted(session.exec(select(col(Response.instrument))))


def starts(service: Service) -> None:
    started_with(service, another_code(service, 1, "preceptee"))


def test_drafts_stay_on_their_edition_and_new_ones_get_the_newer(member: Browser, service: Service) -> None:
    starts(service)
    adds(service, later())
    assert press(member, "move", to="preceptee-2027").status_code == 303
    starts(service)
    assert editions(service) == ["preceptee-2026", "preceptee-2027"]
    assert "edition 2027" in words_of(member.get(PAGE))


def test_a_changed_area_is_named_with_its_class_and_stops_the_move_once_somebody_began(
    member: Browser, service: Service
) -> None:
    adds(service, later("Something else altogether"))
    words = words_of(member.get(PAGE))
    assert "1 substantive" in words
    assert "Something else altogether Substantive Not said" in words
    form = member.get(PAGE)
    starts(service)
    refusal = (
        "Somebody has begun, and answers to both editions could not stand in one figure: N01 is substantive"
    )
    assert refusal in words_of(member.get(PAGE))
    sent = hidden_fields(form) | {"audience": "preceptee", "to": "preceptee-2027"}
    assert member.send_fields(f"{PAGE}/move", sent).status_code == 409
    starts(service)
    assert editions(service) == ["preceptee-2026", "preceptee-2026"]


def test_before_anybody_began_it_moves_to_any_newer_edition_and_back(
    member: Browser, service: Service
) -> None:
    adds(service, later("Something else altogether"))
    assert press(member, "move", to="preceptee-2027").status_code == 303
    assert "Go back to preceptee-2026" in words_of(member.get(PAGE))
    assert press(member, "undo").status_code == 303
    starts(service)
    assert editions(service) == ["preceptee-2026"]


def test_a_move_is_not_undone_once_somebody_began_on_the_newer_edition(
    member: Browser, service: Service
) -> None:
    adds(service, later())
    press(member, "move", to="preceptee-2027")
    form = hidden_fields(member.get(PAGE)) | {"audience": "preceptee"}
    starts(service)
    assert "Go back" not in words_of(member.get(PAGE))
    assert member.send_fields(f"{PAGE}/undo", form).status_code == 409


def test_an_editorial_change_does_not_stop_the_move(member: Browser, service: Service) -> None:
    newer = later("The first area, said more plainly")
    code = newer.items[0].code
    classed = EditionChange.model_validate(
        {
            "id": "preceptee-2027",
            "earlier": NOW.id,
            "later": newer.id,
            "items": [{"item": code, "change": "editorial", "reason": "Plainer words"}],
        }
    )
    adds(service, newer, classed)
    starts(service)
    words = words_of(member.get(PAGE))
    assert "1 editorial" in words
    assert "Editorial Plainer words" in words
    assert press(member, "move", to=newer.id).status_code == 303


def test_two_members_cannot_both_move_it_and_a_stranger_is_refused(member: Browser, service: Service) -> None:
    adds(service, later())
    form = hidden_fields(member.get(PAGE)) | {"audience": "preceptee", "to": "preceptee-2027"}
    assert press(member, "move", to="preceptee-2027").status_code == 303
    assert member.send_fields(f"{PAGE}/move", form | {"once": "x" * 20}).status_code == 409
    assert press(member, "move", to="nothing").status_code == 422
    assert press(member, "move", to="preceptee-2027", audience="everyone").status_code == 422
    assert member.get("/steering/time-points/9/editions").status_code == 404


def test_a_closed_time_point_stays_on_its_editions(member: Browser, service: Service) -> None:
    adds(service, later())
    form = hidden_fields(member.get(PAGE)) | {"audience": "preceptee", "to": "preceptee-2027"}
    service.closes(1)
    assert "Move to" not in words_of(member.get(PAGE))
    assert member.send_fields(f"{PAGE}/move", form).status_code == 409


def test_the_next_time_point_is_planned_on_the_newest_edition(member: Browser, service: Service) -> None:
    adds(service, later())
    page = member.get("/steering")
    sent = member.send("/steering/time-points", title="Spring 2027", moment="", **hidden_fields(page))
    assert sent.status_code == 303
    address = re.findall(r'href="(/steering/time-points/\d+/editions)"', member.get("/steering").text)[0]
    assert "edition 2027" in words_of(member.get(address))


def test_nobody_is_counted_on_the_page(member: Browser, service: Service) -> None:
    adds(service, later())
    starts(service)
    before = words_of(member.get(PAGE))
    starts(service)
    assert words_of(member.get(PAGE)) == before
