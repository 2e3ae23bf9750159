"""The requirements of a library's framework read as items: a tree by parent URNs, groups as tiers."""

from dataclasses import dataclass, field
from typing import Any

from frameworks.document import Loc
from frameworks.loss import What
from reports.interchange.case.lists import LABELS
from reports.interchange.ciso.head import Head
from reports.interchange.ciso.names import id_of, last_name, name_of
from reports.interchange.findings import Entry
from reports.interchange.item_codes import item_code, short_title
from reports.interchange.plain_text import plain_text

MOST = 30_000
SHORT = 40
SOURCE_KEY = "CISO"
NOT_STATED = "Not stated"
NO_LICENCE = "No copyright is stated in the file. Ask the owner before using the text elsewhere."
NOT_THERE = "the file does not say it; correct it before you publish it"
NO_FIELD = "there is no such field here"
NO_KIND = "a requirement that is assessed is kept as a criterion, any other as a heading"
NO_RULE = "a scale needs a rule for when the whole is met, which the file has not"
ONE_TIER = "an item has one tier: the first is kept"
MACHINERY = {"urn", "depth", "parent_urn"}


@dataclass
class ReadRequirements:
    """A framework's fields, the places of it and its items in the file, and codes by the last part of their URN."""

    fields: dict[str, Any]
    places: list[Loc]
    codes: dict[str, str] = field(default_factory=dict)
    by_urn: dict[str, str] = field(default_factory=dict)


def read_framework(entry: Entry, head: Head) -> ReadRequirements:
    """One framework of a library; problems and losses go into the findings."""
    named = entry.text("urn", needed=True)
    title = plain_text(entry.text("name") or head.name)
    short = plain_text(entry.text("ref_id"))
    about = plain_text(entry.text("description")) or None
    fields: dict[str, Any] = {
        "id": id_of(named) or "framework",
        "title": title,
        "short_title": short or short_title(title, longest=SHORT),
        "owner": head.provider or NOT_STATED,
        "edition": str(head.version),
        "nation": NOT_STATED,
        "published": head.published,
        "licence": plain_text(head.copyright) or NO_LICENCE,
        "note": about if head.ours and about != title else None,
        "source": {"title": head.name, "note": None if head.ours else about or head.description or None},
        "tiers": _tiers(entry),
    }
    fields["sources"] = {SOURCE_KEY: fields["source"]}
    found = ReadRequirements({key: value for key, value in fields.items() if value is not None}, [entry.loc])
    _items(entry, found)
    _tell(entry, head, found.fields)
    return found


def _tiers(entry: Entry) -> list[dict[str, str]]:
    tiers = []
    for group in entry.entries("implementation_groups_definition"):
        code = group.text("ref_id", needed=True)
        name = plain_text(group.text("name")) or code
        tiers.append({"code": code, "title": name, "gist": plain_text(group.text("description")) or name})
        _left(group)
    return tiers


def _items(entry: Entry, found: ReadRequirements) -> None:
    nodes = entry.entries("requirement_nodes")
    if not nodes:
        entry.findings.wrong(
            (*entry.loc, "requirement_nodes"), "the framework has no requirements; it needs one"
        )
    if len(nodes) > MOST:
        message = f"holds {len(nodes):,} requirements; the most that is read is {MOST:,}. Split the framework"
        entry.findings.refuse((*entry.loc, "requirement_nodes"), message)
    tiers = {tier["code"] for tier in found.fields.get("tiers", ())}
    items = [each for each in (_item(node, found, tiers) for node in nodes) if each is not None]
    found.fields["items"] = items
    if any(node.data.get("annotation") not in LABELS.values() for node in nodes):
        found.fields["quoted"] = True
    if nodes:
        why = "requirements are known by their codes here, and get URNs of ours when written again"
        entry.findings.lose("requirement_nodes[*].urn", "dropped", why, f"{len(nodes)} of them")
        entry.findings.lose("requirement_nodes[*]", "approximated", NO_KIND, f"{len(nodes)} of them")


def _item(node: Entry, found: ReadRequirements, tiers: set[str]) -> dict[str, Any] | None:
    named = node.text("urn", needed=True).lower()
    if named in found.by_urn:
        node.findings.wrong(
            (*node.loc, "urn"), f"the URN is that of {found.by_urn[named]} too; each has its own"
        )
        return None
    code = _code(node, named, found)
    found.places.append(node.loc)
    assessed = node.flag("assessable")
    name, words = plain_text(node.text("name")), plain_text(node.text("description"))
    item: dict[str, Any] = {
        "code": code,
        "title": name or short_title(words) or code,
        "gist": words or name or code,
        "kind": "criterion" if assessed else "heading",
        "assessable": assessed,
        "parent": _parent(node, found),
        "tier": _tier(node, tiers),
        **_provenance(node),
    }
    found.by_urn[named] = found.codes[last_name(named)] = code
    if not name and item["title"] != item["gist"]:
        node.findings.lose((*node.loc, "name"), "added", "the start of the description", item["title"])
    if node.data.get("importance") == "mandatory":
        why = "nothing is mandatory without a rule, which the file has not"
        node.findings.lose((*node.loc, "importance"), "dropped", why, node.text("importance"))
    node.skip("depth")
    _left(node)
    return item


def _code(node: Entry, named: str, found: ReadRequirements) -> str:
    reference = node.text("ref_id")
    code = item_code(reference or last_name(named), name_of(named), taken=set(found.by_urn.values()))
    if not reference:
        why = "the file gives no reference; this one is made from the URN"
        node.findings.lose((*node.loc, "ref_id"), "added", why, code)
    elif code != reference:
        node.findings.lose((*node.loc, "ref_id"), "approximated", f"kept as {code}", reference)
    return code


def _parent(node: Entry, found: ReadRequirements) -> str | None:
    named = node.text("parent_urn").lower()
    if named and named not in found.by_urn:
        message = f"'{named}' is no requirement before this one; put the parent first, or correct its URN"
        node.findings.wrong((*node.loc, "parent_urn"), message)
    return found.by_urn.get(named)


def _tier(node: Entry, tiers: set[str]) -> str | None:
    groups = node.texts("implementation_groups")
    known = [each for each in groups if each in tiers]
    if len(groups) > 1 or len(known) < len(groups):
        why = ONE_TIER if known else "the framework defines no such group"
        what: What = "approximated" if known else "dropped"
        node.findings.lose((*node.loc, "implementation_groups"), what, why, ", ".join(groups))
    return known[0] if known else None


def _provenance(node: Entry) -> dict[str, str]:
    """In the words of its owner, unless the annotation says that the words are ours."""
    for provenance, label in LABELS.items():
        if node.data.get("annotation") == label:
            node.skip("annotation")
            return {"provenance": provenance} | (
                {} if provenance == "working" else {"source_key": SOURCE_KEY}
            )
    return {"provenance": "published", "source_key": SOURCE_KEY}


def _tell(entry: Entry, head: Head, fields: dict[str, Any]) -> None:
    """What was made up, and what the framework holds besides requirements."""
    lose = entry.findings.lose
    lose("nation", "added", NOT_THERE, NOT_STATED)
    lose("sources", "added", "the file is the source of its items", SOURCE_KEY)
    for key, given in (
        ("owner", head.provider),
        ("licence", head.copyright),
        ("short_title", entry.text("ref_id")),
    ):
        if not given:
            lose(key, "added", NOT_THERE, fields[key])
    entry.skip("min_score", "max_score")
    for score in entry.entries("scores_definition"):
        lose(score.loc, "dropped", NO_RULE, f"{score.text('score')}: {score.text('name')}")
    _left(entry)


def _left(entry: Entry) -> None:
    for key, value in entry.left():
        said = value if isinstance(value, str | int | float) else None
        entry.findings.lose((*entry.loc, key), "dropped", NO_FIELD, said)
