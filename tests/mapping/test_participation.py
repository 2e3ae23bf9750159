"""Codes handed out and submissions are people too."""

import pytest

from mapping.participation import build_participation
from mapping.tally import frame_of
from surveys.counts import InvitationCount, PersonCount
from tests.mapping.samples import people


def lines(
    handed_out: dict[str, int], submitted: dict[str, int]
) -> dict[tuple[str, str], tuple[str, str, str]]:
    invitations = [
        InvitationCount("preceptee", trust, "Y56", number, 0) for trust, number in handed_out.items()
    ]
    submissions = [people(trust, number) for trust, number in submitted.items()]
    made = build_participation(
        frame_of(invitations, InvitationCount),
        frame_of(submissions, PersonCount),
        ("nation", "region", "organisation"),
    )
    return {
        (line.dimension, line.code): (line.handed_out.text, line.submitted.text, line.share.text)
        for line in made
    }


def test_the_share_is_of_codes_handed_out() -> None:
    found = lines({"T1": 40, "T2": 40, "T3": 40}, {"T1": 20, "T2": 20, "T3": 20})
    assert found["nation", "all"] == found["region", "Y56"] == ("120", "60", "50%")
    assert found["organisation", "T1"] == ("40", "20", "50%")


def test_few_codes_are_not_counted_in_public() -> None:
    assert lines({"T1": 9}, {"T1": 9})["organisation", "T1"] == ("[c]", "[c]", "[c]")


def test_everybody_and_nobody_read_the_same() -> None:
    found = lines({"T1": 40, "T2": 40}, {"T1": 40})
    assert found["organisation", "T1"] == found["organisation", "T2"] == ("40", "[c]", "[c]")


@pytest.mark.parametrize("trusts", [{"T1": 60}, {"T1": 30, "T2": 30}, {"T1": 100, "T2": 10, "T3": 10}])
def test_a_region_that_is_mostly_one_organisation_is_hidden(trusts: dict[str, int]) -> None:
    found = lines(trusts, {trust: number // 2 for trust, number in trusts.items()})
    assert found["region", "Y56"] == ("[c]", "[c]", "[c]")


def test_more_submissions_than_codes_on_record_are_their_own_base() -> None:
    assert lines({}, {"T1": 20})["organisation", "T1"] == ("20", "[c]", "[c]")
