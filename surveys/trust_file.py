"""The Organisation Data Service trust file as published: no header, 27 quoted columns (`DOMAIN.md` 7.3).

Only code, name, region, board and dates are kept; addresses and telephone numbers are not read.
"""

import csv
import io
import re
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

COLUMNS = 27
LARGEST = 20 * 1024 * 1024
MOST_TOLD = 50
"""As many faults as a person would read."""
CODE = re.compile(r"[A-Z0-9]{3,6}")
REGION = re.compile(r"Y[0-9]{2}")


@dataclass(frozen=True)
class Trust:
    """One line of the file. `board` is the integrated care board; blank fields are None."""

    code: str
    name: str
    region: str | None
    board: str | None
    opened: date | None
    closed: date | None

    def is_open(self, on: date) -> bool:
        """True when it has not closed by that day."""
        return self.closed is None or self.closed > on


class TrustFileRefused(ValueError):
    """The file cannot be loaded; `faults` names every bad line and how to fix it."""

    def __init__(self, faults: list[str]) -> None:
        more = len(faults) - MOST_TOLD
        rest = [f"and {more} more like these"] if more > 0 else []
        super().__init__("\n".join([*faults[:MOST_TOLD], *rest]))
        self.faults = faults


def read_trust_file(path: Path) -> tuple[Trust, ...]:
    """Every trust in the file. Raises TrustFileRefused naming each damaged line; nothing is half read."""
    text = _text(path)
    trusts: list[Trust] = []
    faults: list[str] = []
    seen: dict[str, int] = {}
    for line, cells in _lines(text, faults):
        wrong, trust = _read_line(cells)
        if trust is not None and trust.code in seen:
            wrong = [f"the code {trust.code} was already on line {seen[trust.code]}; keep one of the two"]
        faults += [f"line {line}: {reason}." for reason in wrong]
        if trust is not None and not wrong:
            seen[trust.code] = line
            trusts.append(trust)
    if not trusts and not faults:
        faults.append(f"{path.name} is empty. Download the trust file again.")
    if faults:
        raise TrustFileRefused(faults)
    return tuple(trusts)


def _text(path: Path) -> str:
    if not path.is_file():
        raise TrustFileRefused([f"There is no file {path}. Check the name."])
    if path.stat().st_size > LARGEST:
        raise TrustFileRefused([f"{path.name} is over 20 MB, which no trust file is. Check the name."])
    content = path.read_bytes()
    if b"\x00" in content:
        raise TrustFileRefused([f"{path.name} is not a text file. Use the CSV as published."])
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _lines(text: str, faults: list[str]) -> list[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    found = []
    line = 1
    try:
        for cells in reader:
            if cells:
                found.append((line, cells))
            line = reader.line_num + 1
    except csv.Error as error:
        faults.append(f"line {line}: the quotes do not add up ({error}).")
    return found


def _read_line(cells: list[str]) -> tuple[list[str], Trust | None]:
    if len(cells) != COLUMNS:
        return [f"it has {len(cells)} columns where the file as published has {COLUMNS}"], None
    code, name, region, board = (cell.strip() for cell in cells[:4])
    wrong = []
    if not CODE.fullmatch(code):
        wrong.append(f"column 1, {code[:20]!r} is not an organisation code (3 to 6 capitals and digits)")
    if not name or "�" in name:
        wrong.append("column 2, the name is blank or cannot be read")
    if region and not REGION.fullmatch(region):
        wrong.append(f"column 3, {region[:20]!r} is not a region code such as Y56")
    if board and not CODE.fullmatch(board):
        wrong.append(f"column 4, {board[:20]!r} is not a board code")
    dates: list[date | None] = []
    for column in (11, 12):
        typed = cells[column - 1].strip()
        try:
            dates.append(datetime.strptime(typed, "%Y%m%d").date() if typed else None)
        except ValueError:
            dates.append(None)
            wrong.append(f"column {column}, {typed[:20]!r} is not a date as yyyymmdd")
    opened, closed = dates
    if opened and closed and closed < opened:
        wrong.append("column 12, it closes before it opens")
    if wrong:
        return wrong, None
    return [], Trust(
        code=code, name=name, region=region or None, board=board or None, opened=opened, closed=closed
    )
