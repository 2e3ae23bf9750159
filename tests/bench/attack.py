"""How long the attack on a full-size release takes: 120 organisations, every item, up to three earlier releases.

Run with `python -m tests.bench.attack`; SDC-25 asks for under 10 minutes on 2 cores.
"""

import os
import random
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.bands import BANDS
from app.processes import side_by_side
from mapping.attack.attack import Progress, protect_release
from mapping.attack.seen import Seen
from mapping.carry import NOTHING, what_to_carry
from mapping.counted import Counts
from mapping.figures import Release
from mapping.hides import Hides
from mapping.release import build_release
from surveys.counts import PersonCount, RatingCount
from surveys.instrument import NeedItem
from surveys.load import load_instruments

PAGE = Path(__file__).parents[2] / "docs" / "attack-performance.md"
MOST_SECONDS = 600
ORGANISATIONS, PEOPLE = 120, {"preceptee": 1400, "preceptor": 420}
GROWTH = (0.7, 0.8, 0.9, 1.0)
"""Which share of the people had submitted by each release."""

REGIONS = ("Y56", "Y58", "Y59", "Y60", "Y61", "Y62", "Y63")
PATHWAYS, WEIGHTS = ("diagnostic", "therapeutic", "ultrasound", "nuclear-medicine", "mri"), (70, 18, 6, 3, 3)
STAGES = ("under-3", "3-to-5", "6-to-11", "12-to-24", "over-24")
INSTRUMENTS = {instrument.audience: instrument for instrument in load_instruments().values()}
Answers = list[tuple[str, int | None, int | None, bool]]
Person = tuple[PersonCount, Answers]


def people(seed: int) -> list[Person]:
    """Everybody who will have submitted by the last release, in the order they do."""
    dice = random.Random(seed)
    sizes = [dice.gammavariate(4, 1) for _ in range(ORGANISATIONS)]
    found = []
    for audience, number in PEOPLE.items():
        for place in dice.choices(range(ORGANISATIONS), weights=sizes, k=number):
            pathway = dice.choices(PATHWAYS, weights=WEIGHTS)[0]
            stage = dice.choice(STAGES) if audience == "preceptee" else None
            region = REGIONS[place % len(REGIONS)]
            who = PersonCount(audience, f"ZZ{place:03}", region, pathway, stage, 1)
            found.append((who, [_rating(dice, item.code) for item in _asked(audience, pathway)]))
    dice.shuffle(found)
    return found


def _asked(audience: str, pathway: str) -> list[NeedItem]:
    items = INSTRUMENTS[audience].items
    return [item for item in items if not item.pathways or pathway in item.pathways]


def _rating(dice: random.Random, code: str) -> tuple[str, int | None, int | None, bool]:
    chance = dice.random()
    if chance < 0.05:
        return code, None, None, True
    if chance < 0.08:
        return code, 4, None, False
    return code, dice.choice((2, 3, 4, 4, 5)), dice.choice((1, 2, 3, 3, 4, 5)), False


def counts_of(everybody: list[Person]) -> Counts:
    """Joint counts of these people's answers."""
    persons = Counter(who[:5] for who, _ in everybody)
    ratings = Counter((*who[:5], *answer) for who, answers in everybody for answer in answers)
    return Counts(
        ratings=[RatingCount(*cell, count) for cell, count in ratings.items()],  # type: ignore[arg-type]
        people=[PersonCount(*cell, count) for cell, count in persons.items()],  # type: ignore[arg-type]
    )


def build(number: int, counts: Counts, earlier: list[Seen], hides: Hides) -> Release:
    """A release after the earlier ones."""
    made_from = {each.release.number: each.counts for each in earlier}
    return build_release(
        number=number,
        time_point="Bench",
        made_on=date(2026, 11, 25),
        code_version="bench",
        instruments=INSTRUMENTS,
        counts=counts,
        bands=BANDS,
        hides=hides,
        carried=what_to_carry(earlier[-1].release, counts, made_from) if earlier else NOTHING,
    )


@dataclass(frozen=True)
class Attacked:
    """One attack: how many earlier releases it took together, what it came to, and how long it took."""

    earlier: int
    questions: int
    attacked: int
    determinable: int
    inherited: int
    hidden: int
    seconds: float


def main() -> None:
    """Make four releases, each attacked together with those before it, and write how long each took."""
    everybody = people(1)
    seen: list[Seen] = []
    runs: list[Attacked] = []
    for number, share in enumerate(GROWTH, start=1):
        counts = counts_of(everybody[: int(share * len(everybody))])
        made, run = _protected(number, counts, seen)
        seen.append(made)
        runs.append(run)
        print(run, flush=True)
    PAGE.write_text(page_of(runs))


def page_of(runs: Sequence[Attacked]) -> str:
    """`docs/attack-performance.md`."""
    heads = (
        "earlier releases",
        "seconds",
        "counts attacked",
        "worked out",
        "known before",
        "figures hidden to protect others",
    )
    rows = [
        (each.earlier, round(each.seconds), each.attacked, each.determinable, each.inherited, each.hidden)
        for each in runs
    ]
    lines = [
        "# How long the attack takes",
        "",
        "Made by `python -m tests.bench.attack`, which writes this page.",
        "",
        f"{ORGANISATIONS} organisations, {sum(PEOPLE.values()):,} people, 60 items in {runs[-1].questions} questions, "
        "every attacker, each release attacked together with those before it, on "
        f"{os.cpu_count()} processor cores. SDC-25 asks that the last ends within 10 minutes: "
        f"{'reached' if runs[-1].seconds < MOST_SECONDS else 'missed'}.",
        "",
        f"| {' | '.join(heads)} |",
        f"|{' --- |' * len(heads)}",
        *(f"| {' | '.join(f'{number:,}' for number in row)} |" for row in rows),
        "",
        "* Every release is attacked by the insider, by the largest and the smallest organisation, and by the two "
        "largest of each of 7 regions together.",
        "* Known before: earlier releases alone tell as much to attackers who were not tried then, such as two "
        "organisations that have become the largest of their region since.",
        "* Plain questions and derived ones add questions of their own, most of them quick.",
    ]
    return "\n".join(lines) + "\n"


def _protected(number: int, counts: Counts, earlier: list[Seen]) -> tuple[Seen, Attacked]:
    """The next release, protected."""
    started = time.perf_counter()
    with side_by_side(counts) as executor:
        made = protect_release(
            lambda hides: build(number, counts, earlier, hides),
            counts,
            earlier=earlier,
            executor=executor,
            progress=_tell(started),
        )
    report = made.report
    run = Attacked(
        earlier=len(earlier),
        questions=report.questions,
        attacked=sum(each.attacked for each in report.scenarios),
        determinable=report.determinable,
        inherited=report.inherited,
        hidden=len(made.hides),
        seconds=time.perf_counter() - started,
    )
    return Seen(made.release, counts, made.hides), run


def _tell(started: float) -> Progress:
    told = [-1]

    def progress(done: int, of: int) -> None:
        if of and done * 20 // of != told[0]:
            told[0] = done * 20 // of
            print(f"  {done} of {of} after {time.perf_counter() - started:.0f} s", flush=True)

    return progress


if __name__ == "__main__":
    main()
