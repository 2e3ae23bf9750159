"""Two finished mappings as pages show them: agreement, differences and how they were settled, and what is published."""

from collections.abc import Mapping
from typing import Any

from app.definitions import Definitions
from app.mapping_settling import Compared, with_crosswalk
from app.mapping_tasks import COMPARING, parts_of
from app.presenters.agreement import agreement_lines
from app.presenters.coverage import STATES, item_states, state_counts
from app.presenters.links import item_text
from app.presenters.mapping_links import link_form, link_rows
from app.presenters.mapping_tasks import task_line, title_of
from app.set_items import find_set_item, set_items
from mapping.crosswalk import Crosswalk
from mapping.judgement import Link
from mapping.mapper_agreement import Pair
from mapping.relation import RELATIONS
from mapping.settling import Difference, Settled

WAYS = {"other": "Another link, as given below", "none": "No link"}


def compared_context(definitions: Definitions, compared: Compared) -> dict[str, Any]:
    """Agreement and differences of a task."""
    must = [each for each in compared.differences if each.must_be_settled]
    judged = {mapper: set(getattr(compared, mapper).saved) for mapper in ("first", "second")}
    return _head(definitions, compared) | {
        "lines": agreement_lines(compared.agreement),
        "carries": compared.task.carries,
        "differences": [_difference(definitions, compared, each) for each in must],
        "words": [
            _difference(definitions, compared, each) for each in compared.differences if each not in must
        ],
        "left": len(compared.left),
        "alone": [
            (item.code, item.text)
            for item in set_items(definitions, compared.task.origin)
            if item.code in judged["first"] ^ judged["second"]
        ],
        "is_open": compared.task.state == COMPARING,
    }


def settle_context(
    definitions: Definitions,
    compared: Compared,
    difference: Difference,
    *,
    typed: Mapping[str, str],
    link: Link | None,
    seen: int,
    problems: Mapping[str, str],
) -> dict[str, Any]:
    """One difference with both versions, and the form that settles it."""
    task, pair = compared.task, (difference.origin, difference.target)
    parts = parts_of(task).get(difference.target, {})
    shown = link or difference.first or difference.second or Link(target=difference.target)
    return _head(definitions, compared) | {
        "origin": find_set_item(definitions, task.origin, difference.origin),
        "target": find_set_item(definitions, task.target, difference.target),
        "rows": link_rows(difference.first, difference.second, parts),
        "ways": [
            {"value": way, "text": words, "checked": typed.get("way") == way}
            for way, words in _ways(compared, difference).items()
        ],
        "form": link_form(shown, parts, prefix="other."),
        "reason": typed.get("reason", ""),
        "settled": _settled_words(compared, pair),
        "seen": seen,
        "problems": problems,
        "messages": problems,
    }


def publish_context(
    definitions: Definitions,
    compared: Compared,
    crosswalk: Crosswalk,
    *,
    problems: Mapping[str, str],
    faults: list[str],
    definitions_seen: int,
) -> dict[str, Any]:
    """What publishing would store, and what becomes of coverage."""
    after = with_crosswalk(definitions, crosswalk)
    framework = definitions.frameworks[crosswalk.target]
    before, then = (item_states(each, framework) for each in (definitions, after))
    counts = (state_counts(definitions, framework), state_counts(after, framework))
    return _head(definitions, compared) | {
        "crosswalk": crosswalk,
        "carried": sum(
            edge.author != compared.names["first"] or edge.status != "published" for edge in crosswalk.edges
        ),
        "edges": [_edge(definitions, crosswalk, at) for at in range(len(crosswalk.edges))],
        "unlinked": [(code, item_text(definitions, crosswalk.origin, code)) for code in crosswalk.unlinked],
        "counts": [(words, counts[0][state], counts[1][state]) for state, words in STATES.items()],
        "moved": [
            (code, item_text(definitions, framework.id, code), STATES[before[code]], STATES[then[code]])
            for code in before
            if before[code] != then[code]
        ],
        "record": [_settled_line(compared, each) for each in compared.settled.values()],
        "definitions_seen": definitions_seen,
        "problems": problems,
        "faults": faults,
    }


def _head(definitions: Definitions, compared: Compared) -> dict[str, Any]:
    return task_line(definitions, compared.task, compared.names) | {
        "task": compared.task,
        "base": f"/steering/mapping/{compared.task.id}",
        "names": compared.names,
        "origin_title": title_of(definitions, compared.task.origin),
        "target_title": title_of(definitions, compared.task.target),
    }


def _difference(definitions: Definitions, compared: Compared, difference: Difference) -> dict[str, Any]:
    return {
        "address": f"/steering/mapping/{compared.task.id}/settle/{difference.origin}/{difference.target}",
        "origin": find_set_item(definitions, compared.task.origin, difference.origin),
        "target": find_set_item(definitions, compared.task.target, difference.target),
        "first": _link_words(difference.first),
        "second": _link_words(difference.second),
        "settled": _settled_words(compared, (difference.origin, difference.target)),
    }


def _link_words(link: Link | None) -> str:
    if link is None or link.relation is None:
        return "No link"
    return f"{RELATIONS[link.relation].forward.rstrip(',').capitalize()}, {link.coverage}: {link.aspect}"


def _ways(compared: Compared, difference: Difference) -> dict[str, str]:
    one, other = (
        f"{'As' if link else 'No link, as'} {compared.names[mapper]} has it"
        for mapper, link in (("first", difference.first), ("second", difference.second))
    )
    ways = {"first": one, "second": other, **WAYS}
    if difference.first is None or difference.second is None:
        del ways["none"]  # one of the two has no link: that way is there already
    return ways


def _settled_words(compared: Compared, pair: Pair) -> str:
    settled = compared.settled.get(pair)
    return _outcome(compared, settled) if settled else ""


def _outcome(compared: Compared, settled: Settled) -> str:
    ways = {"other": "Another link", "none": "No link"}
    way = ways.get(settled.way) or f"As {compared.names[settled.way]} has it"
    return f"{way}, settled by {settled.by} on {settled.on:%-d %B %Y}: {settled.reason}"


def _settled_line(compared: Compared, settled: Settled) -> tuple[str, str]:
    return f"{settled.origin} to {settled.target}", _outcome(compared, settled)


def _edge(definitions: Definitions, crosswalk: Crosswalk, at: int) -> dict[str, Any]:
    edge = crosswalk.edges[at]
    return {
        "edge": edge,
        "origin": item_text(definitions, crosswalk.origin, edge.origin),
        "target": item_text(definitions, crosswalk.target, edge.target),
        "relation": RELATIONS[edge.relation].forward.rstrip(","),
    }
