"""Definitions that were added beside those that ship: checked together with everything there is, kept whole."""

import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path

from sqlmodel import Session

from app.audit import record
from app.definition_kinds import KINDS, id_of, kind_of
from app.definitions import SHIPPED, Definitions, Folders, check_definitions, load_definitions
from frameworks.definition import DefinitionError, Problem, load_definition
from frameworks.model import Frozen
from frameworks.translation import Translation
from frameworks.yaml_text import content_hash, yaml_text
from surveys.errors import Conflict, NotFound
from surveys.store.definitions import (
    definition_rows,
    delete_definition,
    insert_definition,
    next_definitions_revision,
    uses_of_definition,
)
from surveys.tables import DefinitionRow

FILE_NAME = re.compile(r"[a-z0-9][a-z0-9.\-]{0,99}")
Text = tuple[str, str, str]
"""Kind, id and YAML text of a definition."""


def load_own(rows: Iterable[DefinitionRow]) -> Definitions:
    """All that ships together with these. Raises DefinitionError naming file and line.

    What was added and came to ship later, word for word, is read once.
    """
    texts = [(row.kind, row.id, row.content) for row in rows if not _ships(row)]
    if not texts:
        return _shipped()
    problems = _unusable_ids(texts)
    if problems:
        raise DefinitionError(tuple(problems))
    with _folders(texts) as folders:
        return load_definitions(folders)


@cache
def _shipped() -> Definitions:
    """All that ships, read once: these files do not change while a process runs."""
    return load_definitions()


def check_added(rows: Iterable[DefinitionRow], added: Sequence[Frozen]) -> list[Problem]:
    """Everything wrong with all that ships, these rows and what is to be added, taken together."""
    texts = [(row.kind, row.id, row.content) for row in rows]
    texts += [(kind_of(each).key, id_of(each), yaml_text(each)) for each in added]
    problems = _unusable_ids(texts)
    if problems:
        return problems
    with _folders(texts) as folders:
        return check_definitions(folders)


def add_definitions(
    session: Session, added: Sequence[Frozen], *, by: str, now: datetime, reason: str, seen: int
) -> None:
    """Store these definitions, all or none; `seen` is the revision they were looked at with.

    Raises DefinitionError with every problem, and Conflict when others were added or taken away meanwhile.
    """
    rows = definition_rows(session)
    problems = check_added(rows, added)
    if problems:
        raise DefinitionError(tuple(problems))
    next_definitions_revision(session, seen=seen)
    for each in added:
        kind, id, text = kind_of(each), id_of(each), yaml_text(each)
        insert_definition(
            session,
            DefinitionRow(
                id=id,
                kind=kind.key,
                content=text,
                hash=content_hash(each),
                reason=reason,
                added_on=now.date(),
                added_by=by,
            ),
        )
        record(
            session, at=now, actor=by, action=f"add {kind.title.lower()}", subject=id, result=reason or "done"
        )


def remove_definition(session: Session, definition: str, *, by: str, now: datetime, seen: int) -> None:
    """Take away a definition that nothing needs. Raises NotFound, or Conflict saying what needs it."""
    rows = definition_rows(session)
    gone = next((row for row in rows if row.id == definition), None)
    if gone is None:
        raise NotFound(f"No definition {definition} was added here.")
    uses = uses_of_definition(session, definition)
    uses += [str(each) for each in check_added([row for row in rows if row is not gone], [])]
    if uses:
        raise Conflict(f"{definition} cannot be taken away: {'; '.join(uses)}.")
    next_definitions_revision(session, seen=seen)
    delete_definition(session, definition)
    record(session, at=now, actor=by, action=f"take away {gone.kind}", subject=definition)


@contextmanager
def _folders(texts: Sequence[Text]) -> Iterator[Folders]:
    """Folders that hold all that ships and these, for as long as the block lasts."""
    with tempfile.TemporaryDirectory(prefix="preceptmap-definitions-") as name:
        changed: dict[str, Path] = {}
        for kind, id, text in texts:
            folder = KINDS[kind].folder
            if folder not in changed:
                changed[folder] = Path(name) / folder
                shutil.copytree(getattr(SHIPPED, folder), changed[folder])
            (changed[folder] / f"{id}.yaml").write_text(text, encoding="utf-8")
        yield replace(SHIPPED, **changed)


def _unusable_ids(texts: Sequence[Text]) -> list[Problem]:
    """Ids that are no file name, or are taken: by what ships, or by each other."""
    problems, seen = [], set()
    for kind, id, _ in texts:
        message = ""
        if not FILE_NAME.fullmatch(id):
            message = f"the id '{id}' must be small letters, digits, dots and hyphens; change it"
        elif (_shipped_file(kind, id).exists() and not _may_stand_in(kind)) or id in seen:
            message = f"there is a definition {id} already, which never changes; give this one another id"
        if message:
            problems.append(Problem(file=f"{id}.yaml", line=None, place="id", message=message))
        seen.add(id)
    return problems


def _may_stand_in(kind: str) -> bool:
    """A translation may take the place of one that ships: it changes words, never what is asked or counted."""
    return KINDS[kind].model is Translation


def _ships(row: DefinitionRow) -> bool:
    """Whether the very same definition is among those that ship."""
    path = _shipped_file(row.kind, row.id)
    return path.exists() and content_hash(load_definition(path, KINDS[row.kind].model)) == row.hash


def _shipped_file(kind: str, id: str) -> Path:
    folder: Path = getattr(SHIPPED, KINDS[kind].folder)
    return folder / f"{id}.yaml"
