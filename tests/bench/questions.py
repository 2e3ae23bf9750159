"""The shipped instruments made equally long: everyone is asked ITEMS need items."""

from dataclasses import replace

from app.definitions import Definitions, load_definitions
from surveys.instrument import Instrument, NeedItem

ITEMS = 50
AUDIENCES = ("preceptee", "preceptor")


def bench_definitions() -> Definitions:
    """The shipped definitions, with ITEMS items for every preceptee and preceptor."""
    shipped = load_definitions()
    padded = {
        id: _padded(instrument) if instrument.audience in AUDIENCES else instrument
        for id, instrument in shipped.instruments.items()
    }
    return replace(shipped, instruments=padded)


def instrument_for(definitions: Definitions, audience: str) -> Instrument:
    """The instrument of one audience."""
    return next(each for each in definitions.instruments.values() if each.audience == audience)


def _padded(instrument: Instrument) -> Instrument:
    sections = [
        section.model_copy(
            update={
                "items": tuple(
                    item.model_copy(update={"pathways": (), "transitions": ()}) for item in section.items
                )
            }
        )
        for section in instrument.sections
    ]
    last = max(at for at, section in enumerate(sections) if section.items)
    more = tuple(
        NeedItem(code=f"X{number:02}", text=f"A further area of need, number {number}")
        for number in range(1, ITEMS - len(instrument.items) + 1)
    )
    sections[last] = sections[last].model_copy(update={"items": sections[last].items + more})
    return instrument.model_copy(update={"sections": tuple(sections)})
