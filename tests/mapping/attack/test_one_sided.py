"""What is hidden because of who answered, not because of how few did, tells the attacker nothing false."""

from datetime import date

from mapping.attack.attack import blocks_of
from mapping.attack.block import holds
from mapping.attack.seen import Seen
from mapping.counted import Counts
from mapping.release import build_release
from tests.mapping.samples import INSTRUMENTS, people, ratings


def test_an_item_hidden_for_those_asked_says_nothing_of_how_many_rated_it() -> None:
    # asked: 61 of 100 in one organisation, so nothing is published; rated: 51 of 90, which alone would be
    rows = [
        ratings("T1", 25, (5, 3)),
        ratings("T1", 26, (3, 3)),
        ratings("T1", 10, (5, None)),
        ratings("T2", 20, (5, 3)),
        ratings("T3", 19, (3, 3)),
    ]
    counts = Counts(ratings=rows, people=[people("T1", 61), people("T2", 40), people("T3", 40)])
    release = build_release(
        number=1,
        time_point="Autumn",
        made_on=date(2026, 11, 24),
        code_version="test",
        instruments=INSTRUMENTS,
        counts=counts,
    )
    for block in blocks_of([Seen(release, counts)]):
        for fact in block.facts:
            assert holds(fact, block.truth), (block.name, fact.source)
