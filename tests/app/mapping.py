"""Situations of a mapping task: two members of the steering group, and what they link."""

import re
from typing import Any

from app.mapping_sheets import judge, load_sheet, save_sheet
from app.mapping_tasks import finish_part, start_task
from app.set_items import item_codes
from mapping.judgement import Judgement, Link
from surveys.store.mapping_tasks import Mapper, mapping_sheet
from tests.people import Browser, Service

ANN, BEN, CARA = "ann@example.org", "ben@example.org", "cara@example.org"
ORIGIN, TARGET = "preceptor-2026", "hcpc-principles-2023"


def link(target: str, **changes: Any) -> Link:
    """A link that is filled in, changed as told."""
    said: dict[str, Any] = {
        "target": target,
        "relation": "supports",
        "coverage": "partial",
        "aspect": f"some of {target}",
        "remainder": f"the rest of {target}",
        "rationale": "because",
        "source": "Own judgement",
    }
    return Link.model_validate(said | changes)


def has_task(
    service: Service,
    *,
    second: str | None = BEN,
    start: str = "afresh",
    origin: str = ORIGIN,
    target: str = TARGET,
    title: str = "Preceptors to HCPC",
) -> str:
    """A task of Ann, and of Ben unless told otherwise, who are members already."""
    with service.database.writing() as session:
        return start_task(
            session,
            service.app.state.current.get(),
            title=title,
            origin=origin,
            target=target,
            start=start,
            first=ANN,
            second=second or "",
            by=ANN,
            now=service.clock(),
        )


def has_mapped(
    service: Service, task: str, who: str, *, finish: bool = True, **items: tuple[Link, ...]
) -> None:
    """Somebody judged these items and saved, and says they have finished."""
    mapper: Mapper = "first" if who == ANN else "second"
    order = item_codes(service.app.state.current.get(), ORIGIN)
    with service.database.writing() as session:
        for code, links in items.items():
            judge(session, task, code, Judgement(links=links), seen=0, by=who)
    with service.database.writing() as session:
        sheet = load_sheet(session, task, mapper, order=order)
        save_sheet(session, task, sheet, seen=sheet.revision, by=who, now=service.clock())
    if finish:
        with service.database.writing() as session:
            revision = mapping_sheet(session, task, mapper).revision
            finish_part(session, task, seen=revision, by=who, now=service.clock())


def hidden_of(html: str, action: str) -> dict[str, str]:
    """The hidden fields of the form that posts to `action`, apart from lists of codes."""
    form = html.split(f'method="post" action="{action}"', 1)[1].split("</form>", maxsplit=1)[0]
    found = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', form))
    return {name: value for name, value in found.items() if name != "link"}


def send(browser: Browser, page: str, action: str, fields: dict[str, object], *, status: int = 303) -> str:
    """Send the form of a page; where it leads, or what the answer says."""
    answer = browser.send_fields(action, hidden_of(browser.get(page).text, action) | fields)
    assert answer.status_code == status, answer.text
    return str(answer.headers["location"]) if status == 303 else str(answer.text)


def filled(target: str, **changes: str) -> dict[str, object]:
    """The form fields of one filled-in link."""
    said = {
        "relation": "supports",
        "coverage": "partial",
        "aspect": f"some of {target}",
        "remainder": f"the rest of {target}",
        "rationale": "because",
        "source": "Own judgement",
    }
    return {f"{target}.{field}": value for field, value in (said | changes).items()}
