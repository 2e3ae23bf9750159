"""A release in which people said whether they may leave, small enough to check by hand."""

from mapping.cell import Cell, hidden, not_applicable
from mapping.figures import FactFigures, Part, ProvisionFigures, Release
from mapping.leaving import question_code
from mapping.protect import share_of
from surveys.instrument import Instrument
from surveys.load import load_instruments
from tests.reports.small import count, group, release

ANSWERS = ("strongly-disagree", "disagree", "neither", "agree", "strongly-agree")
EVEN = (20, 20, 20, 20, 20)


def preceptee() -> Instrument:
    """The questionnaire that ships."""
    return next(each for each in load_instruments().values() if each.audience == "preceptee")


def cell(number: float | None) -> Cell:
    """A shown count, or the token."""
    return hidden if number is None else count(number)


def facts(question: str, n: float | None, **counts: float | None) -> tuple[FactFigures, ...]:
    """One question's figures by answer; underscores stand for hyphens."""
    return tuple(
        FactFigures(
            question=question,
            value=value.replace("_", "-").removeprefix("-"),
            n=cell(n),
            count=cell(number),
            share=share_of(cell(number), cell(n)),
        )
        for value, number in counts.items()
    )


def agreement(question: str, *counts: float | None) -> tuple[FactFigures, ...]:
    """How many gave each of the five answers."""
    return facts(question, 100, **{f"_{code}": one for code, one in zip(ANSWERS, counts, strict=True)})


def by(question: str, **counts: float | None) -> tuple[FactFigures, ...]:
    """A derived question's figures."""
    return facts(question_code(question), 300, **counts)


def with_facts(*figures: tuple[FactFigures, ...], provision: tuple[ProvisionFigures, ...] = ()) -> Release:
    """A release whose national preceptees have these figures."""
    national = Part(group=group("nation", "all"), facts=tuple(one for each in figures for one in each))
    return release().model_copy(update={"parts": (national,), "provision": provision})


def left(
    months: int, started: float | None, gone: float | None, *, place: str = "all", organisations: float = 12
) -> tuple[ProvisionFigures, ...]:
    """Starters and leavers of the nation or a region."""
    dimension = "nation" if place == "all" else "region"
    shares = (not_applicable, share_of(cell(gone), cell(started)))
    lines = ((f"starters-{months}m", "started", started), (f"leavers-{months}m-of-starters", "left", gone))
    return tuple(
        ProvisionFigures(
            dimension=dimension,
            code=place,
            question=question,
            value=value,
            organisations=count(organisations),
            count=cell(number),
            share=share,
        )
        for (question, value, number), share in zip(lines, shares, strict=True)
    )
