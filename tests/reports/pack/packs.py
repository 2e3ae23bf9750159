"""A small pack: two sheets of provision-like questions and one framework, and ways to fill it in and spoil it."""

import io
from collections.abc import Callable
from typing import Any

from openpyxl import load_workbook

from frameworks.load import load_frameworks
from reports.pack.asked import framework_part, provision_part
from reports.pack.form import Pack
from reports.pack.write import write_pack
from surveys.instrument import Instrument
from surveys.load import load_instruments

KEY = b"a key for tests that is long enough"
ORGANISATION: Instrument = load_instruments()["organisation-2026"]
MATURITY = load_frameworks()["preceptorship-maturity-working-2026"]
AVAILABILITY, TIME, MATRIX = (
    "Who is offered preceptorship",
    "Time and meetings",
    "Maturity matrix (working draft)",
)
ANSWERS: dict[str, dict[str, tuple[str, ...]]] = {
    "provision": {
        "offered": ("some",),
        "pathways-covered": ("diagnostic", "mri"),
        "preceptee-protected-hours": ("2.5",),
        "leaving-reasons": ("=1+1\nmore pay",),
    },
    MATURITY.id: {"L1": ("2",), "L1-evidence": ("@Policy 7",)},
}


def small_pack(answers: dict[str, dict[str, tuple[str, ...]]] | None = None) -> Pack:
    """A pack of Trust One in Autumn 2026."""
    taken = {"start here", "lists", "manifest"}
    return Pack(
        organisation="T01",
        name="Trust One",
        time_point=1,
        title="Autumn 2026",
        holds="answers",
        made_on="2026-11-25",
        parts=(
            provision_part(ORGANISATION, revision=3, taken=taken),
            framework_part(MATURITY, revision=2, taken=taken, longest_evidence=2000),
        ),
        answers=ANSWERS if answers is None else answers,
    )


def written(pack: Pack | None = None) -> bytes:
    """The pack as a file."""
    return write_pack(pack or small_pack(), key=KEY)


def changed(content: bytes, change: Callable[[Any], object]) -> bytes:
    """The workbook as somebody saved it after this change."""
    book = load_workbook(io.BytesIO(content))
    change(book)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def with_cells(content: bytes, cells: dict[str, object]) -> bytes:
    """The workbook with these cells, such as `Lists!A1`, holding something else."""

    def fill(book: Any) -> None:
        for name, value in cells.items():
            sheet, _, cell = name.rpartition("!")
            book[sheet][cell].value = value

    return changed(content, fill)
