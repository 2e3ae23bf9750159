"""Invented nations of a few hundred people, like those `CHECKS.md` Appendix A measured on."""

from dataclasses import dataclass

import numpy as np

from mapping.attack.block import Block, Whole
from mapping.attack.seen import NEVER

TRUSTS = 9
REGIONS = ("Y56", "Y58", "Y60")
PATHWAYS, WEIGHTS = ("diagnostic", "therapeutic", "ultrasound"), (0.72, 0.18, 0.10)
STAGES, SHARES = ("start", "later"), (0.85, 0.15)


@dataclass(frozen=True, eq=False)
class Population:
    """People by organisation, pathway and months in post, and how many of each have the need."""

    places: dict[str, np.ndarray]
    people: Whole
    need: Whole

    def block(self) -> Block:
        """The population as the attacker's unknowns, with no facts yet."""
        truth = np.stack([self.need, self.people - self.need], axis=1)
        return Block("preceptee", "A01 need", self.places, self.people, truth, {"need": (0,)}, ())


def population(seed: int, *, rate: float, people: int = 220) -> Population:
    """So many people, of whom about `rate` have the need, in organisations of uneven size."""
    dice = np.random.default_rng(seed)
    sizes = dice.dirichlet(np.full(TRUSTS, 4.0))
    chances = np.einsum("i,j,k->ijk", sizes, WEIGHTS, SHARES).ravel()
    counts = dice.multinomial(people, chances)
    trust, pathway, stage = (each.ravel() for each in np.indices((TRUSTS, len(PATHWAYS), len(STAGES))))
    kept = counts > 0
    places = {
        "organisation": np.array([f"T{each}" for each in trust], dtype=object)[kept],
        "region": np.array([REGIONS[each % len(REGIONS)] for each in trust], dtype=object)[kept],
        "pathway": np.array(PATHWAYS, dtype=object)[pathway][kept],
        "stage": np.array(STAGES, dtype=object)[stage][kept],
        "joined": np.zeros(int(kept.sum()), dtype=np.int64),
        "left": np.full(int(kept.sum()), NEVER),
    }
    return Population(places, counts[kept], dice.binomial(counts[kept], rate))
