"""What the generated instruments promise to the tests that use them."""

from hypothesis import HealthCheck, Phase, find, given, settings

from surveys.instrument import Instrument
from surveys.instrument_rules import instrument_problems
from tests.surveys.strategies import instruments

FEW = settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
FIRST = settings(FEW, max_examples=300, phases=[Phase.generate])


@FEW
@given(instruments())
def test_every_generated_instrument_can_be_asked(instrument: Instrument) -> None:
    assert list(instrument_problems(instrument)) == []


def test_the_strategy_reaches_need_items_limits_and_numbers() -> None:
    def is_rich(instrument: Instrument) -> bool:
        return bool(
            any(item.pathways for item in instrument.items)
            and any(item.next_steps for item in instrument.items)
            and any(question.kind == "number" for question in instrument.questions)
        )

    assert is_rich(find(instruments(), is_rich, settings=FIRST))
