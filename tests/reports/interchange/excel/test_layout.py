"""Every field of every model has a place in a workbook, so that a new one cannot be forgotten."""

import pytest
from pydantic import BaseModel

from frameworks.model import Framework, Frozen, Item, NamedResult, Scoring, Source, Tier
from mapping.crosswalk import Crosswalk, Edge
from mapping.mapper_agreement import MapperAgreement
from reports.interchange.excel.columns import children_of, columns_of
from reports.interchange.excel.layout import LAYOUTS, LEFT_OUT
from reports.interchange.excel.words import WORDBOOK
from surveys.changes import EditionChange, ItemChange
from surveys.instrument import Instrument, NeedItem, Option, Question, Section

WHERE: dict[type[Frozen], tuple[str, ...]] = {
    Framework: (),
    Item: ("items",),
    Tier: ("tiers",),
    Scoring: ("scoring",),
    NamedResult: ("scoring", "results"),
    Instrument: (),
    Section: ("sections",),
    NeedItem: ("sections", "items"),
    Question: ("sections", "questions"),
    Crosswalk: (),
    Edge: ("edges",),
    MapperAgreement: ("agreement",),
    EditionChange: (),
    ItemChange: ("items",),
}


@pytest.mark.parametrize("model", WHERE)
def test_every_field_is_a_column_a_key_a_sheet_or_left_out_by_name(model: type[Frozen]) -> None:
    paths = {part.path for layout in LAYOUTS.values() for part in layout.parts}
    keys = {column.key.split(".")[0] for layout in LAYOUTS.values() for column in layout.meta.columns}
    homeless = [
        field
        for field in children_of(model)
        if (*WHERE[model], field) not in paths
        and field not in LEFT_OUT.get(model, ())
        and not (model is Framework and field in keys)
    ]
    assert homeless == []


@pytest.mark.parametrize("model", [*WHERE, Source, Option])
def test_every_column_says_in_words_what_to_write_and_gives_an_example(model: type[BaseModel]) -> None:
    left_out = LEFT_OUT.get(model, ()) if issubclass(model, Frozen) else ()
    written = WORDBOOK.models[model.__name__]
    wordless = [
        column.key
        for column in columns_of(model)
        if column.key not in left_out and not (column.key in written and written[column.key].example)
    ]
    assert wordless == []


def test_no_words_are_kept_for_a_field_that_is_gone() -> None:
    known = {model.__name__: set(model.model_fields) for model in (*WHERE, Source, Option)}
    extra = {
        (name, key)
        for name, fields in WORDBOOK.models.items()
        for key in fields
        if name in known and key not in known[name]
    }
    assert extra == set()


def test_a_sheet_comes_after_the_one_its_rows_belong_to() -> None:
    for layout in LAYOUTS.values():
        for number, part in enumerate(layout.parts):
            if part.owner is not None:
                assert part.path[:-1] in {before.path for before in layout.parts[:number]}
