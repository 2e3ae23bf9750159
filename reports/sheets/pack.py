"""The finished file: the same input gives the same bytes, and every chart says in words what it shows."""

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from xml.sax.saxutils import escape, quoteattr

from openpyxl import Workbook
from openpyxl.writer.excel import ExcelWriter
from openpyxl.xml.functions import tostring

from reports.sheets.text import clean_text

EARLIEST = (1980, 1, 1, 0, 0, 0)
CORE = "docProps/core.xml"
DRAWING = re.compile(r"xl/drawings/drawing(\d+)\.xml")
FORMULA = re.compile(rb'<c r="([A-Z]+[0-9]+)"([^>]*)>(<f>[^<]*</f>)<v\s*(?:/>|></v>)</c>')


NO_RESULTS: Mapping[str, Mapping[str, float | str]] = {}


def pack(
    workbook: Workbook,
    *,
    made_on: date,
    chart_words: Sequence[str],
    results: Mapping[str, Mapping[str, float | str]] = NO_RESULTS,
) -> bytes:
    """Save a workbook without reading the clock. `chart_words` describes the charts, in sheet order.

    `results` are what the formulas of each sheet come to, by cell: openpyxl leaves them out, and a reader
    that does not calculate, such as a preview or Excel's protected view, would show nothing.
    """
    sheets = {f"xl/worksheets/sheet{number}.xml": name for number, name in enumerate(workbook.sheetnames, 1)}
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
            if name in sheets and sheets[name] in results:
                content = _with_results(content, results[sheets[name]])
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


def _with_results(sheet: bytes, results: Mapping[str, float | str]) -> bytes:
    def one(found: re.Match[bytes]) -> bytes:
        result = results[found[1].decode()]
        kind = b' t="str"' if isinstance(result, str) else b""
        value = escape(clean_text(str(result))).encode()
        return b'<c r="%b"%b%b>%b<v>%b</v></c>' % (found[1], found[2], kind, found[3], value)

    return FORMULA.sub(one, sheet)
