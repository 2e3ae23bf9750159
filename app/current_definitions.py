"""The definitions a process works with, read again as soon as somebody added or took away one."""

from threading import Lock

from app.definitions import Definitions
from app.own_definitions import load_own
from surveys.database import Database
from surveys.store.definitions import definition_rows, definitions_revision


class CurrentDefinitions:
    """All that ships together with what was added. Each asking costs one small query, so that every process
    works with the same definitions from the next request on."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._lock = Lock()
        self._revision = -1
        self._kept = Definitions(frameworks={}, instruments={}, crosswalks={})

    def get(self) -> Definitions:
        """The definitions now. Raises DefinitionError when what was added no longer fits what ships."""
        with self._lock, self._database.snapshot() as session:
            revision = definitions_revision(session)
            if revision != self._revision:
                self._kept = load_own(definition_rows(session))
                self._revision = revision
            return self._kept
