"""Which sheet says what of a definition: a pair of sheets for what it is and what it holds, and more for parts.

Every field of a model is a column here, a key, a sheet of its own, or is left out by name.
"""

from dataclasses import dataclass
from typing import Literal

from frameworks.model import Framework, Frozen, Item, NamedResult, Scoring, Source, Tier
from mapping.crosswalk import Crosswalk, Edge
from mapping.mapper_agreement import MapperAgreement
from reports.interchange.excel.columns import Column, column_of, columns_of
from surveys.changes import EditionChange, ItemChange
from surveys.instrument import Instrument, NeedItem, Option, Question, Section

Form = Literal["meta", "rows", "keyed", "pairs", "grouped"]
Path = tuple[str, ...]

LEFT_OUT: dict[type[Frozen], tuple[str, ...]] = {
    Framework: ("base", "national", "overlay", "applies_to", "withdrawn"),
    Item: ("changes",),
}
"""What only a framework resolved from an overlay says: how it came about, which an edition of its own has not."""


@dataclass(frozen=True)
class Part:
    """One sheet, or the rows of it whose first column says `only`.

    `path` leads to what it fills; `owner` is the column that names the entry of the part above it. The form is
    `meta` (a key and its value on each row), `rows`, `keyed` (rows under a name), `pairs` (a name and a value) or
    `grouped` (pairs under a name).
    """

    sheet: str
    path: Path
    form: Form
    columns: tuple[Column, ...]
    title: str
    owner: Column | None = None
    only: Column | None = None
    named: str = ""
    """The choice of `only` that these rows have."""
    needed: bool = False

    @property
    def lead(self) -> tuple[Column, ...]:
        """The columns before those of the model: which scale, or which entry the row belongs to."""
        return tuple(each for each in (self.only, self.owner) if each is not None)

    @property
    def all_columns(self) -> tuple[Column, ...]:
        """Every column in order."""
        return (*self.lead, *self.columns)


@dataclass(frozen=True)
class Layout:
    """Everything a kind of definition has sheets for; a part comes after the one above it."""

    key: str
    model: type[Frozen]
    parts: tuple[Part, ...]

    @property
    def meta(self) -> Part:
        """The sheet that says what the definition is."""
        return self.parts[0]

    def above(self, part: Part) -> Part | None:
        """The part that holds the entries this one belongs to; None at the top."""
        return next((each for each in self.parts if each.path == part.path[:-1] and each.path), None)

    @property
    def sheets(self) -> tuple[str, ...]:
        """Sheet names in order, each once."""
        return tuple(dict.fromkeys(part.sheet for part in self.parts))


def _meta(sheet: str, path: Path, model: type[Frozen], title: str, *, nested: tuple[str, ...] = ()) -> Part:
    """Keys of a model and, with a dot, of the models nested in it."""
    left_out = LEFT_OUT.get(model, ())
    columns = [each for each in columns_of(model) if each.key not in left_out]
    for field in nested:
        columns += [_dotted(field, each) for each in columns_of(Source)]
    return Part(sheet, path, "meta", tuple(columns), title, needed=not path)


def _dotted(field: str, column: Column) -> Column:
    return Column(
        key=f"{field}.{column.key}",
        kind=column.kind,
        words=column.words,
        required=column.required,
        choices=column.choices,
        default=column.default,
    )


def _rows(
    sheet: str, path: Path, model: type[Frozen], title: str, *, owner: str = "", needed: bool = False
) -> Part:
    left_out = LEFT_OUT.get(model, ())
    columns = tuple(each for each in columns_of(model) if each.key not in left_out)
    return Part(sheet, path, "rows", columns, title, owner=_code(owner) if owner else None, needed=needed)


def _keyed(sheet: str, path: Path, model: type[Frozen], title: str) -> Part:
    return Part(sheet, path, "keyed", (_code("key"), *columns_of(model)), title)


def _pairs(
    sheet: str, path: Path, kinds: tuple[type, type], names: tuple[str, str], title: str, *, owner: str = ""
) -> Part:
    columns = _named(*zip(names, kinds, strict=True))
    return Part(sheet, path, "pairs", columns, title, owner=_code(owner) if owner else None)


def _named(*pairs: tuple[str, type]) -> tuple[Column, ...]:
    """Columns that no model has, each with the type of what it holds."""
    found = (column_of("Pair", name, kind) for name, kind in pairs)
    return tuple(column for column in found if column is not None)


def _code(key: str) -> Column:
    column = column_of("Lead", key, str)
    assert column is not None
    return Column(key=key, kind="code", words=column.words, required=True)


def _scales(name: str) -> Part:
    scale = column_of("Lead", "scale", Literal["importance", "confidence", "support"])
    return Part("scales", (name,), "rows", columns_of(Option), SCALES_TITLE, only=scale, named=name)


SCALES_TITLE = "The words of the answers to every need item"

FRAMEWORK = Layout(
    "framework",
    Framework,
    (
        _meta("framework_meta", (), Framework, "What the framework is", nested=("source",)),
        _rows("framework_content", ("items",), Item, "Its items, in reading order", needed=True),
        _pairs(
            "item_levels",
            ("items", "levels"),
            (int, str),
            ("score", "meaning"),
            "What each score means for one item, where that differs",
            owner="item",
        ),
        _pairs(
            "item_values",
            ("items", "values"),
            (str, float),
            ("name", "value"),
            "Numbers that items state, such as hours",
            owner="item",
        ),
        _rows("tiers", ("tiers",), Tier, "Levels a standard can be met at, such as core and gold"),
        _keyed("sources", ("sources",), Source, "Where single items were read"),
        _meta("scoring_meta", ("scoring",), Scoring, "How a self-assessment is scored, if it is"),
        _pairs(
            "scoring_content",
            ("scoring", "scores"),
            (int, str),
            ("score", "meaning"),
            "The scores an item can take",
        ),
        _rows("scoring_results", ("scoring", "results"), NamedResult, "What the scores add up to"),
        _pairs(
            "result_labels",
            ("scoring", "results", "labels"),
            (int, str),
            ("number", "label"),
            "What to call the numbers a result can come to",
            owner="result",
        ),
    ),
)
INSTRUMENT = Layout(
    "instrument",
    Instrument,
    (
        _meta("instrument_meta", (), Instrument, "What the questionnaire is"),
        *(_scales(name) for name in ("importance", "confidence", "support")),
        _rows("sections", ("sections",), Section, "Its pages, in the order asked", needed=True),
        _rows(
            "items",
            ("sections", "items"),
            NeedItem,
            "Need areas, rated for importance and confidence",
            owner="section",
        ),
        _rows("questions", ("sections", "questions"), Question, "Plain questions", owner="section"),
        _rows(
            "options",
            ("sections", "questions", "options"),
            Option,
            "The answers a question can have",
            owner="question",
        ),
    ),
)
CROSSWALK = Layout(
    "crosswalk",
    Crosswalk,
    (
        _meta("crosswalk_meta", (), Crosswalk, "What is linked to what"),
        _rows("crosswalk_content", ("edges",), Edge, "The links", needed=True),
        Part(
            "target_parts",
            ("parts",),
            "grouped",
            (_code("element"), *_named(("part", str), ("meaning", str))),
            "The parts that an element of the target falls into",
        ),
        _meta(
            "agreement_meta", ("agreement",), MapperAgreement, "How far two people who mapped blind agreed"
        ),
    ),
)
CHANGES = Layout(
    "edition-change",
    EditionChange,
    (
        _meta("changes_meta", (), EditionChange, "Which edition this one follows"),
        _rows("changes", ("items",), ItemChange, "How each item changed since then"),
    ),
)
LAYOUTS = {each.key: each for each in (FRAMEWORK, INSTRUMENT, CROSSWALK, CHANGES)}
