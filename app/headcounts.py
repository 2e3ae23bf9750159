"""Reading a file of headcounts that somebody sends, for the page and the command line alike."""

import tempfile
from pathlib import Path

from sqlmodel import Session

from mapping.headcounts import read_headcounts
from mapping.spreadsheet import ZIPPED
from reports.missing import headcount_codes, headcount_names
from surveys.counts import HeadcountLine
from surveys.fields import Unusable
from surveys.headcounts import replace_headcounts

LONGEST_SOURCE = 200


def read_file(path: Path, *, source: str) -> list[HeadcountLine]:
    """Every known number in the file. Raises AnswersRefused with every fault, placed."""
    return read_headcounts(path, codes=headcount_codes(), names=headcount_names(), source=source)


def read_content(content: bytes, *, source: str) -> list[HeadcountLine]:
    """The same of a file that was sent in a form, whatever it is called."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"The file{'.xlsx' if content.startswith(ZIPPED) else '.csv'}"
        path.write_bytes(content)
        return read_file(path, source=source)


def check_source(source: str) -> str:
    """Where the numbers come from, said in a line. Raises Unusable."""
    if not source:
        raise Unusable("Say where the numbers come from, such as a register and its date.")
    if len(source) > LONGEST_SOURCE or not source.isprintable():
        raise Unusable(f"Say it in one line of at most {LONGEST_SOURCE} characters.")
    return source


def load_headcounts(
    session: Session, lines: list[HeadcountLine], *, time_point: int, revision: int | None = None
) -> str:
    """Keep these in place of those there were; what was done, for the audit trail."""
    replace_headcounts(session, lines, time_point=time_point, revision=revision)
    return f"{len(lines)} numbers"
