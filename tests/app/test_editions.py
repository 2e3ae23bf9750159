"""Which edition an organisation works with: its own version, the newest, or the one it has begun on."""

from app.carrying import Side
from app.definitions import Definitions
from app.editions import editions_for, newer_for, offered_to
from app.place import Place
from frameworks.model import AppliesTo, Framework
from mapping.carrying import Said
from tests.mapping.criteria import criterion, framework

LONDON, ELSEWHERE = "Y56", "Y60"
ONE = framework("one", criterion("A"))
OWN = framework("one-london", criterion("A")).model_copy(
    update={
        "base": "one",
        "national": "one",
        "overlay": "one-london",
        "applies_to": AppliesTo(regions=(LONDON,)),
    }
)
TWO = framework("two", criterion("A"), replaces="one")


def of(*frameworks: Framework) -> Definitions:
    return Definitions(frameworks={each.id: each for each in frameworks}, instruments={}, crosswalks={})


def place(region: str) -> Place:
    return Place("T01", "Trust", region, 1, "Autumn", "organisation-2026", is_open=True, asked=False)


def now(definitions: Definitions, region: str, *begun: str) -> list[str]:
    sides = {
        id: Side(each, {"A": Said(1)} if id in begun else {}, {}, 1, None)
        for id, each in definitions.frameworks.items()
    }
    return [each.id for each in editions_for(definitions, place(region), sides).now]


def test_an_organisation_is_offered_its_own_version_and_others_the_national_one() -> None:
    assert offered_to(of(ONE, OWN), place(LONDON)) == ["one-london"]
    assert offered_to(of(ONE, OWN), place(ELSEWHERE)) == ["one"]


def test_what_was_begun_stays_though_a_version_of_ones_own_or_a_newer_edition_came() -> None:
    assert now(of(ONE, OWN), LONDON, "one") == ["one"]
    assert now(of(ONE, TWO), ELSEWHERE, "one") == ["one"]
    assert now(of(ONE, TWO), ELSEWHERE) == ["two"]
    assert now(of(ONE, TWO), ELSEWHERE, "one", "two") == ["one", "two"]


def test_answers_can_move_to_a_version_of_ones_own_and_on_to_the_next_edition() -> None:
    own = newer_for(of(ONE, OWN), place(LONDON), ONE)
    assert own is not None
    assert own.id == "one-london"
    assert newer_for(of(ONE, OWN), place(ELSEWHERE), ONE) is None
    next_one = newer_for(of(ONE, OWN, TWO), place(LONDON), OWN)
    assert next_one is not None
    assert next_one.id == "two"
