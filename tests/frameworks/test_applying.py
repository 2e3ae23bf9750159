from frameworks.applying import applies_to, own_version, steps_above
from frameworks.model import AppliesTo
from frameworks.resolve import resolve
from tests.frameworks.overlays import change, london, national, overlay

BASE = national()
LONDON = resolve(BASE, london(BASE))
WHERE = AppliesTo(organisations=("RJ1",))
TRUST = resolve(LONDON, overlay(LONDON, change("withdraw", "5.2"), id="trust", applies=WHERE))
EVERY = {each.id: each for each in (BASE, LONDON, TRUST)}


def own(organisation: str | None, region: str | None) -> str:
    return own_version(BASE, EVERY, organisation=organisation, region=region).id


def test_each_organisation_has_the_version_closest_to_it() -> None:
    assert own("RX1", "Y60") == "national"
    assert own("RX1", None) == "national"
    assert own("RX1", "Y56") == "london"
    assert own("RJ1", "Y56") == "trust"
    assert own(None, "Y56") == "london"


def test_a_trust_that_builds_on_the_national_edition_keeps_its_own_in_a_region_that_has_one() -> None:
    alone = resolve(BASE, overlay(BASE, change("withdraw", "5.2"), id="alone", applies=WHERE))
    every = {each.id: each for each in (BASE, LONDON, alone)}
    assert own_version(BASE, every, organisation="RJ1", region="Y56").id == "alone"


def test_steps_count_the_overlays_in_between() -> None:
    assert [steps_above(each, EVERY) for each in EVERY.values()] == [0, 1, 2]


def test_an_edition_applies_everywhere() -> None:
    assert applies_to(BASE, organisation=None, region=None)
    assert not applies_to(LONDON, organisation="RX1", region=None)
