"""What the documentation says of rules is true: its example loads, and it names every word of the language."""

import re
import textwrap
from pathlib import Path

import yaml

from frameworks.model import Scoring
from frameworks.scoring.parser import FUNCTIONS, WORDS, parse
from frameworks.scoring.sets import OPENERS
from tests.frameworks.scoring.made import INPUTS

PAGE = (Path(__file__).parents[3] / "docs" / "frameworks.md").read_text()
SECTION = PAGE[PAGE.index("## How a self-assessment is scored") :].split("\n## ")[0]


def test_the_example_of_a_rule_can_be_used() -> None:
    block = re.search(r"\n    scoring:\n(?:    .*\n)+", SECTION)
    assert block is not None
    scoring = Scoring.model_validate(yaml.safe_load(textwrap.dedent(block.group()))["scoring"])
    assert [parse(each.expression, INPUTS).kind for each in scoring.results] == ["truth"]


def test_every_word_of_the_language_is_told() -> None:
    told = set(re.findall(r"[a-z_]+", " ".join(re.findall(r"`([^`]*)`", SECTION))))
    assert (FUNCTIONS | WORDS | set(OPENERS)) - told == set()
