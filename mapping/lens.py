"""Three lenses as data: constructs that tie the questionnaires together, thresholds, and the table of actions.

The table is total: every combination of levels is in exactly one rule. A lens that is not known, or not clear,
never gives a confident action (`DESIGN.md` 4).
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import product
from pathlib import Path
from typing import Literal, NamedTuple, get_args

from pydantic import Field

from frameworks.definition import DefinitionError, Loc, Problem, check_folder
from frameworks.model import Frozen
from surveys.instrument import Instrument

NeedLevel = Literal["high", "low", "unclear", "hidden", "not asked"]
CapacityLevel = Literal["enough", "short", "unclear", "hidden", "not asked"]
ProvisionLevel = Literal["in place", "partly", "not in place", "hidden", "not asked"]
Limit = Literal["time", "preceptors"]
Action = Literal[
    "learn",
    "release time",
    "recruit or train preceptors",
    "change the service",
    "maintain",
    "monitor",
    "unknown",
]
CAREFUL: dict[str, tuple[Action, ...]] = {
    "hidden": ("unknown",),
    "not asked": ("unknown",),
    "unclear": ("unknown", "monitor"),
}
"""The only actions that a lens at this level may lead to."""

Wrong = tuple[Loc, str]
Values = Mapping[str, Sequence[str]]


class Threshold(Frozen):
    """A share, 0 to 100, and why it is where it is."""

    percent: float = Field(ge=0, le=100)
    rationale: str


class Thresholds(Frozen):
    """Where levels part. Need and capacity are high, low, enough or short only when a whole interval lies beyond."""

    need: Threshold
    capacity: Threshold
    in_place: Threshold
    not_in_place: Threshold


class Source(Frozen):
    """What a lens reads: need items, or some answers to one question. `says` follows the share in a sentence."""

    says: str
    items: tuple[str, ...] = ()
    question: str = ""
    values: tuple[str, ...] = ()


class Construct(Frozen):
    """One thing that preceptorship is about. `limit` is what its capacity figure speaks of.

    A lens without a source is not asked.
    """

    code: str = Field(pattern=r"^[a-z][a-z0-9\-]*$")
    title: str
    gist: str
    need: tuple[str, ...] = Field(min_length=1)
    limit: Limit
    capacity: Source | None = None
    provision: Source | None = None


class Case(NamedTuple):
    """One row of the table of actions, enumerated."""

    limit: Limit
    need: NeedLevel
    capacity: CapacityLevel
    provision: ProvisionLevel


class Rule(Frozen):
    """What to consider for every case its levels hold; a lens left out holds every level."""

    limit: tuple[Limit, ...] = get_args(Limit)
    need: tuple[NeedLevel, ...] = get_args(NeedLevel)
    capacity: tuple[CapacityLevel, ...] = get_args(CapacityLevel)
    provision: tuple[ProvisionLevel, ...] = get_args(ProvisionLevel)
    action: Action
    because: str

    @property
    def cases(self) -> Iterator[Case]:
        """Every case this rule decides."""
        return map(Case._make, product(self.limit, self.need, self.capacity, self.provision))


CASES: tuple[Case, ...] = tuple(
    Case(limit, need, capacity, provision)
    for limit in get_args(Limit)
    for need in get_args(NeedLevel)
    for capacity in get_args(CapacityLevel)
    for provision in get_args(ProvisionLevel)
)


class Lenses(Frozen):
    """One edition: the questionnaires it reads, constructs, thresholds and rules."""

    id: str = Field(pattern=r"^[a-z][a-z0-9\-]*$")
    title: str
    edition: str
    source: str
    preceptee: str
    preceptor: str
    organisation: str
    thresholds: Thresholds
    constructs: tuple[Construct, ...]
    rules: tuple[Rule, ...]

    def find(self, code: str) -> Construct | None:
        """The construct with this code, or None."""
        return next((each for each in self.constructs if each.code == code), None)

    def decide(self, case: Case) -> Rule:
        """The one rule that holds a case."""
        return next(rule for rule in self.rules if case in set(rule.cases))


LENSES = Path(__file__).parent / "lenses"


def load_lenses(
    instruments: Mapping[str, Instrument], bands: Values, folder: Path = LENSES
) -> dict[str, Lenses]:
    """Every edition by id. Raises DefinitionError with every problem placed. `bands` as in a release."""
    found, problems = check_folder(
        folder, Lenses, rule=partial(lens_problems, instruments=instruments, bands=bands)
    )
    if problems:
        raise DefinitionError(tuple(problems))
    return found


def check_lenses(instruments: Path, bands: Values, folder: Path = LENSES) -> list[Problem]:
    """Every problem in the files of lenses, given the folder of the questionnaires they read."""
    asked, _ = check_folder(instruments, Instrument)
    return check_folder(folder, Lenses, rule=partial(lens_problems, instruments=asked, bands=bands))[1]


def lens_problems(lenses: Lenses, *, instruments: Mapping[str, Instrument], bands: Values) -> Iterator[Wrong]:
    """Everything wrong with well-shaped lenses, and how to put it right."""
    yield from _table_problems(lenses)
    asked = {name: getattr(lenses, name) for name in ("preceptee", "preceptor", "organisation")}
    missing = {name: id for name, id in asked.items() if id not in instruments}
    for name, id in missing.items():
        yield (name,), f"there is no questionnaire {id}; known: {', '.join(instruments)}"
    if missing:
        return
    yield from _need_problems(lenses, instruments[lenses.preceptee])
    for number, construct in enumerate(lenses.constructs):
        for name, source in (("capacity", construct.capacity), ("provision", construct.provision)):
            if source is not None:
                instrument = instruments[lenses.preceptor if name == "capacity" else lenses.organisation]
                for loc, message in _source_problems(source, instrument, bands):
                    yield ("constructs", number, name, *loc), message


def _table_problems(lenses: Lenses) -> Iterator[Wrong]:
    """Each case is in exactly one rule, and no uncertain lens leads to a confident action."""
    decided = Counter(case for rule in lenses.rules for case in rule.cases)
    for case in CASES:
        if decided[case] != 1:
            held = "no rule" if not decided[case] else f"{decided[case]} rules"
            yield ("rules",), f"{_case_words(case)} is in {held}; every case must be in exactly one"
            break
    for number, rule in enumerate(lenses.rules):
        levels = sorted({level for case in rule.cases for level in case[1:] if level in CAREFUL})
        for level in levels:
            if rule.action not in CAREFUL[level]:
                allowed = " or ".join(CAREFUL[level])
                yield ("rules", number, "action"), f"a lens that is {level} may only lead to {allowed}"
    if lenses.thresholds.not_in_place.percent >= lenses.thresholds.in_place.percent:
        yield ("thresholds", "not_in_place"), "must be below in_place"


def _case_words(case: Case) -> str:
    return f"need {case.need}, capacity {case.capacity}, provision {case.provision}, limit {case.limit}"


def _need_problems(lenses: Lenses, instrument: Instrument) -> Iterator[Wrong]:
    """Every need item of the preceptees is in exactly one construct, and constructs have their own codes."""
    seen: dict[str, str] = {}
    codes = Counter(construct.code for construct in lenses.constructs)
    for number, construct in enumerate(lenses.constructs):
        if codes[construct.code] > 1:
            yield (
                ("constructs", number, "code"),
                f"the code '{construct.code}' is used twice; give each its own",
            )
        for place, item in enumerate(construct.need):
            if instrument.item(item) is None:
                yield ("constructs", number, "need", place), f"{instrument.id} has no item {item}"
            if item in seen:
                yield ("constructs", number, "need", place), f"{item} is already in {seen[item]}; keep one"
            seen[item] = construct.code
    left = [item.code for item in instrument.items if item.code not in seen]
    if left:
        yield ("constructs",), f"no construct has {', '.join(left)}; each item belongs to exactly one"


def _source_problems(source: Source, instrument: Instrument, bands: Values) -> Iterator[Wrong]:
    """A lens reads items or answers, not both, and what it reads was asked."""
    if bool(source.items) == bool(source.question):
        yield (), "read items, or a question with values: one of the two, and not both"
    for place, item in enumerate(source.items):
        if instrument.item(item) is None:
            yield ("items", place), f"{instrument.id} has no item {item}"
    if not source.question:
        return
    question = instrument.question(source.question)
    if question is None:
        yield ("question",), f"{instrument.id} has no question {source.question}"
        return
    known = bands.get(question.code) or [option.code for option in question.options]
    for place, value in enumerate(source.values):
        if value not in known:
            yield ("values", place), f"{value} is not an answer to {question.code}; known: {', '.join(known)}"
    if not source.values:
        yield ("values",), "name the answers that count"
    if question.kind == "multiple" and len(source.values) > 1:
        yield (
            ("values",),
            "several answers to this question can be one person's, so only one of them may count",
        )
