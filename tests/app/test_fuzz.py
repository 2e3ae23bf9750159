"""Hostile requests by everybody at every route of theirs: nothing ends in a server error (SEC-10, SEC-61).

`make fuzz` sends 20,000 for each role; here a few, always the same.
"""

import pytest

from tests.fuzz.run import fuzz
from tests.fuzz.world import ROLES
from tests.people import Service


@pytest.mark.filterwarnings("ignore::Warning")  # what the client itself thinks of broken bodies
def test_sec_61_no_hostile_request_of_anybody_ends_in_a_server_error(service: Service) -> None:
    found = fuzz(service, calls=60, seed=62)
    assert found.errors == []
    for role in ROLES:
        assert found.statuses[role][200] > 0, f"the requests of a {role} reached no page"
        assert {404, 422} <= set(found.statuses[role]), f"the requests of a {role} were not hostile"
