"""From answers to a release: made by one person, decided by another, never changed afterwards."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlmodel import col, select, update

from app.audit import broken_links
from app.making import Protect, make_release
from app.releases import Tampered, approve_release, load_release, turn_down_release
from app.tables import AuditEntry
from surveys.errors import Conflict, NotAllowed
from surveys.store.releases import approved_releases, get_release, latest_approved
from surveys.tables import ReleasePart, ReleaseRow
from tests.answers import has_answers, has_places
from tests.app.unattacked import unattacked
from tests.people import Service


def given_answers(service: Service, people: int = 60) -> int:
    has_places(service)
    point = service.has_open_time_point()
    has_answers(service, point, people=people)
    return point


def made(service: Service, time_point: int, *, by: str = "ann", protect: Protect = unattacked) -> int:
    return make_release(
        service.database,
        time_point=time_point,
        by=by,
        now=service.clock(),
        definitions=service.app.state.definitions,
        code_version="test",
        protect=protect,
    )


def approved(service: Service, number: int, *, by: str = "ben", revision: int = 1) -> None:
    with service.database.writing() as session:
        approve_release(session, number=number, revision=revision, by=by, now=service.clock())


def test_a_release_waits_until_somebody_else_approves_it(service: Service) -> None:
    number = made(service, given_answers(service))
    with service.database.reading() as session:
        assert get_release(session, number).state == "waiting"
        assert latest_approved(session) is None
    with pytest.raises(NotAllowed, match="somebody else"):
        approved(service, number, by="ann")
    approved(service, number)
    with service.database.reading() as session:
        row = latest_approved(session)
        assert row is not None
        assert (row.number, row.author, row.approver, row.revision) == (number, "ann", "ben", 2)


def test_sdc_19_a_decided_release_cannot_be_decided_again(service: Service) -> None:
    number = made(service, given_answers(service))
    approved(service, number)
    for revision in (1, 2):
        with pytest.raises(Conflict, match="decided already"):
            approved(service, number, by="cat", revision=revision)
        with pytest.raises(Conflict), service.database.writing() as session:
            turn_down_release(
                session, number=number, revision=revision, by="cat", now=service.clock(), reason="No"
            )


def test_sec_57_of_two_approvals_at_once_one_wins(service: Service) -> None:
    number = made(service, given_answers(service))

    def attempt(by: str) -> str:
        try:
            approved(service, number, by=by)
        except Conflict:
            return "refused"
        return by

    with ThreadPoolExecutor(2) as both:
        outcomes = sorted(both.map(attempt, ("ben", "cat")))
    assert len(set(outcomes) & {"ben", "cat"}) == 1
    assert "refused" in outcomes
    with service.database.reading() as session:
        assert get_release(session, number).approver in outcomes
        entries = session.exec(select(AuditEntry).where(col(AuditEntry.action) == "release approved"))
        assert len(entries.all()) == 1
        assert list(broken_links(session)) == []


def test_of_two_releases_made_at_once_one_is_made(service: Service) -> None:
    point = given_answers(service, people=30)

    def attempt(by: str) -> int:
        try:
            return made(service, point, by=by)
        except Conflict:
            return 0

    with ThreadPoolExecutor(2) as both:
        assert sorted(both.map(attempt, ("ann", "ben"))) == [0, 1]


def test_fewer_than_ten_people_make_no_release(service: Service) -> None:
    with pytest.raises(Conflict, match="nothing could be shown yet"):
        made(service, given_answers(service, people=9))


def test_ten_people_spread_too_thinly_make_no_release(service: Service) -> None:
    has_places(service)
    point = service.has_open_time_point()
    has_answers(service, point, people=9)
    has_answers(service, point, people=9, audience="preceptor")
    with pytest.raises(Conflict, match="No group is large enough"):
        made(service, point)


def test_sdc_07_a_new_release_needs_ten_more_people(service: Service) -> None:
    point = given_answers(service)
    approved(service, made(service, point))
    has_answers(service, point, people=9, seed=8)
    with pytest.raises(Conflict, match="Fewer than 10 people have submitted since release 1"):
        made(service, point)
    has_answers(service, point, people=1, seed=9)
    assert made(service, point) == 2


def test_while_one_release_waits_no_other_is_made(service: Service) -> None:
    point = given_answers(service)
    made(service, point)
    has_answers(service, point, people=30, seed=8)
    with pytest.raises(Conflict, match="Release 1 is waiting"):
        made(service, point)


def test_a_release_that_was_turned_down_may_be_made_again(service: Service) -> None:
    point = given_answers(service)
    number = made(service, point)
    with service.database.writing() as session:
        turn_down_release(
            session, number=number, revision=1, by="ann", now=service.clock(), reason="Too early"
        )
    assert made(service, point) == 2
    with service.database.reading() as session:
        assert get_release(session, number).reason == "Too early"
        assert approved_releases(session) == []


def test_the_same_answers_make_the_same_content(service: Service) -> None:
    point = given_answers(service)
    number = made(service, point)
    with service.database.writing() as session:
        turn_down_release(session, number=number, revision=1, by="ben", now=service.clock(), reason="Again")
    service.clock.move(days=3)  # type: ignore[attr-defined]
    again = made(service, point)
    with service.database.reading() as session:
        assert get_release(session, number).content_hash == get_release(session, again).content_hash


def test_what_is_stored_reads_back_whole(service: Service) -> None:
    number = made(service, given_answers(service))
    with service.database.reading() as session:
        release = load_release(session, number)
    assert release.time_point == "Autumn 2026"
    assert release.part("preceptee", "nation", "all") is not None
    assert not any(part.group.withheld is None and part.group.people.value == 0 for part in release.parts)


def test_a_release_somebody_tampered_with_is_not_served(service: Service) -> None:
    number = made(service, given_answers(service))
    with service.database.writing() as session:
        part = session.exec(select(ReleasePart).where(col(ReleasePart.dimension) == "nation")).first()
        assert part is not None
        part.content = part.content.replace('"60"', '"65"')
        session.add(part)
    with service.database.reading() as session, pytest.raises(Tampered, match="does not match its hash"):
        load_release(session, number)


def test_a_part_taken_out_of_a_release_is_noticed(service: Service) -> None:
    number = made(service, given_answers(service))
    with service.database.writing() as session:
        part = session.exec(select(ReleasePart).limit(1)).one()
        session.delete(part)
    with service.database.reading() as session, pytest.raises(Tampered):
        load_release(session, number)


def test_a_release_row_that_was_changed_is_noticed(service: Service) -> None:
    number = made(service, given_answers(service))
    with service.database.writing() as session:
        row = get_release(session, number)
        changed = row.content.replace("Autumn 2026", "Winter 2026")
        session.exec(update(ReleaseRow).values(content=changed))
    with service.database.reading() as session, pytest.raises(Tampered):
        load_release(session, number)
