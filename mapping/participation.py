"""How many were invited and how many submitted, protected like any count of people (SDC-14)."""

from collections.abc import Sequence

import pandas as pd

from mapping.figures import Dimension, Participation
from mapping.protect import protect_count, protect_people, share_of
from mapping.tally import with_group


def build_participation(
    invitations: pd.DataFrame, people: pd.DataFrame, dimensions: Sequence[Dimension]
) -> tuple[Participation, ...]:
    """One line for each audience and group that was handed codes or has submissions."""
    lines: list[Participation] = []
    for dimension in dimensions:
        out = with_group(invitations, dimension).groupby(["audience", "group"])["handed_out"].sum()
        back = with_group(people, dimension).groupby(["audience", "group"])["people"].sum()
        for audience, code in sorted(set(out.index) | set(back.index)):
            submitted = int(back.get((audience, code), 0))
            handed_out = max(int(out.get((audience, code), 0)), submitted)
            invited, answered = protect_people(handed_out), protect_count(submitted, handed_out)
            lines.append(
                Participation(
                    audience=audience,
                    dimension=dimension,
                    code=code,
                    handed_out=invited,
                    submitted=answered,
                    share=share_of(answered, invited),
                )
            )
    return tuple(lines)
