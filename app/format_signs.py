"""What a file shows of its format where its ending leaves several open."""

import io
import re
import zipfile
from collections.abc import Callable

WORKBOOK = "xl/workbook.xml"
LARGEST_LIST = 1_000_000
"""Bytes of a workbook's list of sheets that are looked at."""

SURVEY = re.compile(rb"<(?:\w+:)?sheet\b[^>]*\bname=\"survey\"")
OBJECTS = re.compile(rb"^objects\s*:", re.MULTILINE)


def has_survey_sheet(content: bytes) -> bool:
    """Whether a workbook has the sheet that makes it an XLSForm; False for what is no workbook."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive, archive.open(WORKBOOK) as sheets:
            return SURVEY.search(sheets.read(LARGEST_LIST)) is not None
    except (zipfile.BadZipFile, KeyError, OSError, EOFError, NotImplementedError, RuntimeError):
        return False  # its own reader says what is wrong with it


SIGNS: dict[str, Callable[[bytes], bool]] = {
    "fhir": lambda content: b'"resourceType"' in content,
    "ciso": lambda content: OBJECTS.search(content) is not None and b"urn:" in content,
    "xlsform": has_survey_sheet,
}
"""By the key of a format; one without a sign is what a file of its ending is taken for otherwise."""
