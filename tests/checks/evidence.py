"""What we say about each check by hand: what it asks, whether it applies, and how far it is shown."""

from pathlib import Path
from typing import Literal

import yaml
from pydantic import Field

from frameworks.model import Frozen

HERE = Path(__file__).parent
COUNTS = {"SEC": 62, "REL": 47, "SDC": 26, "UX": 42, "AUTH": 14, "OPS": 20}
"""How many checks of each kind there are: 211 together."""


class Judgement(Frozen):
    """One check. `tests` are names of tests, `name@file` where two files have one of that name."""

    asks: str = Field(min_length=10)
    applies: str = Field(default="yes", pattern=r"^(yes|no: .+)$")
    result: Literal["shown", "partly", "not shown"] = "not shown"
    tests: tuple[str, ...] = ()
    note: str = ""


def every_check() -> list[str]:
    """The ids of all 211 checks in their order."""
    return [f"{kind}-{number:02}" for kind, count in COUNTS.items() for number in range(1, count + 1)]


def load_judgements(folder: Path = HERE) -> dict[str, Judgement]:
    """What we say about each check, by id. A key that is none of ours is refused with the file."""
    said: dict[str, Judgement] = {}
    for path in sorted(folder.glob("*.yaml")):
        for check, judged in yaml.safe_load(path.read_text()).items():
            if check in said:
                raise ValueError(f"{path.name}: {check} is there twice; keep one.")
            said[check] = Judgement.model_validate(judged)
    return said
