"""A learning plan: actions in their owner's order, and meetings that both confirm."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from sqlmodel import Session, select

from surveys.database import Database
from surveys.errors import Conflict, Invalid, NotFound
from surveys.learning_plans import (
    add_action,
    change_action,
    delete_action,
    mark_action,
    move_action,
    read_plan,
)
from surveys.plan_choices import MOST_ACTIONS
from surveys.plan_forms import ActionWords, MeetingWords
from surveys.plan_meetings import (
    add_meeting,
    change_meeting,
    confirm_meeting,
    delete_meeting,
    is_confirmed_by_preceptee,
    is_confirmed_by_preceptor,
    own_meeting,
)
from surveys.store.responses import remove_respondent
from surveys.tables import PlanAction, PlanMeeting, Respondent

PEOPLE = {"me": "preceptee", "another": "preceptee", "guide": "preceptor", "guide two": "preceptor"}
FIRST = MeetingWords(kind="initial", held_on=date(2026, 10, 5), notes="Hopes", agreed="Meet monthly")
TODAY = date(2026, 11, 24)


@pytest.fixture
def people(database: Database) -> Database:
    """Two preceptees and two preceptors."""
    with database.writing() as session:
        session.add_all(
            Respondent(id=name, audience=audience, return_hash=name) for name, audience in PEOPLE.items()
        )
    return database


@pytest.fixture
def session(people: Database) -> Iterator[Session]:
    """One unit of work."""
    with people.writing() as session:
        yield session


def aims(session: Session, respondent: str = "me") -> list[str]:
    return [action.aim for action in read_plan(session, respondent=respondent).actions]


def planned(session: Session, *names: str, respondent: str = "me") -> list[str]:
    return [add_action(session, respondent=respondent, words=ActionWords(aim=name)).id for name in names]


def test_actions_keep_the_order_their_owner_gives_them(session: Session) -> None:
    first, _, third = planned(session, "Nights", "Theatre", "Mobile")
    planned(session, "Not mine", respondent="another")
    move_action(session, action=third, respondent="me", up=True)
    assert aims(session) == ["Nights", "Mobile", "Theatre"]
    move_action(session, action=first, respondent="me", up=False)
    move_action(session, action=third, respondent="me", up=True)
    assert aims(session) == ["Mobile", "Nights", "Theatre"]
    delete_action(session, action=first, respondent="me", revision=1)
    planned(session, "Last")
    assert aims(session) == ["Mobile", "Theatre", "Last"]
    assert aims(session, "another") == ["Not mine"]


def test_a_change_made_from_an_older_page_is_refused_and_changes_nothing(session: Session) -> None:
    (action,) = planned(session, "Nights")
    change_action(session, action=action, respondent="me", revision=1, words=ActionWords(aim="Nights alone"))
    for change in (
        lambda: change_action(
            session, action=action, respondent="me", revision=1, words=ActionWords(aim="Lost")
        ),
        lambda: mark_action(session, action=action, respondent="me", revision=1, state="done"),
        lambda: delete_action(session, action=action, respondent="me", revision=1),
    ):
        with pytest.raises(Conflict):
            change()
    (kept,) = read_plan(session, respondent="me").actions
    assert (kept.aim, kept.state, kept.revision) == ("Nights alone", "planned", 2)


def test_sec_03_somebody_elses_action_is_answered_as_one_that_does_not_exist(session: Session) -> None:
    (theirs,) = planned(session, "Theirs", respondent="another")
    said = set()
    for action in (theirs, "none"):
        for change in (
            lambda action=action: change_action(
                session, action=action, respondent="me", revision=1, words=ActionWords(aim="Mine now")
            ),
            lambda action=action: mark_action(
                session, action=action, respondent="me", revision=1, state="done"
            ),
            lambda action=action: move_action(session, action=action, respondent="me", up=True),
            lambda action=action: delete_action(session, action=action, respondent="me", revision=1),
        ):
            with pytest.raises(NotFound) as refusal:
                change()
            said.add(refusal.value.message)
    assert len(said) == 1
    assert aims(session, "another") == ["Theirs"]


def test_a_full_plan_takes_no_more_actions(session: Session) -> None:
    planned(session, *(f"Aim {number}" for number in range(MOST_ACTIONS)))
    with pytest.raises(Invalid):
        planned(session, "One too many")


def test_each_confirms_the_revision_they_read_and_an_edit_asks_again(session: Session) -> None:
    meeting = add_meeting(session, respondent="me", words=FIRST).id
    confirm_meeting(session, meeting=meeting, respondent="me", revision=1, today=TODAY)
    confirm_meeting(session, meeting=meeting, respondent="me", revision=1, today=TODAY, preceptor="guide")
    found = own_meeting(session, meeting, respondent="me")
    assert is_confirmed_by_preceptee(found)
    assert is_confirmed_by_preceptor(found)
    change_meeting(session, meeting=meeting, respondent="me", revision=1, words=FIRST)
    assert is_confirmed_by_preceptor(own_meeting(session, meeting, respondent="me"))
    edited = FIRST.model_copy(update={"agreed": "Meet weekly"})
    change_meeting(session, meeting=meeting, respondent="me", revision=1, words=edited)
    found = own_meeting(session, meeting, respondent="me")
    assert not is_confirmed_by_preceptee(found)
    assert not is_confirmed_by_preceptor(found)
    with pytest.raises(Conflict):
        confirm_meeting(session, meeting=meeting, respondent="me", revision=1, today=TODAY, preceptor="guide")


def test_a_meeting_is_confirmed_only_once_it_was_held_and_by_one_preceptor(session: Session) -> None:
    later = FIRST.model_copy(update={"held_on": date(2026, 11, 25)})
    meeting = add_meeting(session, respondent="me", words=later).id
    with pytest.raises(Conflict, match="not been held"):
        confirm_meeting(session, meeting=meeting, respondent="me", revision=1, today=TODAY)
    tomorrow = date(2026, 11, 25)
    confirm_meeting(session, meeting=meeting, respondent="me", revision=1, today=tomorrow, preceptor="guide")
    with pytest.raises(Conflict, match="Another preceptor"):
        confirm_meeting(
            session, meeting=meeting, respondent="me", revision=1, today=tomorrow, preceptor="guide two"
        )


def test_there_is_one_first_and_one_last_meeting_and_any_number_between(session: Session) -> None:
    for kind in ("initial", "interim", "interim", "final"):
        add_meeting(session, respondent="me", words=FIRST.model_copy(update={"kind": kind}))
    for kind in ("initial", "final"):
        with pytest.raises(Invalid, match="already"):
            add_meeting(session, respondent="me", words=FIRST.model_copy(update={"kind": kind}))
    first, *_, interim = read_plan(session, respondent="me").meetings
    assert (first.kind, interim.kind) == ("final", "interim")
    with pytest.raises(Invalid, match="already"):
        change_meeting(session, meeting=interim.id, respondent="me", revision=1, words=FIRST)
    delete_meeting(session, meeting=first.id, respondent="me", revision=1)
    assert len(read_plan(session, respondent="me").meetings) == 3


def test_sec_03_somebody_elses_meeting_is_answered_as_one_that_does_not_exist(session: Session) -> None:
    theirs = add_meeting(session, respondent="another", words=FIRST).id
    said = set()
    for meeting in (theirs, "none"):
        with pytest.raises(NotFound) as refusal:
            change_meeting(session, meeting=meeting, respondent="me", revision=1, words=FIRST)
        said.add(refusal.value.message)
        with pytest.raises(NotFound) as refusal:
            confirm_meeting(session, meeting=meeting, respondent="me", revision=1, today=TODAY)
        said.add(refusal.value.message)
    assert len(said) == 1


def test_erasing_forgets_the_plan_and_an_erased_preceptors_confirmation(people: Database) -> None:
    with people.writing() as session:
        planned(session, "Nights")
        meeting = add_meeting(session, respondent="me", words=FIRST).id
        confirm_meeting(session, meeting=meeting, respondent="me", revision=1, today=TODAY, preceptor="guide")
        confirm_meeting(session, meeting=meeting, respondent="me", revision=1, today=TODAY)
    with people.writing() as session:
        remove_respondent(session, "guide")
    with people.writing() as session:
        found = own_meeting(session, meeting, respondent="me")
        assert found.preceptor is None
        assert not is_confirmed_by_preceptor(found)
        assert is_confirmed_by_preceptee(found)
        remove_respondent(session, "me")
    with people.writing() as session:
        assert session.exec(select(PlanAction)).all() == []
        assert session.exec(select(PlanMeeting)).all() == []
        with pytest.raises(NotFound, match="erased"):
            planned(session, "Too late")


def test_two_windows_that_add_at_once_both_keep_their_action(people: Database) -> None:
    def add(number: int) -> None:
        with people.writing() as session:
            planned(session, f"Aim {number}")
            time.sleep(0.02)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(add, range(8)))
    with people.reading() as session:
        actions = read_plan(session, respondent="me").actions
        assert [action.position for action in actions] == list(range(1, 9))
        assert {action.aim for action in actions} == {f"Aim {number}" for number in range(8)}
