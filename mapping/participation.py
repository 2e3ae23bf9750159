"""How many were invited and how many submitted, protected like any count of people (S7, SDC-14)."""

from collections.abc import Iterable, Sequence
from typing import cast

import pandas as pd

from mapping.cell import hidden
from mapping.contributors import one_sided
from mapping.figures import Dimension, Participation
from mapping.protect import protect_count, protect_people, share_of
from mapping.tally import with_group


def build_participation(
    invitations: pd.DataFrame, people: pd.DataFrame, dimensions: Sequence[Dimension]
) -> tuple[Participation, ...]:
    """One line for each audience and group that was handed codes or has submissions."""
    lines: list[Participation] = []
    for dimension in dimensions:
        codes, submissions = with_group(invitations, dimension), with_group(people, dimension)
        out = codes.groupby(["audience", "group"])["handed_out"].sum()
        back = submissions.groupby(["audience", "group"])["people"].sum()
        leaning = _leaning(codes, submissions) if dimension != "organisation" else set()
        for audience, code in sorted(set(out.index) | set(back.index)):
            submitted = int(back.get((audience, code), 0))
            handed_out = max(int(out.get((audience, code), 0)), submitted)
            invited, answered = protect_people(handed_out), protect_count(submitted, handed_out)
            if (audience, code) in leaning:
                invited = answered = hidden
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


def _leaning(codes: pd.DataFrame, submissions: pd.DataFrame) -> set[tuple[str, str]]:
    """(audience, group) whose codes or submissions come from too few organisations, or mostly from one."""
    place = ["audience", "group", "organisation"]
    invited, answered = codes.groupby(place)["handed_out"].sum(), submissions.groupby(place)["people"].sum()
    return one_sided(_sizes(invited)) | one_sided(_sizes(answered))


def _sizes(people: "pd.Series[int]") -> Iterable[tuple[tuple[str, str, str], int]]:
    return cast(dict[tuple[str, str, str], int], people.to_dict()).items()
