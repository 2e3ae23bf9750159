"""What to write in each column and key of an authoring workbook, in plain words, with an example."""

from collections.abc import Mapping
from pathlib import Path

from frameworks.definition import load_definition
from frameworks.model import Frozen

WORDS = Path(__file__).parent / "words.yaml"


class Words(Frozen):
    """What one column means, and an example of what could stand in it."""

    meaning: str
    example: str = ""


class Wordbook(Frozen):
    """Words by the model and its field; `Lead` and `Pair` are columns that no model has."""

    models: Mapping[str, Mapping[str, Words]]


def words_of(model: str, key: str) -> Words:
    """What is written for this field; its own name where nothing is."""
    return WORDBOOK.models.get(model, {}).get(key) or Words(meaning=f"{key.replace('_', ' ')}.".capitalize())


WORDBOOK = load_definition(WORDS, Wordbook)
