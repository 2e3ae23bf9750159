"""Definitions that are added beside those that ship: checked with all there is, kept whole, seen by all."""

from datetime import UTC, datetime

import pytest
from sqlmodel import Session

from app.current_definitions import CurrentDefinitions
from app.definitions import load_definitions
from app.own_definitions import add_definitions, load_own, remove_definition
from frameworks.definition import DefinitionError
from frameworks.model import Framework
from frameworks.yaml_text import content_hash, yaml_text
from surveys.database import Database
from surveys.errors import Conflict, NotFound
from surveys.store.definitions import definition_rows, definitions_revision
from surveys.tables import DefinitionRow, Organisation, SelfAssessment, TimePoint

DEFINITIONS = load_definitions()
NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
NEXT = DEFINITIONS.frameworks["four-pillars"].model_copy(
    update={"id": "four-pillars-2027", "edition": "2027"}
)


def add(database: Database, *added: Framework, seen: int | None = None) -> None:
    with database.writing() as session:
        revision = definitions_revision(session) if seen is None else seen
        add_definitions(session, added, by="sam", now=NOW, reason="A new edition", seen=revision)


def test_what_is_added_is_read_with_what_ships(database: Database) -> None:
    add(database, NEXT)
    with database.reading() as session:
        found = load_own(definition_rows(session))
    assert found.frameworks["four-pillars-2027"] == NEXT
    assert found.frameworks["four-pillars"] == DEFINITIONS.frameworks["four-pillars"]
    assert set(found.frameworks) == {*DEFINITIONS.frameworks, "four-pillars-2027"}


def test_every_process_sees_it_at_the_next_request(database: Database) -> None:
    one, other = CurrentDefinitions(database), CurrentDefinitions(database)
    assert "four-pillars-2027" not in one.get().frameworks
    assert one.get() is one.get()
    add(database, NEXT)
    assert "four-pillars-2027" in one.get().frameworks
    assert "four-pillars-2027" in other.get().frameworks


def test_a_definition_that_ships_is_never_replaced(database: Database) -> None:
    with pytest.raises(DefinitionError, match="four-pillars already, which never changes"):
        add(database, DEFINITIONS.frameworks["four-pillars"])


def test_nothing_is_stored_when_one_of_several_will_not_do(database: Database) -> None:
    item = NEXT.items[0].model_copy(update={"parent": "nowhere"})
    broken = NEXT.model_copy(update={"id": "broken-2027", "items": (item,)})
    with pytest.raises(DefinitionError, match=r"broken-2027.yaml:\d+: items\[0\].parent") as caught:
        add(database, NEXT, broken)
    assert {each.file for each in caught.value.problems} == {"broken-2027.yaml"}
    with database.reading() as session:
        assert definition_rows(session) == []
        assert definitions_revision(session) == 0


@pytest.mark.parametrize("earlier", [0, 1])
def test_two_who_looked_at_the_same_revision_cannot_both_add(database: Database, earlier: int) -> None:
    for number in range(earlier + 1):
        add(database, NEXT.model_copy(update={"id": f"four-pillars-{number}"}))
    with pytest.raises(Conflict, match="Somebody else"):
        add(database, NEXT, seen=earlier)
    with database.reading() as session:
        assert [row.id for row in definition_rows(session)] == [
            f"four-pillars-{n}" for n in range(earlier + 1)
        ]


def test_one_that_nothing_needs_is_taken_away(database: Database) -> None:
    add(database, NEXT)
    with database.writing() as session:
        remove_definition(session, NEXT.id, by="sam", now=NOW, seen=1)
    with database.reading() as session:
        assert definition_rows(session) == []
        assert definitions_revision(session) == 2


def test_one_that_answers_need_stays_and_the_refusal_says_why(database: Database) -> None:
    add(database, NEXT)
    with database.writing() as session:
        session.add(Organisation(code="T01", name="Trust One", snapshot=NOW.date()))
        session.flush()
        point = _time_point(session)
        session.add(SelfAssessment(organisation="T01", time_point=point, framework=NEXT.id))
    with database.writing() as session, pytest.raises(Conflict, match="assessed itself against it"):
        remove_definition(session, NEXT.id, by="sam", now=NOW, seen=1)


def test_one_that_another_definition_needs_stays(database: Database) -> None:
    crosswalk = DEFINITIONS.crosswalks["preceptee-to-hcpc"]
    pillar = NEXT.items[0].code
    edge = crosswalk.edges[0].model_copy(update={"target": pillar})
    linked = crosswalk.model_copy(
        update={"id": "to-pillars", "target": NEXT.id, "edges": (edge,), "parts": {}}
    )
    with database.writing() as session:
        add_definitions(session, [NEXT, linked], by="sam", now=NOW, reason="", seen=0)
    with database.writing() as session, pytest.raises(Conflict, match=r"to-pillars\.yaml"):
        remove_definition(session, NEXT.id, by="sam", now=NOW, seen=1)


@pytest.mark.parametrize("id", ["../../escaped", "/tmp/escaped", "a/b", "", "A", "x" * 101, "a\x00b"])
def test_sec_35_an_id_never_becomes_a_path(database: Database, id: str) -> None:
    crosswalk = DEFINITIONS.crosswalks["preceptee-to-hcpc"].model_copy(update={"id": id})
    with database.writing() as session, pytest.raises(DefinitionError, match="small letters, digits"):
        add_definitions(session, [crosswalk], by="sam", now=NOW, reason="", seen=0)


def test_one_that_came_to_ship_later_is_read_once_and_another_of_its_id_stops_the_service() -> None:
    shipped = DEFINITIONS.frameworks["four-pillars"]
    assert load_own([_row(shipped)]).frameworks == DEFINITIONS.frameworks
    other = shipped.model_copy(update={"owner": "Somebody else"})
    with pytest.raises(DefinitionError, match="four-pillars already"):
        load_own([_row(other)])


def test_what_ships_cannot_be_taken_away(database: Database) -> None:
    with database.writing() as session, pytest.raises(NotFound, match="was added here"):
        remove_definition(session, "four-pillars", by="sam", now=NOW, seen=0)


def _row(framework: Framework) -> DefinitionRow:
    return DefinitionRow(
        id=framework.id,
        kind="framework",
        content=yaml_text(framework),
        hash=content_hash(framework),
        reason="",
        added_on=NOW.date(),
        added_by="sam",
    )


def _time_point(session: Session) -> int:
    point = TimePoint(
        title="Autumn",
        series="Autumn",
        state="open",
        opened_on=NOW.date(),
        preceptee_instrument="preceptee-2026",
        preceptor_instrument="preceptor-2026",
        organisation_instrument="organisation-2026",
    )
    session.add(point)
    session.flush()
    assert point.id is not None
    return point.id
