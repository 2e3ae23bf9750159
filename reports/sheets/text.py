"""Text made fit for a sheet: always text, never a formula, and every character one that XML can hold."""

import re

from reports.csv import RISKY

CELL_LIMIT = 32_000
CUT = " … (cut short)"
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
SHEET_LIMIT = 31
NOT_IN_SHEET_NAMES = re.compile(r"[\[\]:*?/\\]")


def clean_text(text: str) -> str:
    """Text with characters no sheet can hold shown as U+FFFD, and very long text visibly cut.

    >>> clean_text("a" + chr(0) + "b"), clean_text("one" + chr(13) + chr(10) + "two")
    ('a�b', 'one\\ntwo')
    """
    if text.isprintable() and len(text) <= CELL_LIMIT:
        return text
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    clean = ILLEGAL.sub("\ufffd", lines)
    return clean if len(clean) <= CELL_LIMIT else clean[: CELL_LIMIT - len(CUT)] + CUT


def is_risky(text: str) -> bool:
    """True when typing this text into a sheet would start a formula."""
    return text.startswith((*RISKY, "\n", "{="))


def sheet_name(id: str, taken: set[str]) -> str:
    """A sheet name from a slug: at most 31 characters, unique whatever the case. Added to `taken`.

    >>> taken: set[str] = set()
    >>> sheet_name("need-by-area", taken), sheet_name("Need by AREA", taken)
    ('Need by area', 'Need by AREA 2')
    """
    words = NOT_IN_SHEET_NAMES.sub(" ", clean_text(id)).replace("-", " ").replace("\n", " ").strip("' ")
    base = (words[:1].upper() + words[1:])[:SHEET_LIMIT].strip("' ") or "Table"
    name, number = base, 1
    while name.lower() in taken:
        number += 1
        name = f"{base[: SHEET_LIMIT - len(str(number)) - 1]} {number}"
    taken.add(name.lower())
    return name


def object_name(id: str) -> str:
    """The name of an Excel table: letters, digits and underscores, never like a cell address.

    >>> object_name("need-by-area")
    'Table_need_by_area'
    """
    return f"Table_{re.sub('[^A-Za-z0-9_]', '_', id)}"


def unique_headers(titles: tuple[str, ...]) -> list[str]:
    """Column headers on one line, unique whatever the case, as Excel tables need.

    >>> unique_headers(("Share", "share", ""))
    ['Share', 'share 2', 'Column 3']
    """
    headers: list[str] = []
    for position, title in enumerate(titles, start=1):
        base = " ".join(clean_text(title).split())[:200] or f"Column {position}"
        name, number = base, 1
        while name.lower() in {header.lower() for header in headers}:
            number += 1
            name = f"{base} {number}"
        headers.append(name)
    return headers
