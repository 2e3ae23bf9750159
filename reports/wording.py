"""The words people see around figures: names, reasons, tokens, lists and plurals."""

from collections.abc import Iterable, Sequence

from frameworks.language import mark, say, say_count
from mapping.cell import BREAK, HIDDEN, NOT_APPLICABLE, NOT_AVAILABLE, Cell
from mapping.figures import Dimension, Withheld

SAMPLE_LINE = mark("Synthetic sample data: not real answers")

REGIONS = {
    "Y56": "London",
    "Y58": "South West",
    "Y59": "South East",
    "Y60": "Midlands",
    "Y61": "East of England",
    "Y62": "North West",
    "Y63": "North East and Yorkshire",
}
PATHWAYS = {
    "diagnostic": "Diagnostic",
    "therapeutic": "Therapeutic",
    "ultrasound": "Ultrasound",
    "nuclear-medicine": "Nuclear medicine",
    "mri": "MRI",
}
STAGES = {
    "under-3": "Less than 3 months",
    "3-to-5": "3 to 5 months",
    "6-to-11": "6 to 11 months",
    "12-to-24": "12 to 24 months",
    "over-24": "More than 24 months",
}
DIMENSIONS: dict[Dimension, str] = {
    "nation": "Nation",
    "region": "Region",
    "pathway": "Pathway",
    "stage": "Time since starting",
    "organisation": "Organisation",
}
AUDIENCES = {"preceptee": "Preceptees", "preceptor": "Preceptors", "organisation": "Organisations"}
WITHHELD: dict[Withheld, str] = {
    "too-few-people": "Fewer than 10 people answered here, so nothing is shown.",
    "too-few-organisations": "Fewer than 3 organisations answered here, so nothing is shown.",
    "one-organisation-dominates": (
        "Most of the people here work for one or two organisations, so nothing is shown."
    ),
}
INSTEAD: dict[Dimension, str] = {
    "organisation": "See your region instead.",
    "region": "See the national figures instead.",
    "pathway": "See the figures for all pathways instead.",
    "stage": "See the figures for all stages instead.",
    "nation": "Wait for more people to answer.",
}
TOKENS = {
    HIDDEN: mark(
        "Not shown: too few people. The figure could tell someone what one person answered. "
        "Use the figure for a larger group instead, such as the region or the nation."
    ),
    NOT_APPLICABLE: mark("Does not apply: this was not asked of this group, so there is nothing to count."),
    NOT_AVAILABLE: mark("Not available: this release has no figure here. Look for it in a later release."),
    BREAK: mark(
        "A break: from here on the area was asked in other words or on another scale, so figures before and after "
        "cannot be compared. No line joins them."
    ),
}
SPOKEN = {
    HIDDEN: mark("not shown: too few people"),
    NOT_APPLICABLE: mark("does not apply"),
    NOT_AVAILABLE: mark("not available"),
    BREAK: mark("a break: asked in other words from here on"),
}
RULES = (
    "Nothing is shown about a group of fewer than 10 people.",
    "Numbers of people are rounded to the nearest 5.",
    "A number of people is hidden when 7 or fewer gave an answer, or when all but 7 or fewer did.",
    "Shares and averages are shown only for 25 people or more, and come only from figures already rounded.",
    "A group across organisations needs at least 3 of them, and none may make up more than 60% of it.",
    "A group's figures stay as an earlier release had them until at least 10 of its people have changed.",
    "Before it is published, each release is attacked: a figure is hidden where another could be worked out.",
)


def moment_name(months: int) -> str:
    """The name of a moment of a series.

    >>> moment_name(0), moment_name(3)
    ('Start', '3 months')
    """
    return say_count("{count} month", "{count} months", months) if months else say("Start")


def join_words(words: Iterable[str], *, last: str = mark("and"), between: str = ", ") -> str:
    """Words as a list in a sentence.

    >>> join_words(["London"])
    'London'
    >>> join_words(["London", "Midlands", "South West"])
    'London, Midlands and South West'
    >>> join_words(["Giving contrast, and stopping it", "Night shifts"], between="; ")
    'Giving contrast, and stopping it; and Night shifts'
    >>> join_words([])
    ''
    """
    *first, final = list(words) or [""]
    comma = "" if between == ", " else between.rstrip()
    return f"{between.join(first)}{comma} {say(last)} {final}" if first else final


def plural(count: int, one: str, many: str | None = None) -> str:
    """A count with its noun.

    >>> plural(1, "organisation"), plural(1200, "person", "people"), plural(0, "area")
    ('1 organisation', '1,200 people', '0 areas')
    """
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def group_name(dimension: Dimension, code: str) -> str:
    """The name people know a group by.

    >>> group_name("region", "Y60"), group_name("pathway", "mri"), group_name("stage", "6-to-11")
    ('Midlands', 'MRI', '6 to 11 months')
    """
    if dimension == "organisation":
        return code
    known = {"nation": {"all": "National"}, "region": REGIONS, "pathway": PATHWAYS, "stage": STAGES}.get(
        dimension, {}
    )
    return known.get(code) or (code if dimension == "region" else _plain(code))


def in_group(dimension: Dimension, name: str) -> str:
    """The name of a group inside a sentence.

    >>> in_group("region", "London"), in_group("stage", "Less than 3 months"), in_group("pathway", "MRI")
    ('in London', 'after less than 3 months', 'in MRI')
    """
    if dimension == "stage":
        return f"after {name[:1].lower()}{name[1:]}"
    return f"in {name}"


def withheld_words(reason: Withheld, dimension: Dimension) -> str:
    """Why nothing is shown about a group, and what to use instead.

    >>> withheld_words("too-few-people", "organisation")
    'Fewer than 10 people answered here, so nothing is shown. See your region instead.'
    """
    return f"{WITHHELD[reason]} {INSTEAD[dimension]}"


def spoken(cell: Cell) -> str:
    """A figure as read aloud, with a token turned into words.

    >>> spoken(Cell(text="35%", value=35)), spoken(Cell(text="[c]"))
    ('35%', 'not shown: too few people')
    """
    return say(SPOKEN[cell.text]) if cell.text in SPOKEN else cell.text


def tokens_in(cells: Iterable[Cell]) -> tuple[str, ...]:
    """The tokens present among cells, in a fixed order."""
    found = {cell.text for cell in cells}
    return tuple(token for token in TOKENS if token in found)


def token_note(tokens: Sequence[str]) -> str:
    """One line naming the tokens present; empty when there are none.

    >>> token_note(["[c]", "[z]"])
    'Some cells are [c] (not shown: too few people) or [z] (does not apply).'
    """
    if not tokens:
        return ""
    marks = join_words((f"{token} ({say(SPOKEN[token])})" for token in tokens), last=mark("or"))
    return say("Some cells are {marks}.", marks=marks)


def _plain(code: str) -> str:
    words = code.replace("-", " ")
    return words[:1].upper() + words[1:]
