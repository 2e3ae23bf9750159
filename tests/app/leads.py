"""A lead at work: forms are read from their own pages, so that keys and revisions are real."""

import re
from html import unescape

from httpx2 import Response

from tests.people import Browser, Service


def lead_of(service: Service, code: str = "T01", *, region: str | None = "Y56", name: str = "") -> Browser:
    """A signed-in lead of a new organisation."""
    service.has_organisation(code, region=region, name=name or f"Trust {code}")
    return service.signed_in(f"lead-{code}".casefold(), role="lead", organisation=code)


def hidden_fields(page: Response) -> dict[str, object]:
    """The key and revision of the page's own form (the last with a key)."""
    found = re.findall(r'<input type="hidden" name="(once|revision)" value="([^"]*)">', page.text)
    return {name: unescape(value) for name, value in found}


def fill(browser: Browser, address: str, *, to: str | None = None, **fields: object) -> Response:
    """Open a page and post its form with these fields; underscores in names are hyphens."""
    page = browser.get(address)
    assert page.status_code == 200, page.text
    typed = {name.replace("_", "-"): value for name, value in fields.items()}
    return browser.send_fields(to or address, hidden_fields(page) | typed)


def words_of(page: Response) -> str:
    """A page's text with its markup taken out and its spaces made single."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page.text)).split())
