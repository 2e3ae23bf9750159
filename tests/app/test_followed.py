"""A release follows the links it was made with: others that are published later change nothing in it."""

import pytest

from app.attacks import rebuild_release
from app.definitions import Definitions
from app.national import all_tables
from app.own_definitions import add_definitions, load_own, remove_definition
from app.releases import load_release
from frameworks.yaml_text import content_hash
from mapping.crosswalk import Crosswalk, current_crosswalks
from mapping.figures import Release
from reports.table import Table
from surveys.errors import Conflict
from surveys.store.definitions import definition_rows, definitions_revision
from tests.app.steering import has_release
from tests.people import Service


def known(service: Service) -> Definitions:
    with service.database.reading() as session:
        return load_own(definition_rows(session))


def add(service: Service, crosswalk: Crosswalk) -> None:
    with service.database.writing() as session:
        seen = definitions_revision(session)
        add_definitions(session, [crosswalk], by="sam", now=service.clock(), reason="", seen=seen)


def by_element(release: Release, definitions: Definitions, *, number: int) -> Table:
    """The table as a process that has not made it before would make it."""
    tables = all_tables(release.model_copy(update={"number": number}), definitions)
    return next(table for table in tables if table.id == "need-by-element")


def newer_links(definitions: Definitions, *, id: str, replaces: str) -> Crosswalk:
    old = definitions.crosswalks[replaces]
    return old.model_copy(update={"id": id, "replaces": replaces, "edges": old.edges[:3], "parts": {}})


def test_links_published_later_change_no_release(service: Service) -> None:
    number = has_release(service, people=60)
    before = known(service)
    with service.database.reading() as session:
        release = load_release(session, number)
    old = before.crosswalks["preceptee-to-hcpc"]
    assert release.crosswalks[old.id] == content_hash(old)
    add(service, newer_links(before, id="newer-links", replaces=old.id))
    after = known(service)
    assert "newer-links" in current_crosswalks(after.crosswalks)
    assert by_element(release, after, number=101) == by_element(release, before, number=102)
    with service.database.reading() as session:
        assert rebuild_release(session, number, after) == release
    not_kept = release.model_copy(update={"crosswalks": {}})
    assert by_element(not_kept, after, number=103) != by_element(release, before, number=102)


def test_links_that_a_release_follows_are_not_taken_away(service: Service) -> None:
    add(service, newer_links(known(service), id="newer-links", replaces="preceptee-to-hcpc"))
    service.app.state.definitions = known(service)
    number = has_release(service, people=60)
    with service.database.writing() as session, pytest.raises(Conflict, match=f"release {number} follows it"):
        remove_definition(session, "newer-links", by="sam", now=service.clock(), seen=1)
