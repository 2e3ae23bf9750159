"""A mapper's own pages: the items to judge, the tree of elements for one item, and the changes to look at."""

from collections.abc import Mapping, Sequence
from typing import Any

from app.definitions import Definitions
from app.mapping_sheets import SheetNow, Unfinished, unfinished_links
from app.mapping_tasks import parts_of
from app.presenters.mapping_links import link_form, link_rows
from app.presenters.mapping_tasks import title_of
from app.set_items import SetItem, find_set_item, set_items
from mapping.crosswalk import Crosswalk
from mapping.judgement import Change, Judgement, Link, judgement_of, tally_of
from reports.wording import plural
from surveys.errors import Invalid
from surveys.tables import MappingTask

SHOWS = {"all": "All", "linked": "Linked only", "unlinked": "Not linked only"}
KINDS = {"added": "Added", "changed": "Changed", "removed": "Removed"}
LONGEST_SEARCH = 100


def sheet_head(definitions: Definitions, task: MappingTask, sheet: SheetNow) -> dict[str, Any]:
    """What every page of a mapper shows: the task, the running tally, and how far it is."""
    return {
        "task": task,
        "base": f"/steering/mapping/{task.id}",
        "origin_title": title_of(definitions, task.origin),
        "target_title": title_of(definitions, task.target),
        "tally": tally_of(sheet.changes),
        "revision": sheet.revision,
        "finished": sheet.finished,
    }


def items_context(
    definitions: Definitions, task: MappingTask, sheet: SheetNow, *, show: str, words: str
) -> dict[str, Any]:
    """Every item to judge that the filter lets through, with what is said of it now."""
    _check_filter(show, words)
    basis = carried_from(definitions, task)
    items = set_items(definitions, task.origin)
    changed = {change.origin for change in sheet.changes}
    lines = [
        _item_line(item, sheet.now.get(item.code), basis, changed=item.code in changed)
        for item in items
        if item.matches(words) and _is_shown(_has_links(sheet.now.get(item.code)), show)
    ]
    return sheet_head(definitions, task, sheet) | {
        "lines": lines,
        "of": len(items),
        "judged": len(sheet.now),
        "shows": _shows(show),
        "q": words,
    }


def item_context(
    definitions: Definitions,
    task: MappingTask,
    sheet: SheetNow,
    code: str,
    *,
    show: str,
    words: str,
    problems: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """One item with the tree of elements to choose from. Elements that are chosen always stand in it."""
    _check_filter(show, words)
    item = find_set_item(definitions, task.origin, code)
    now = judgement_to_show(definitions, task, sheet, code)
    reached = {link.target for judgement in sheet.now.values() for link in judgement.links}
    tree = []
    for element in set_items(definitions, task.target):
        chosen = now is not None and now.link(element.code) is not None
        if chosen or (element.matches(words) and _is_shown(element.code in reached, show)):
            tree.append({"item": element, "checked": chosen})
    codes = [each.code for each in set_items(definitions, task.origin)]
    at = codes.index(code)
    return sheet_head(definitions, task, sheet) | {
        "item": item,
        "tree": tree,
        "nothing": now is not None and not now.links,
        "starts_from_basis": code not in sheet.now and now is not None,
        "shows": _shows(show),
        "q": words,
        "seen": sheet.revisions.get(code, 0),
        "previous": codes[at - 1] if at else None,
        "following": codes[at + 1] if at + 1 < len(codes) else None,
        "problems": problems or {},
    }


def links_context(
    definitions: Definitions,
    task: MappingTask,
    sheet: SheetNow,
    code: str,
    links: Sequence[Link],
    *,
    seen: int,
    problems: Mapping[str, str],
) -> dict[str, Any]:
    """The form that asks for everything a link says, for each link of one item."""
    parts = parts_of(task)
    return sheet_head(definitions, task, sheet) | {
        "item": find_set_item(definitions, task.origin, code),
        "forms": [
            {
                "element": find_set_item(definitions, task.target, link.target),
                **link_form(link, parts.get(link.target, {}), prefix=f"{link.target}."),
            }
            for link in links
        ],
        "seen": seen,
        "problems": {
            field: f"{field.rsplit('.', 1)[0]}: {message[0].lower()}{message[1:]}"
            for field, message in problems.items()
        },
        "messages": problems,
    }


def review_context(definitions: Definitions, task: MappingTask, sheet: SheetNow) -> dict[str, Any]:
    """Every change before it is saved, and what still has to be filled in."""
    parts = parts_of(task)
    return sheet_head(definitions, task, sheet) | {
        "changes": [_change(definitions, task, change, parts) for change in sheet.changes],
        "unfinished": [_unfinished(left) for left in unfinished_links(task, sheet)],
    }


def judgement_to_show(
    definitions: Definitions, task: MappingTask, sheet: SheetNow, code: str
) -> Judgement | None:
    """What is said of an item; where it is not judged and the task carries links over, those to start from."""
    if code in sheet.now:
        return sheet.now[code]
    basis = carried_from(definitions, task)
    carried = judgement_of(basis.edges, code) if basis else None
    return carried if carried and carried.links else None


def carried_from(definitions: Definitions, task: MappingTask) -> Crosswalk | None:
    """The edition whose links stay where the two do not judge an item; None for a task that starts afresh."""
    return definitions.crosswalks.get(task.basis or "") if task.carries else None


def _item_line(
    item: SetItem, judgement: Judgement | None, basis: Crosswalk | None, *, changed: bool
) -> dict[str, Any]:
    carried = len(judgement_of(basis.edges, item.code).links) if basis else 0
    if judgement is not None:
        words = plural(len(judgement.links), "link") if judgement.links else "Speaks to nothing"
    else:
        words = f"Not judged; {plural(carried, 'link')} carried over" if carried else "Not judged"
    targets = ", ".join(link.target for link in judgement.links) if judgement else ""
    return {"item": item, "words": words, "targets": targets, "changed": changed}


def _change(
    definitions: Definitions, task: MappingTask, change: Change, parts: Mapping[str, Mapping[str, str]]
) -> dict[str, Any]:
    target, link = change.target, change.after or change.before
    rows = link_rows(change.before, change.after, parts.get(target or "", {}))
    return {
        "kind": KINDS[change.kind],
        "origin": find_set_item(definitions, task.origin, change.origin),
        "target": find_set_item(definitions, task.target, target) if target else None,
        "rows": [row for row in rows if row.stored != row.typed] if change.kind == "changed" else [],
        "aspect": link.aspect if link else "",
    }


def _unfinished(left: Unfinished) -> dict[str, str]:
    """What one link still lacks; the page lists these link by link."""
    message = f"{left.message[0].lower()}{left.message[1:]}".rstrip(".")
    return {"origin": left.origin, "pair": f"{left.origin} to {left.target}", "message": message}


def _check_filter(show: str, words: str) -> None:
    if show not in SHOWS:
        raise Invalid({"show": "Choose one of those shown."})
    if len(words) > LONGEST_SEARCH:
        raise Invalid({"q": f"Search for {LONGEST_SEARCH} characters or fewer."})


def _shows(show: str) -> list[dict[str, Any]]:
    return [{"value": value, "text": text, "selected": value == show} for value, text in SHOWS.items()]


def _is_shown(linked: bool, show: str) -> bool:
    return show == "all" or linked == (show == "linked")


def _has_links(judgement: Judgement | None) -> bool:
    return judgement is not None and bool(judgement.links)
