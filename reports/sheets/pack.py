"""The finished file: the same input gives the same bytes, and every chart says in words what it shows."""

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from xml.sax.saxutils import quoteattr

from openpyxl import Workbook
from openpyxl.writer.excel import ExcelWriter
from openpyxl.xml.functions import tostring

from reports.sheets.text import clean_text

EARLIEST = (1980, 1, 1, 0, 0, 0)
CORE = "docProps/core.xml"
DRAWING = re.compile(r"xl/drawings/drawing(\d+)\.xml")


def pack(workbook: Workbook, *, made_on: date, chart_words: Sequence[str]) -> bytes:
    """Save a workbook without reading the clock. `chart_words` describes the charts, in sheet order."""
    saved = io.BytesIO()
    ExcelWriter(workbook, zipfile.ZipFile(saved, "w", zipfile.ZIP_STORED)).save()  # compressed once, below
    when = datetime.combine(made_on, datetime.min.time())
    workbook.properties.created = workbook.properties.modified = when
    packed = io.BytesIO()
    with zipfile.ZipFile(saved) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=_first_content_types):
            content = tostring(workbook.properties.to_tree()) if name == CORE else old.read(name)
            if found := DRAWING.fullmatch(name):
                content = _described(content, chart_words[int(found[1]) - 1])
            entry = zipfile.ZipInfo(name, EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, content)
    return packed.getvalue()


def _first_content_types(name: str) -> tuple[bool, str]:
    return (name != "[Content_Types].xml", name)


def _described(drawing: bytes, words: str) -> bytes:
    attribute = f" descr={quoteattr(clean_text(words))}"
    return re.sub(rb"(<(?:\w+:)?cNvPr\b[^>]*?)(\s*/?>)", lambda found: found[1] + attribute.encode() + found[2],
                  drawing, count=1)  # fmt: skip
