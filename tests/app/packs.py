"""A lead with a workbook: downloaded from its page, filled in by cells, brought back."""

import io
import re
from html import unescape

from httpx2 import Response
from openpyxl import load_workbook

from tests.app.leads import hidden_fields
from tests.people import HERE, Browser
from tests.reports.pack.packs import with_cells

AVAILABILITY, STRUCTURE, TIME, PEOPLE = (
    "Who is offered preceptorship",
    "How it is set up",
    "Time and meetings",
    "Starters and leavers",
)
HCPC = "hcpc-principles-2023"


def download(lead: Browser, *parts: str) -> bytes:
    """The workbook with these parts, by way of the page's own form."""
    form: dict[str, object] = hidden_fields(lead.get("/lead/pack"))
    chosen = lead.send_fields("/lead/pack/choose", form | {"part": list(parts)})
    assert chosen.status_code == 303, chosen.text
    page = lead.get(chosen.headers["location"])
    assert page.status_code == 200, page.text
    return page.content


def bring(lead: Browser, content: bytes, address: str = "/lead/pack") -> Response:
    """Upload a workbook; the page that says what it would change, or why it cannot."""
    headers = {"Origin": HERE, "Sec-Fetch-Site": "same-origin"}
    fields = {name: str(value) for name, value in hidden_fields(lead.get(address)).items()}
    files = {"file": ("filled-in.xlsx", content)}
    return lead.post(address, data=fields, files=files, headers=headers)


def keep(lead: Browser, page: Response) -> Response:
    """Press the button of the page that showed the changes."""
    found = re.findall(r'<input type="hidden" name="(once|seen|workbook)" value="([^"]*)">', page.text)
    return lead.send_fields("/lead/pack/save", {name: unescape(value) for name, value in found})


def rows_of(content: bytes, sheet: str) -> dict[str, int]:
    """The line of each code in a sheet."""
    page = load_workbook(io.BytesIO(content))[sheet]
    return {str(row[-1].value): row[-1].row for row in page.iter_rows(min_row=5) if row[-1].value}


def filled(content: bytes, answers: dict[tuple[str, str], object]) -> bytes:
    """The workbook with these cells filled in, by sheet and code; a code ending in `-evidence` is the third column."""
    cells = {}
    for (sheet, code), value in answers.items():
        column = "C" if code.endswith("-evidence") else "B"
        cells[f"{sheet}!{column}{rows_of(content, sheet)[code.removesuffix('-evidence')]}"] = value
    return with_cells(content, cells)
