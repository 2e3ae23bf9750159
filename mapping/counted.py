"""What the database hands over for a release: counts, nothing of one person."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from surveys.counts import (
    AssessmentScore,
    FactCount,
    InvitationCount,
    PersonCount,
    ProvisionAnswer,
    RatingCount,
)


@dataclass(frozen=True)
class Counts:
    """Everything a release is made from. Each is rows or a frame with the same columns.

    `erased` is how many submitted responses of a cell have ever been erased.
    """

    ratings: Sequence[RatingCount] | pd.DataFrame
    people: Sequence[PersonCount] | pd.DataFrame
    facts: Sequence[FactCount] | pd.DataFrame = ()
    invitations: Sequence[InvitationCount] | pd.DataFrame = ()
    provision: Sequence[ProvisionAnswer] | pd.DataFrame = ()
    erased: Sequence[PersonCount] | pd.DataFrame = ()
    assessments: Sequence[AssessmentScore] | pd.DataFrame = ()
