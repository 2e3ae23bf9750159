"""What a learning plan starts from: the need areas of the questionnaires, their support, and where to learn."""

from app.definitions import Definitions
from surveys.instrument import Instrument, NeedItem, Option
from surveys.resource import Resource


def need_of(definitions: Definitions, code: str | None) -> tuple[str, NeedItem] | None:
    """A preceptee's need area by its code, with the questionnaire that asks it, the latest one first."""
    for instrument in reversed(_for_preceptees(definitions)):
        item = instrument.item(code) if code else None
        if item is not None:
            return instrument.id, item
    return None


def resources_for(definitions: Definitions, set_id: str, code: str) -> tuple[Resource, ...]:
    """The places to learn from that speak to one item."""
    return tuple(each for each in definitions.resources if each.reaches(set_id, code))


def support_options(definitions: Definitions) -> tuple[Option, ...]:
    """The kinds of support a preceptee can choose from."""
    return _for_preceptees(definitions)[-1].support


def _for_preceptees(definitions: Definitions) -> list[Instrument]:
    found = [each for each in definitions.instruments.values() if each.audience == "preceptee"]
    return sorted(found, key=lambda each: each.edition)
