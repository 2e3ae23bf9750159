"""REL-45: whatever people, leads and operators do, in any order, and however often a backup comes back."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    consumes,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from hypothesis.strategies import integers, sampled_from
from sqlmodel import col, select

from app.audit import broken_links, record
from app.backups.making import make_backup
from app.backups.restoring import restore_backup
from app.backups.verifying import verify_database
from app.erasing import forget
from app.erasure_ledger import read_ledger
from app.handing_out import hand_out
from app.migrate import upgrade
from surveys.database import Database, open_database
from surveys.errors import Closed, Conflict, Invalid, NotFound
from surveys.joining import start_response
from surveys.load import load_instruments
from surveys.rating import Rating
from surveys.respondents import Answers, read_answers, save_facts, save_ratings, submit
from surveys.tables import RatingAnswer, Response, TimePoint
from tests.app.backups.people import KEY, has_people, settings_of
from tests.app.jobs import releases_of, store_release
from tests.app.respondents import ABOUT_YOU
from tests.conftest import FixedClock, _fresh_postgres

INSTRUMENTS = load_instruments()
SECTION = "settling-in"
Person = str
State = dict[Person, tuple[str, int | None]]


class Lives(RuleBasedStateMachine):
    """A database beside the simplest model of it: each person's state and the last rating they saved."""

    fresh: Callable[[Path], Database]
    invited, people = Bundle("invited"), Bundle("people")

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name)
        self.clock = FixedClock()
        self.database = type(self).fresh(self.path)
        upgrade(self.database)
        has_people(self.database)
        self.settings = settings_of(self.database, self.path)
        self.state: State = {}
        self.erased: set[Person] = set()
        self.open = True
        self.releases = 0
        self.backup: tuple[Path, State, bool, int] | None = None

    def teardown(self) -> None:
        """Leave nothing behind."""
        self.database.close()
        self.folder.cleanup()

    @precondition(lambda self: self.open)
    @rule(target=invited)
    def invite(self) -> str:
        """A lead hands out a code."""
        with self.database.writing() as session:
            sheet = hand_out(
                session,
                time_point=1,
                organisation="T01",
                audience="preceptee",
                count=1,
                key=KEY,
                by="lead",
                now=self.clock(),
            )
        return sheet.codes[0]

    @rule(target=people, code=consumes(invited))
    def join(self, code: str) -> Person:
        """Somebody starts, and says where they work; or is told that it is too late, or that the code is unknown."""
        try:
            with self.database.writing() as session:
                response, _ = start_response(session, code=code, seed=f"a seed for {code}", key=KEY)
                answers = self.answers(session, response.id)
                about = answers.sections[0]
                facts = {name: (value,) for name, value in ABOUT_YOU.items()}
                save_facts(session, answers=answers, section=about, revision=0, facts=facts)
                person = response.id
        except Closed:
            assert not self.open
            return ""
        except Invalid:  # the code was made after the backup that came back
            return ""
        self.state[person] = ("draft", None)
        return person

    @rule(person=people, value=integers(1, 5))
    def save(self, person: Person, value: int) -> None:
        """Somebody saves a rating, or is told why not."""

        def act(session: Any, answers: Answers) -> None:
            revision = answers.revisions.get(SECTION, 0)
            ratings = [Rating(item="N01", importance=value, confidence=1)]
            save_ratings(session, answers=answers, section=SECTION, revision=revision, ratings=ratings)

        if self.changes(person, act):
            self.state[person] = ("draft", value)

    @rule(person=people)
    def submit(self, person: Person) -> None:
        """Somebody submits, or is told why not."""
        if self.changes(person, lambda session, answers: submit(session, answers=answers, derived={})):
            self.state[person] = ("submitted", self.state[person][1])

    @rule(person=people)
    def erase(self, person: Person) -> None:
        """Somebody erases their answers; a second time there is nothing left to erase."""
        with self.database.writing() as session:
            found = session.get(Response, person)
            assert (found is not None) == (person in self.state)
            if found is None:
                return
            forget(session, respondent=found.respondent or "", key=KEY, ledger=self.settings.ledger)
        del self.state[person]
        self.erased.add(person)

    @rule(to=sampled_from(["open", "closed"]))
    def open_or_close(self, to: str) -> None:
        """The steering group opens or closes the collection."""
        with self.database.writing() as session:
            point = session.get_one(TimePoint, 1)
            point.state = to
            session.add(point)
            record(session, at=self.clock(), actor="steering", action=to)
        self.open = to == "open"

    @rule()
    def release(self) -> None:
        """The worker stores a release."""
        store_release(self.database, time_point=1, by="ann", now=self.clock(), progress=lambda *_: None)
        self.releases += 1

    @rule()
    def back_up(self) -> None:
        """An operator makes a backup."""
        self.clock.move(seconds=1)
        file = make_backup(self.database, self.path, key=KEY, now=self.clock())
        self.backup = (file, dict(self.state), self.open, self.releases)

    @precondition(lambda self: self.backup is not None)
    @rule()
    def restore(self) -> None:
        """The latest backup comes back, without whoever was erased since."""
        assert self.backup is not None
        file, state, is_open, releases = self.backup
        self.clock.move(seconds=1)
        self.database.close()
        restore_backup(file, self.settings, now=self.clock(), overwrite=True)
        self.state = {person: held for person, held in state.items() if person not in self.erased}
        self.open, self.releases = is_open, releases

    @invariant()
    def what_is_stored_is_what_was_acknowledged(self) -> None:
        """Nobody is lost, nobody is back, nothing is there twice."""
        with self.database.reading() as session:
            rows = session.exec(select(Response.id, Response.state)).all()
            ratings = select(RatingAnswer.response, RatingAnswer.importance)
            rated = dict(session.exec(ratings.where(col(RatingAnswer.item) == "N01")).all())
            assert list(broken_links(session)) == []
        assert {person: (state, rated.get(person)) for person, state in rows} == self.state
        assert releases_of(self.database) == list(range(1, self.releases + 1))
        assert len(read_ledger(self.settings.ledger)) == len(self.erased)
        problems = [check for check in verify_database(self.database, key=KEY) if check.problems]
        assert [check.name for check in problems] in ([], ["releases"])  # the test's releases are empty

    def answers(self, session: Any, person: Person) -> Answers:
        """Somebody's answers, to change."""
        return read_answers(session, response=person, instruments=INSTRUMENTS, to_change=True)

    def changes(self, person: Person, act: Callable[[Any, Answers], None]) -> bool:
        """Whether `act` was allowed; asserts that it was refused exactly when it must be."""
        held = self.state.get(person)
        try:
            with self.database.writing() as session:
                act(session, self.answers(session, person))
        except NotFound:
            assert held is None
            return False
        except Closed:
            assert not self.open
            return False
        except Conflict:
            assert held is not None
            assert held[0] == "submitted"
            return False
        assert held is not None
        assert (held[0], self.open) == ("draft", True)
        return True


def run(fresh: Callable[[Path], Database], *, lives: int, steps: int) -> None:
    """Live so many lives of so many steps."""
    machine = type("TheseLives", (Lives,), {"fresh": staticmethod(fresh)})
    checks = [HealthCheck.too_slow, HealthCheck.data_too_large]
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        machine,
        settings=settings(
            max_examples=lives, stateful_step_count=steps, deadline=None, suppress_health_check=checks
        ),
    )


def test_rel_45_any_order_of_events_on_sqlite() -> None:
    run(lambda folder: open_database(f"sqlite:///{folder / 'test.sqlite'}"), lives=6, steps=25)


@pytest.mark.usefixtures("programs")
def test_rel_45_any_order_of_events_on_postgresql(postgres_url: str) -> None:
    run(lambda _folder: open_database(_fresh_postgres(postgres_url)), lives=2, steps=15)
