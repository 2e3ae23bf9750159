"""Change among people who answered both times: worked out when they submit, published like any question."""

from dataclasses import replace

import pytest
from sqlmodel import select

from app.definitions import Definitions
from app.derived import derived_questions
from app.making import make_release
from app.releases import load_release
from mapping.change import VALUES, changes_in
from surveys.changes import Changes
from surveys.store.tallies import return_code_counts
from surveys.tables import FactAnswer, Response, TimePoint
from tests.answers import has_answers, has_places
from tests.app.respondents import once, save, submitted
from tests.app.steering import ANN
from tests.app.test_year import STILL_HERE, came_back_at, has_moment
from tests.app.unattacked import unattacked
from tests.people import Service


def change_rows(service: Service) -> dict[str, str]:
    with service.database.reading() as session:
        found = session.exec(select(FactAnswer).where(FactAnswer.question.startswith("change:")))  # type: ignore[attr-defined]
        return {row.question: row.value for row in found}


def test_a_need_that_was_closed_is_stored_when_the_later_answers_are_submitted(service: Service) -> None:
    browser, _ = came_back_at(service, 3)
    save(browser, "about-you", **STILL_HERE)
    fields = {"N01-importance": "5", "N01-confidence": "5", "N02-importance": "5", "N02-confidence": "1"}
    save(browser, "settling-in", **fields)
    assert change_rows(service) == {}
    browser.send("/my/submit", once=once(browser.get("/my/check").text))
    assert change_rows(service) == {"change:N01": "gone"}
    assert "change:N01" not in browser.get("/my/answers").text


def test_nothing_is_said_of_an_item_that_asks_something_else_now(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    definitions: Definitions = service.app.state.definitions
    old = definitions.instruments["preceptee-2026"]
    section = next(one for one in old.sections if one.code == "settling-in")
    reworded = section.items[0].model_copy(update={"text": "Something else"})
    sections = tuple(
        one.model_copy(update={"items": (reworded, *one.items[1:])}) if one is section else one
        for one in old.sections
    )
    new = old.model_copy(update={"id": "preceptee-2027", "edition": "2027.1", "sections": sections})
    instruments = definitions.instruments | {new.id: new}
    changes = Changes(instruments, definitions.changes.classed)
    both = replace(definitions, instruments=instruments, changes=changes)
    monkeypatch.setattr(service.app.state.current, "get", lambda: both)
    browser, _ = submitted(service)
    point = has_moment(service, 3)
    with service.database.writing() as session:
        session.get_one(TimePoint, point).preceptee_instrument = "preceptee-2027"
    key = once(browser.get("/my/year").text)
    browser.send_fields("/my/year/begin", {"once": key, "time-point": point})
    save(browser, "about-you", **STILL_HERE)
    assert "asked in other words last time" in browser.get("/my/section/settling-in").text
    save(browser, "settling-in", **{"N01-importance": "5", "N01-confidence": "5"})
    browser.send("/my/submit", once=once(browser.get("/my/check").text))
    assert change_rows(service) == {}


def test_a_release_of_a_later_moment_counts_change_among_those_who_answered_both(service: Service) -> None:
    has_places(service)
    start = service.has_open_time_point()
    has_answers(service, start, people=90)
    point = has_moment(service, 3)
    has_answers(service, point, people=60)
    with service.database.writing() as session:
        first = session.exec(select(Response).where(Response.time_point == start)).all()
        later = session.exec(select(Response).where(Response.time_point == point)).all()
        for before, after in zip(first, later, strict=False):
            after.respondent = before.respondent
            session.add(after)
        for number, response in enumerate(later):
            value = "gone" if number < 30 else "same" if number < 50 else "new"
            session.add(FactAnswer(response=response.id, question="change:N01", value=value))
    number = make_release(
        service.database,
        time_point=point,
        by=ANN,
        now=service.clock(),
        definitions=service.app.state.definitions,
        code_version="test",
        protect=unattacked,
    )
    with service.database.reading() as session:
        release = load_release(session, number)
        part = release.part("preceptee", "nation", "all")
        assert part is not None
        figures = changes_in(part)["N01"]
        assert (figures.n.text, figures.gone.text, figures.gone_share.text) == ("60", "30", "50%")
        assert (figures.new.text, figures.new_share.text) == ("10", "17%")
        lines = [line for line in release.participation if line.dimension == "nation"]
        assert [(line.audience, line.handed_out.text, line.submitted.text) for line in lines] == [
            ("preceptee", "90", "60")
        ]
        whole = return_code_counts(session, time_point=point)
        assert (sum(one.handed_out for one in whole), sum(one.used for one in whole)) == (90, 60)


def test_a_start_counts_no_change(service: Service) -> None:
    instruments = {each.audience: each for each in service.app.state.definitions.instruments.values()}
    at_start = {each.question for each in derived_questions(instruments)}
    later = [each for each in derived_questions(instruments, moment=3) if each.question not in at_start]
    assert {each.question for each in later} == {
        f"change:{item.code}" for item in instruments["preceptee"].items
    }
    assert {each.dimensions for each in later} == {("nation", "region")}
    assert {each.values for each in later} == {VALUES}
