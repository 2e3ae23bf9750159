"""A file of definitions, read and shown before anything is stored: what is new, and what it changes."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pydantic import ValidationError

from app.definition_kinds import KINDS, id_of, kind_of
from app.definitions import Definitions
from app.formats import Imported, format_of, readers
from frameworks.compare import ItemChange, compare
from frameworks.definition import DefinitionError, Problem
from frameworks.loss import Difference, differences
from frameworks.model import Framework, Frozen
from mapping.crosswalk import Crosswalk, current_crosswalks
from mapping.crosswalk_carry import Carried, carry_crosswalk
from surveys.compare import compare_instruments
from surveys.errors import Invalid
from surveys.instrument import Instrument

SENT_AGAIN = "This form is not complete. Choose the file again."


@dataclass(frozen=True)
class Proposal:
    """One definition to be added: `instead_of` is the id of the one it is compared with, if there is one.

    `carried_from` is the crosswalk whose links it has on the items of a new edition.
    """

    document: Frozen
    instead_of: str | None
    changes: tuple[Difference, ...]
    carried_from: str | None = None

    @property
    def id(self) -> str:
        """Its id."""
        return id_of(self.document)

    @property
    def kind(self) -> str:
        """What it is called."""
        return kind_of(self.document).title

    @property
    def title(self) -> str:
        """Its title; its id where it has none."""
        return str(dict(self.document).get("title", self.id))


@dataclass(frozen=True)
class Plan:
    """What a file would add, the links carried with it, and those links that found no place."""

    proposals: tuple[Proposal, ...]
    dropped: Mapping[str, Sequence[str]]

    @property
    def documents(self) -> tuple[Frozen, ...]:
        """Everything to be added."""
        return tuple(each.document for each in self.proposals)


def read_file(
    content: bytes, name: str, key: str | None, *, definitions: Definitions | None = None
) -> Imported:
    """What a file holds; `key` names its format; else its name and content tell. Raises DefinitionError.

    `definitions` are those its links may lead to, where the format can follow them.
    """
    chosen = key or format_of(name, content)
    found = readers().get(chosen or "")
    if found is None or found.read is None:
        known = ", ".join(f"{each.key} ({each.suffix})" for each in readers().values())
        message = f"the format is not known from the name; say which it is: {known}"
        raise DefinitionError((Problem(file=name, line=None, place="", message=message),))
    return found.read(content, name, definitions)


def plan_import(documents: Sequence[Frozen], definitions: Definitions) -> Plan:
    """What adding these would change. An edition that replaces another brings the links to it along."""
    own = {id_of(each) for each in documents}
    carried = [
        (old, each)
        for document in documents
        for old, each in _carried(document, definitions)
        if each.crosswalk.id not in own
    ]
    proposals = [_proposal(each, definitions) for each in documents]
    proposals += [Proposal(each.crosswalk, None, (), carried_from=old) for old, each in carried]
    dropped = {
        each.crosswalk.id: tuple(f"{edge.origin} to {edge.target}" for edge in each.dropped)
        for _, each in carried
        if each.dropped
    }
    return Plan(tuple(proposals), dropped)


def pack(documents: Sequence[Frozen]) -> str:
    """The definitions as one text, for a form to send again."""
    return json.dumps(
        [[kind_of(each).key, each.model_dump(mode="json", exclude_defaults=True)] for each in documents]
    )


def unpack(text: str) -> tuple[Frozen, ...]:
    """The definitions that were packed. Raises Invalid when the text is not what a form was given."""
    try:
        return tuple(KINDS[kind].model.model_validate(said) for kind, said in json.loads(text))
    except (ValueError, KeyError, TypeError, RecursionError, ValidationError) as error:
        raise Invalid({"file": SENT_AGAIN}) from error


def earlier_of(document: Frozen, definitions: Definitions) -> Frozen | None:
    """What a new definition takes the place of: what it says it replaces, else the newest of its own line."""
    if isinstance(document, Framework):
        return definitions.frameworks.get(document.replaces or "")
    if isinstance(document, Instrument):
        same = [each for each in definitions.instruments.values() if each.audience == document.audience]
        return max(
            (each for each in same if each.id != document.id), key=lambda each: each.edition, default=None
        )
    if isinstance(document, Crosswalk):
        return definitions.crosswalks.get(document.replaces or "")
    return None


def _proposal(document: Frozen, definitions: Definitions) -> Proposal:
    earlier = earlier_of(document, definitions)
    return Proposal(
        document=document,
        instead_of=id_of(earlier) if earlier else None,
        changes=_changes(earlier, document) if earlier else (),
    )


def _changes(earlier: Frozen, document: Frozen) -> tuple[Difference, ...]:
    if isinstance(earlier, Framework) and isinstance(document, Framework):
        found = compare(earlier, document)
        facts = [Difference(each.field, each.before, each.after) for each in found.facts]
        return (*facts, *(line for item in found.differing for line in _lines(item)))
    if isinstance(earlier, Instrument) and isinstance(document, Instrument):
        return compare_instruments(earlier, document)
    return differences(earlier.model_dump(mode="json"), document.model_dump(mode="json"))


def _lines(item: ItemChange) -> Iterator[Difference]:
    """What differs about one item, each field on a line of its own; new and gone items by their titles."""
    if item.earlier is None or item.later is None:
        before, after = (each.title if each else "" for each in (item.earlier, item.later))
        yield Difference(f"items[{item.code}]", before, after)
        return
    if item.earlier.code != item.later.code:
        yield Difference(f"items[{item.code}].code", item.earlier.code, item.later.code)
    for field in item.fields:
        if field.field != "code":
            yield Difference(f"items[{item.code}].{field.field}", field.before, field.after)


def _carried(document: Frozen, definitions: Definitions) -> list[tuple[str, Carried]]:
    """The links to the edition that this one replaces, each with the id of the crosswalk they come from."""
    old = definitions.frameworks.get(document.replaces or "") if isinstance(document, Framework) else None
    if old is None or not isinstance(document, Framework):
        return []
    current = current_crosswalks(definitions.crosswalks).values()
    touching = (each for each in current if old.id in {each.origin, each.target})
    return [(each.id, carry_crosswalk(each, old=old, new=document)) for each in touching]
