"""A release small enough to see: two need items, one nation, two regions, one of them withheld."""

from datetime import date

from mapping.cell import Cell, hidden
from mapping.figures import FactFigures, Group, ItemFigures, Part, Participation, Release
from reports.values import number_cell
from surveys.instrument import Instrument, NeedItem, Option, Question, Section

ASKED = Instrument(
    id="preceptee-test",
    title="Test",
    edition="1",
    audience="preceptee",
    source="Test",
    sections=(
        Section(
            code="first",
            title="First section",
            items=(NeedItem(code="N01", text="Asking for help"), NeedItem(code="N02", text="Night shifts")),
        ),
        Section(code="second", title="Second section", items=(NeedItem(code="N03", text="Audit"),)),
        Section(
            code="plans",
            title="Plans",
            questions=(
                Question(
                    code="stays",
                    text="Do you plan to stay?",
                    kind="single",
                    options=(Option(code="yes", label="Yes"), Option(code="not-sure", label="Not sure")),
                ),
            ),
        ),
    ),
)


def count(value: float) -> Cell:
    """A shown count."""
    return number_cell(value, "count")


def percent(value: float) -> Cell:
    """A shown share, 0 to 100."""
    return number_cell(value, "percent")


def figures(item: str, *, n: float, need: float, important: float = 60, confident: float = 40) -> ItemFigures:
    """One item's figures with everything shown."""
    return ItemFigures(
        item=item,
        n=count(n),
        missing=hidden,
        not_in_role=hidden,
        need=count(need),
        need_share=percent(100 * need / n),
        need_low=percent(10),
        need_high=percent(90),
        important=count(n * important / 100),
        important_share=percent(important),
        confident=count(n * confident / 100),
        confident_share=percent(confident),
        mean_importance=number_cell(3.5, "mean"),
        mean_confidence=number_cell(3.0, "mean"),
        rds=number_cell(-10, "score"),
    )


def hidden_figures(item: str) -> ItemFigures:
    """One item's figures with nothing shown."""
    names = [name for name in ItemFigures.model_fields if name != "item"]
    return ItemFigures(item=item, **dict.fromkeys(names, hidden))


def group(dimension: str, code: str, **changes: object) -> Group:
    """A group of preceptees."""
    return Group.model_validate(
        {"audience": "preceptee", "dimension": dimension, "code": code, "people": count(100)} | changes
    )


def release(*items: ItemFigures, extra: tuple[Part, ...] = ()) -> Release:
    """A release with these national items, and a fact."""
    fact = FactFigures(question="stays", value="yes", n=count(100), count=count(80), share=percent(80))
    return Release(
        number=1,
        time_point="Spring",
        made_on=date(2026, 3, 1),
        rules="test",
        code_version="0",
        instruments={"preceptee": ASKED.id},
        parts=(Part(group=group("nation", "all"), items=items, facts=(fact,)), *extra),
        participation=(
            Participation(
                audience="preceptee",
                dimension="nation",
                code="all",
                handed_out=count(125),
                submitted=count(100),
                share=percent(80),
            ),
        ),
        provision=(),
        content_hash="0",
    )


WITHHELD = Part(group=group("region", "Y63", people=hidden, withheld="too-few-people"))
