"""When a small group's count counts as worked out."""

import numpy as np
import pytest

from mapping.attack.judge import too_narrow


@pytest.mark.parametrize(
    ("people", "low", "high", "unsafe"),
    [
        (1, 0, 1, False),
        (1, 1, 1, True),
        (2, 0, 2, False),
        (2, 0, 1, True),  # a member who said yes knows that the other did not
        (3, 0, 3, False),
        (3, 1, 3, True),  # two members of whom neither said yes know that the third did
        (9, 0, 5, False),
        (9, 0, 4, True),  # under half of what was known before
        (9, 4, 9, False),
        (9, 9, 9, True),
    ],
)
def test_sdc_05_a_count_is_worked_out(people: int, low: int, high: int, unsafe: bool) -> None:
    assert too_narrow(np.array([people]), np.array([low]), np.array([high])).tolist() == [unsafe]
