"""The files a definition can be taken away as, in words."""

from collections.abc import Mapping
from typing import NamedTuple

from app.definitions import Definitions
from app.formats import Format
from frameworks.loss import LossReport
from reports.wording import plural
from surveys.errors import Refused


class FileLine(NamedTuple):
    """One format on the page; `lost` says how much it cannot say, and `has_loss` whether there is a report."""

    key: str
    title: str
    suffix: str
    lost: str
    has_loss: bool


def file_lines(definitions: Definitions, definition: str, formats: Mapping[str, Format]) -> list[FileLine]:
    """One line a format, written now so that what it loses is counted and not guessed. A format that cannot hold
    this one is left out."""
    written = [(each, _report(each, definitions, definition)) for each in formats.values()]
    return [
        FileLine(each.key, each.title, each.suffix, loss_words(report), bool(report.lost))
        for each, report in written
        if report is not None
    ]


def _report(format: Format, definitions: Definitions, definition: str) -> LossReport | None:
    """What the format loses of it, or None when it refuses it."""
    try:
        return format.write(definitions, definition).loss if format.write else None
    except Refused:
        return None


def loss_words(report: LossReport) -> str:
    """How much a conversion lost, in a few words.

    >>> loss_words(LossReport(format="yaml", direction="export", subject="x"))
    'Says everything'
    """
    if not report.lost:
        return "Says everything"
    gone = sum(each.what == "dropped" for each in report.lost)
    changed = len(report.lost) - gone
    parts = [f"leaves out {plural(gone, 'thing')}"] if gone else []
    parts += [f"changes {plural(changed, 'thing')}"] if changed else []
    return " and ".join(parts).capitalize()
