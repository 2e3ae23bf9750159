"""Instruments as XLSForm and back: equal, or different by the loss report (ANCHORS (d) 16, e2)."""

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from pyxform.xls2xform import convert

from frameworks.loss import differences
from mapping.crosswalk import load_crosswalks
from reports.interchange.xlsform.convert import read_xlsform, write_xlsform
from surveys.instrument import Instrument
from surveys.load import load_instruments
from tests.surveys.strategies import instruments

SHIPPED = list(load_instruments().values())
brief = settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=(HealthCheck.too_slow, HealthCheck.data_too_large),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)
"""A workbook is written and read each time; making a failure smaller would take minutes."""


def to_xform(content: bytes) -> tuple[str, list[str]]:
    """What ODK's own converter makes of a workbook, with its warnings."""
    warnings: list[str] = []
    return convert(content, warnings=warnings).xform, warnings


@pytest.mark.parametrize("instrument", SHIPPED, ids=lambda each: each.id)
@pytest.mark.parametrize("plain", [True, False], ids=["plain", "with our sheets"])
def test_what_ships_becomes_a_form_that_odk_accepts_without_a_warning(
    instrument: Instrument, plain: bool
) -> None:
    crosswalks = list(load_crosswalks().values())
    content, _ = write_xlsform(instrument, crosswalks=crosswalks, plain=plain)
    xform, warnings = to_xform(content)
    assert warnings == []
    assert xform.count("<bind ") > len(instrument.items) * 4 + len(instrument.questions)


@pytest.mark.parametrize("instrument", SHIPPED, ids=lambda each: each.id)
def test_what_ships_comes_back_equal_and_nothing_is_lost(instrument: Instrument) -> None:
    content, lost = write_xlsform(instrument)
    (back,), lost_again = read_xlsform(content, "form.xlsx")
    assert back == instrument
    assert lost.lost == lost_again.lost == ()


@brief
@given(instruments())
def test_any_instrument_comes_back_equal_and_odk_accepts_its_form(instrument: Instrument) -> None:
    content, lost = write_xlsform(instrument)
    (back,), lost_again = read_xlsform(content, "form.xlsx")
    assert back == instrument
    assert lost.lost == lost_again.lost == ()
    _, warnings = to_xform(content)
    assert warnings == []


@brief
@given(instruments())
def test_a_plain_form_differs_exactly_by_its_loss_report(instrument: Instrument) -> None:
    content, report = write_xlsform(instrument, plain=True)
    (back,), _ = read_xlsform(content, "form.xlsx")
    said = {each.place for each in report.lost}
    found = differences(instrument.model_dump(mode="json"), back.model_dump(mode="json"))
    assert {each.place for each in found} == said


def test_the_same_instrument_is_always_the_same_bytes() -> None:
    assert write_xlsform(SHIPPED[0]) == write_xlsform(SHIPPED[0])
