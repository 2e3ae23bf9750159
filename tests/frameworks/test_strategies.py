"""What the generated frameworks promise to the tests that use them."""

from hypothesis import HealthCheck, Phase, find, given, settings

from frameworks.load import framework_rules
from frameworks.model import Framework
from tests.frameworks.strategies import frameworks

FEW = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
FIRST = settings(FEW, max_examples=300, phases=[Phase.generate])


@FEW
@given(frameworks())
def test_every_generated_framework_keeps_the_rules(framework: Framework) -> None:
    assert list(framework_rules(framework)) == []


def test_the_strategy_reaches_scoring_tiers_parents_and_numbers() -> None:
    def is_rich(framework: Framework) -> bool:
        return bool(
            framework.scoring
            and any(item.tier for item in framework.items)
            and any(item.parent for item in framework.items)
            and any(item.values for item in framework.items)
            and any(item.levels for item in framework.items)
        )

    assert is_rich(find(frameworks(), is_rich, settings=FIRST))


def test_editions_and_items_come_with_their_optional_fields() -> None:
    found = find(frameworks(), lambda each: each.in_force_from is not None, settings=FIRST)
    assert found.model_fields_set >= {"languages", "aliases", "replaces", "in_force_to", "sources", "tiers"}
    assert found.items[0].model_fields_set >= {"was", "actor", "tier", "mandatory", "source_key", "values"}
