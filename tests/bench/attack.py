"""How long the attack on a full-size release takes: 120 organisations, every item, up to three earlier releases.

Run with `python -m tests.bench.attack`; SDC-25 asks for under 10 minutes on 2 cores.
"""

import random
import time
from collections import Counter
from datetime import date

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


def main() -> None:
    """Make four releases, each attacked together with those before it, and say how long each took."""
    everybody = people(1)
    seen: list[Seen] = []
    for number, share in enumerate(GROWTH, start=1):
        counts = counts_of(everybody[: int(share * len(everybody))])
        seen.append(_protected(number, counts, seen))


def _protected(number: int, counts: Counts, earlier: list[Seen]) -> Seen:
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
    print(
        f"{ORGANISATIONS} organisations, {report.questions} questions, {len(earlier)} earlier releases: "
        f"{time.perf_counter() - started:.0f} s"
    )
    print(
        f"{sum(each.attacked for each in report.scenarios):,} counts attacked, {report.determinable} worked out, "
        f"{report.inherited} known before, {len(made.hides)} figures hidden to protect others"
    )
    return Seen(made.release, counts, made.hides)


def _tell(started: float) -> Progress:
    told = [-1]

    def progress(done: int, of: int) -> None:
        if of and done * 20 // of != told[0]:
            told[0] = done * 20 // of
            print(f"  {done} of {of} after {time.perf_counter() - started:.0f} s", flush=True)

    return progress


if __name__ == "__main__":
    main()
