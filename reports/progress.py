"""A respondent's own ratings over their year, area by area. Nothing is hidden here and nobody is compared."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from frameworks.language import mark, say, say_count
from mapping.cell import BREAK, Cell
from mapping.change import change_of, has_need
from reports.charts import Chart
from reports.moment_chart import MomentLine, moment_chart
from reports.table import Column, Table
from reports.wording import join_words, moment_name
from surveys.instrument import NeedItem
from surveys.rating import Rating

BLANK = Cell(text="–")
NOT_IN_ROLE = mark("not in role")
BROKEN_NOTE = mark(
    "{token} An area was asked in other words from then on. What you answered before it cannot be compared with "
    "what you answered since, so no line joins the two."
)
ITS_CHART = {
    "confidence": mark("Your confidence over the year"),
    "importance": mark("Your importance over the year"),
}
COLUMNS = {"importance": mark("Importance: {moment}"), "confidence": mark("Confidence: {moment}")}
MEANINGS = {
    "importance": mark("Your rating of importance at {moment}, 1 to 5."),
    "confidence": mark("Your rating of confidence at {moment}, 1 to 5."),
}
LOOKING_BACK = "looking_back"
NAMED = 4
"""How many areas a sentence names."""


@dataclass(frozen=True)
class OwnMoment:
    """What a person answered at one moment of their series."""

    months: int
    ratings: Mapping[str, Rating]

    @property
    def name(self) -> str:
        """What people call it."""
        return moment_name(self.months)


@dataclass(frozen=True)
class Progress:
    """A person's submitted moments, the first one first, over the areas they were asked about last.

    `breaks` names, by item, the months at which it was asked in other words than the moment before.
    """

    items: tuple[NeedItem, ...]
    moments: tuple[OwnMoment, ...]
    breaks: Mapping[str, tuple[int, ...]]

    def became(self, item: str) -> str | None:
        """What became of a need since the first moment; None where it cannot be compared."""
        if self.breaks.get(item) or len(self.moments) < 2:
            return None
        return change_of(self.moments[0].ratings.get(item), self.moments[-1].ratings.get(item))


def progress_sentences(progress: Progress) -> list[str]:
    """What changed between the first moment and the latest, and what looking back says."""
    if len(progress.moments) < 2:
        return [say("You have answered once so far. Come back at the next time point to see what changes.")]
    first, last = progress.moments[0], progress.moments[-1]
    found = {item.code: progress.became(item.code) for item in progress.items}
    compared = [item for item in progress.items if found[item.code]]
    sentences = [
        say_count(
            "You can compare {count} area between {first} and {last}.",
            "You can compare {count} areas between {first} and {last}.",
            len(compared),
            first=_when(first),
            last=_when(last),
        )
    ]
    gone = [item for item in compared if found[item.code] == "gone"]
    new = [item for item in compared if found[item.code] == "new"]
    kept = [item for item in compared if found[item.code] == "same" and has_need(last.ratings.get(item.code))]
    if gone:
        sentences.append(
            say_count(
                "{count} need closed: {names}.",
                "{count} needs closed: {names}.",
                len(gone),
                names=_named(gone),
            )
        )
    if new:
        sentences.append(
            say_count(
                "{count} need is new: {names}.",
                "{count} needs are new: {names}.",
                len(new),
                names=_named(new),
            )
        )
    if kept:
        sentences.append(
            say_count(
                "{count} need stayed: {names}.",
                "{count} needs stayed: {names}.",
                len(kept),
                names=_named(kept),
            )
        )
    if compared and not (gone or new or kept):
        sentences.append(say("You had no need then in these areas, and have none now."))
    return sentences + _looking_back(progress)


def progress_table(progress: Progress) -> Table:
    """Importance and confidence of every area at each moment, and what became of its need."""
    looks_back = any(rating.looking_back for rating in progress.moments[-1].ratings.values())
    return Table(
        id="my-progress",
        title=say("Your ratings over the year"),
        subtitle=say("Ratings from 1 (low) to 5 (high) at each time point you submitted"),
        columns=(
            Column(key="area", title=say("Area"), meaning=say("What you rated.")),
            *(_column(kind, moment) for moment in progress.moments for kind in ("importance", "confidence")),
            *((_looking_back_column(),) if looks_back else ()),
            Column(
                key="change",
                title=say("Your need"),
                meaning=say("What became of your need since you began."),
            ),
        ),
        rows=tuple(_row(progress, item, looks_back=looks_back) for item in progress.items),
        sentence=" ".join(progress_sentences(progress)[:3]),
        notes=(say(BROKEN_NOTE, token=BREAK),)
        if any(progress.breaks.get(item.code) for item in progress.items)
        else (),
    )


def _is_broken(progress: Progress) -> bool:
    return any(progress.breaks.get(item.code) for item in progress.items)


def progress_charts(progress: Progress, table: Table) -> tuple[Chart, ...]:
    """One chart of confidence and one of importance: a mark for each moment, joined where they compare."""
    lines = [
        MomentLine(item.text, tuple(progress.breaks.get(item.code, ())))
        for item in progress.items
        if any(_is_rated(moment.ratings.get(item.code)) for moment in progress.moments)
    ]
    rated = {line.name for line in lines}
    kept = table.model_copy(update={"rows": tuple(row for row in table.rows if row[0] in rated)})
    months = [moment.months for moment in progress.moments]
    return tuple(
        moment_chart(kept, lines, keys=[f"{kind}_{each}" for each in months], months=months).model_copy(
            update={"id": f"progress-{kind}", "title": say(ITS_CHART[kind])}
        )
        for kind in ("confidence", "importance")
    )


def _row(progress: Progress, item: NeedItem, *, looks_back: bool) -> tuple[str | Cell, ...]:
    ratings = [moment.ratings.get(item.code) for moment in progress.moments]
    cells = [cell for rating in ratings for cell in _cells(rating)]
    back = ratings[-1].looking_back if ratings[-1] else None
    return (
        item.text,
        *cells,
        *((_rating_cell(back),) if looks_back else ()),
        _change_words(progress, item.code),
    )


def _cells(rating: Rating | None) -> tuple[Cell, Cell]:
    if rating is None:
        return BLANK, BLANK
    if rating.not_in_role:
        return Cell(text=say(NOT_IN_ROLE)), Cell(text=say(NOT_IN_ROLE))
    return _rating_cell(rating.importance), _rating_cell(rating.confidence)


def _rating_cell(rating: int | None) -> Cell:
    return BLANK if rating is None else Cell(text=str(rating), value=rating)


def _change_words(progress: Progress, item: str) -> str:
    breaks = progress.breaks.get(item, ())
    if breaks:
        return say("{token} asked in other words since {moment}", token=BREAK, moment=moment_name(breaks[-1]))
    became = progress.became(item)
    if became is None:
        return say("Not compared")
    if became == "same":
        stayed = has_need(progress.moments[-1].ratings.get(item))
        return say("Stayed") if stayed else say("No need, as before")
    return say("Closed") if became == "gone" else say("New")


def _looking_back(progress: Progress) -> list[str]:
    """Response shift: how the start looks from the end, beside what was said at the start."""
    first, last = progress.moments[0], progress.moments[-1]
    pairs = [
        (then.confidence, now.looking_back)
        for item in progress.items
        if not progress.breaks.get(item.code)
        and (then := first.ratings.get(item.code))
        and (now := last.ratings.get(item.code))
        and then.confidence is not None
        and now.looking_back is not None
    ]
    if first.months or not pairs:
        return []
    less, more = sum(back < then for then, back in pairs), sum(back > then for then, back in pairs)
    return [
        say_count(
            "Looking back at the start, you rate your confidence then lower than you did at the time in "
            "{count} area, higher in {more} and the same in {same}. Many people come to "
            "see their start differently as they learn: it says how your yardstick moved, not that you were wrong.",
            "Looking back at the start, you rate your confidence then lower than you did at the time in "
            "{count} areas, higher in {more} and the same in {same}. Many people come to "
            "see their start differently as they learn: it says how your yardstick moved, not that you were wrong.",
            less,
            more=more,
            same=len(pairs) - less - more,
        )
    ]


def _column(kind: str, moment: OwnMoment) -> Column:
    return Column(
        key=f"{kind}_{moment.months}",
        title=say(COLUMNS[kind], moment=moment.name.lower()),
        unit="count",
        meaning=say(MEANINGS[kind], moment=_when(moment)),
    )


def _looking_back_column() -> Column:
    return Column(
        key=LOOKING_BACK,
        title=say("Confidence at the start, looking back"),
        unit="count",
        meaning=say("How confident you say at 12 months that you were when you started, 1 to 5."),
    )


def _when(moment: OwnMoment) -> str:
    return moment.name if moment.months else say("the start")


def _is_rated(rating: Rating | None) -> bool:
    return rating is not None and (rating.importance is not None or rating.confidence is not None)


def _named(items: Sequence[NeedItem]) -> str:
    names = [f"“{item.text}”" for item in items[:NAMED]]
    more = len(items) - len(names)
    others = [say_count("{count} other", "{count} others", more)] if more > 0 else []
    return join_words([*names, *others])
