"""Places to learn from: titles and public addresses as data, each linked to needs and to framework items."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from frameworks.definition import DefinitionError, Loc, Problem, check_folder
from frameworks.model import Framework, Frozen
from surveys.instrument import Instrument

RESOURCES = Path(__file__).parent / "resources"
Seen = Literal["opened", "stored copy", "named"]


class Resource(Frozen):
    """One public page. `speaks_to` names items by the id of their questionnaire or framework.

    `checked` is the day somebody last saw that the address leads to what the title says: they opened it, saw
    a stored copy of the page, or found the address named in a source.
    """

    id: str
    title: str
    publisher: str
    address: str
    purpose: str
    checked: date
    how: Seen
    speaks_to: dict[str, tuple[str, ...]]

    def reaches(self, set_id: str, code: str) -> bool:
        """True when it speaks to this item."""
        return code in self.speaks_to.get(set_id, ())


class ResourceList(Frozen):
    """One file of resources."""

    id: str
    title: str
    edition: str
    note: str
    resources: tuple[Resource, ...]


def load_resources(folder: Path = RESOURCES) -> tuple[Resource, ...]:
    """Every resource, in the order of the files. Raises DefinitionError with every problem placed."""
    found, problems = check_folder(folder, ResourceList, rule=list_rules)
    if problems:
        raise DefinitionError(tuple(problems))
    return tuple(resource for each in found.values() for resource in each.resources)


def check_resources(frameworks: Path, instruments: Path, resources: Path = RESOURCES) -> list[Problem]:
    """Every problem in the files of resources, given the folders that hold what they speak to."""
    sets = _codes(frameworks, instruments)

    def rules(found: ResourceList) -> Iterator[tuple[Loc, str]]:
        yield from list_rules(found)
        yield from link_rules(found, sets)

    return check_folder(resources, ResourceList, rule=rules)[1]


def list_rules(found: ResourceList) -> Iterator[tuple[Loc, str]]:
    """What is wrong with a well-shaped list by itself: repeats, and addresses nobody could open."""
    first: dict[str, int] = {}
    for index, resource in enumerate(found.resources):
        before = first.setdefault(resource.id, index)
        if before != index:
            yield ("resources", index, "id"), f"repeats the id of resources[{before}]: '{resource.id}'"
        problem = address_problem(resource.address)
        if problem:
            yield ("resources", index, "address"), problem
        if not any(resource.speaks_to.values()):
            yield ("resources", index, "speaks_to"), "speaks to nothing; name an item, or take it out"


def link_rules(found: ResourceList, sets: Mapping[str, set[str]]) -> Iterator[tuple[Loc, str]]:
    """Links to items that are not there. `sets` holds the codes of each framework and questionnaire."""
    for index, resource in enumerate(found.resources):
        for set_id, codes in resource.speaks_to.items():
            loc: Loc = ("resources", index, "speaks_to", set_id)
            if set_id not in sets:
                yield loc, f"there is no framework or questionnaire {set_id}; known: {', '.join(sets)}"
                continue
            for place, code in enumerate(codes):
                if code not in sets[set_id]:
                    yield (*loc, place), f"{set_id} has no item {code}"


def address_problem(address: str) -> str:
    """Why an address cannot be opened by anybody; empty when it can.

    >>> address_problem("https://www.hcpc-uk.org/cpd/")
    ''
    >>> address_problem("www.hcpc-uk.org")
    "'www.hcpc-uk.org' is not a public address; start it with https:// and the site's name"
    """
    parts = urlsplit(address)
    public = parts.scheme in {"http", "https"} and "." in (parts.hostname or "") and not parts.username
    if public and address.isprintable() and address.isascii() and " " not in address:
        return ""
    return f"'{address}' is not a public address; start it with https:// and the site's name"


def _codes(frameworks: Path, instruments: Path) -> dict[str, set[str]]:
    known, _ = check_folder(frameworks, Framework)
    asked, _ = check_folder(instruments, Instrument)
    sets = {framework.id: {item.code for item in framework.items} for framework in known.values()}
    return sets | {instrument.id: {item.code for item in instrument.items} for instrument in asked.values()}
