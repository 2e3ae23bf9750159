"""Definitions as the steering group's page lists them, and what a file would change."""

import re
from collections.abc import Iterable
from itertools import pairwise
from typing import Any, NamedTuple

from app.definition_files import every_definition
from app.definition_kinds import id_of, kind_of
from app.definitions import Definitions
from app.formats import readers
from app.importing import Plan
from app.presenters.definition_files import loss_words
from frameworks.loss import LossReport
from surveys.tables import DefinitionRow

BY_ENDING = "Find it out from the file"


class Line(NamedTuple):
    """One definition: what it is called, what kind it is, and who added it; `added` is empty for one that ships."""

    id: str
    title: str
    kind: str
    edition: str
    added: str


def definition_lines(definitions: Definitions, rows: Iterable[DefinitionRow]) -> list[Line]:
    """Every definition, kind by kind."""
    added = {row.id: f"{row.added_by}, {row.added_on:%-d %B %Y}" for row in rows}
    return [
        Line(
            id=id_of(each),
            title=str(dict(each).get("title", id_of(each))),
            kind=kind_of(each).title,
            edition=str(dict(each).get("edition", "")),
            added=added.get(id_of(each), ""),
        )
        for each in every_definition(definitions)
    ]


def reader_options() -> list[dict[str, str]]:
    """The formats a file can have, for a select."""
    options = [{"value": each.key, "text": f"{each.title} ({each.suffix})"} for each in readers().values()]
    return [{"value": "", "text": BY_ENDING}, *options]


def place_words(place: str) -> str:
    """Where something differs, for a person to read.

    >>> place_words("items[3.1].title"), place_words("edition"), place_words("sections[about-you].items[N01].text")
    ('3.1, title', 'edition', 'about-you, N01, text')
    """
    found = re.findall(r"\[([^\]]+)\]|([^.\[]+)", place)
    named = [inside or word.replace("_", " ").strip() for inside, word in found]
    lists = {word for (inside, word), (after, _) in pairwise([*found, ("", "")]) if word and after}
    return ", ".join(word for word in named if word not in lists)


def plan_context(plan: Plan, loss: LossReport | None) -> dict[str, Any]:
    """What the page that shows a file before it is stored says."""
    return {
        "proposals": plan.proposals,
        "place_words": place_words,
        "dropped": plan.dropped,
        "loss": loss,
        "loss_words": loss_words(loss) if loss else "",
    }
