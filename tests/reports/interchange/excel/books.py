"""Authoring workbooks for tests, made by hand from cells or edited as a person would."""

import io
from collections.abc import Mapping, Sequence
from typing import Any

from openpyxl import Workbook, load_workbook

from frameworks.document import DefinitionError
from frameworks.model import Frozen
from reports.interchange.excel.reading import ReadBook, read_book
from reports.interchange.excel.writing import write_book

FILE = "standards.xlsx"
Rows = Sequence[Sequence[object]]
META: Mapping[str, object] = {
    "id": "small",
    "title": "Small framework",
    "short_title": "Small",
    "owner": "Nobody",
    "edition": "1",
    "nation": "England",
    "licence": "Own words.",
    "source.title": "A page",
}
CONTENT: Rows = (
    ("code", "title", "gist", "kind", "provenance", "source_key"),
    ("1", "First", "The first.", "heading", "published", "K"),
    ("1.1", "Second", "The second.", "criterion", "published", "K"),
)
SOURCES: Rows = (("key", "title"), ("K", "A part of the page"))


def small(**changed: Rows) -> dict[str, Rows]:
    """The sheets of a small framework, some of them changed."""
    meta: Rows = (("key", "value"), *META.items())
    return {"framework_meta": meta, "framework_content": CONTENT, "sources": SOURCES, **changed}


def book_of(sheets: Mapping[str, Rows]) -> Workbook:
    """A workbook with these sheets and nothing else."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    return book


def saved(book: Workbook) -> bytes:
    """The workbook as a file."""
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def opened(content: bytes) -> Workbook:
    """A file as a workbook, to look into or to edit."""
    return load_workbook(io.BytesIO(content))


def read(sheets: Mapping[str, Rows] | Workbook) -> ReadBook:
    """What a reader makes of these sheets."""
    return read_book(saved(sheets if isinstance(sheets, Workbook) else book_of(sheets)), FILE)


def problems(sheets: Mapping[str, Rows] | Workbook) -> list[str]:
    """Every problem a reader finds, as place and message; fails when there is none."""
    try:
        read(sheets)
    except DefinitionError as error:
        return [f"{problem.place}: {problem.message}" for problem in error.problems]
    raise AssertionError("the workbook was read without a problem")


def round_trip(definition: Frozen) -> Any:
    """The definition written and read back."""
    (back,) = read_book(write_book("A definition", [definition]).content, FILE).documents
    return back
