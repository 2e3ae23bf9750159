"""Words that judge people, which nothing here may say, and what to say instead (HCPC-P3, ANCHORS (d) 9)."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from frameworks.definition import load_definition
from frameworks.document import DefinitionError, Document, Loc, Problem, read_document
from frameworks.model import Frozen

WORDS = Path(__file__).parent / "wording.yaml"
PEOPLE = "{people}"
NOT_A_LINE_BREAK = re.compile(r"[^\n]")
TEXT = "tag:yaml.org,2002:str"
NOT_OURS = {"address", "aliases", "code", "id", "licence", "owner", "short_title", "source_key"}
"""Keys whose text is a code or somebody else's own words."""

NOT_OUR_TITLES = {("title",), ("source",), ("sources",)}
"""Where a framework and its sources are called what others called them."""


class Refused(Frozen):
    """Words of one kind, and what to say instead."""

    say: str
    words: tuple[str, ...]


class Allowed(Frozen):
    """Phrases in which such a word does not judge anybody, and why."""

    because: str
    phrases: tuple[str, ...]


class Wording(Frozen):
    """The refused words and the phrases they are allowed in."""

    people: tuple[str, ...]
    refused: tuple[Refused, ...]
    allowed: tuple[Allowed, ...]


class Found(NamedTuple):
    """A refused word: where in the text it starts, and the sentence about it."""

    start: int
    sentence: str


def refused_words(text: str) -> list[str]:
    """One sentence for each kind of refused word in the text, saying what to write instead.

    >>> refused_words("Confident in own judgement.")
    []
    >>> refused_words("Is competent.")
    ["'competent': say 'confidence' or 'support': HCPC principle 3 rules out judging competence"]
    """
    return [found.sentence for found in find_refused(text)]


def find_refused(text: str) -> Iterator[Found]:
    """The first word of each refused kind, with its place; allowed phrases are looked past.

    >>> list(find_refused("Three months have passed."))
    []
    """
    seen = _allowed().sub(lambda allowed: NOT_A_LINE_BREAK.sub(".", allowed.group()), text)
    for pattern, say in _refused():
        if found := pattern.search(seen):
            yield Found(found.start(), f"'{' '.join(found.group().split())}': {say}")


def check_definition_words(folder: Path) -> list[Problem]:
    """Every refused word in the definition files of a folder. Files that cannot be read are not looked at:
    loading them says what is wrong with them."""
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.yaml")):
        try:
            document = read_document(path)
        except DefinitionError:
            continue
        problems += [
            document.problem(place, sentence)
            for place, text in _texts(document.root, ())
            if not _is_anothers(document, place)
            for sentence in refused_words(text)
        ]
    return problems


def _texts(node: Node, place: Loc) -> Iterator[tuple[Loc, str]]:
    if isinstance(node, MappingNode):
        for key, value in node.value:
            yield from _texts(value, (*place, str(key.value)))
    elif isinstance(node, SequenceNode):
        for number, value in enumerate(node.value):
            yield from _texts(value, (*place, number))
    elif isinstance(node, ScalarNode) and node.tag == TEXT:
        yield place, node.value


def _is_anothers(document: Document, place: Loc) -> bool:
    """Whether the text is a code, or what others called their own document or wrote in it."""
    if NOT_OURS & set(place):
        return True
    data = document.data
    if not isinstance(data, dict) or "owner" not in data:
        return False
    return place[:1] in NOT_OUR_TITLES or _is_quoted(data, place)


def _is_quoted(data: dict[str, Any], place: Loc) -> bool:
    """Whether the place is in a published item of a framework in its owner's words."""
    if data.get("quoted") is not True or place[:1] != ("items",):
        return False
    item = data["items"][place[1]]
    return isinstance(item, dict) and item.get("provenance") == "published"


@cache
def _wording() -> Wording:
    return load_definition(WORDS, Wording)


@cache
def _refused() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((_any_of(_spelt_out(kind.words)), kind.say) for kind in _wording().refused)


@cache
def _allowed() -> re.Pattern[str]:
    return _any_of([phrase for kind in _wording().allowed for phrase in kind.phrases])


def _spelt_out(words: tuple[str, ...]) -> list[str]:
    people = _wording().people
    return [word.replace(PEOPLE, who) for word in words for who in (people if PEOPLE in word else people[:1])]


def _any_of(phrases: list[str]) -> re.Pattern[str]:
    """Any of the phrases as whole words, the longest first; a space matches any white space."""
    longest_first = sorted(phrases, key=len, reverse=True)
    choices = "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in longest_first)
    return re.compile(rf"(?<![\w-])(?:{choices})(?![\w-])", re.IGNORECASE)
