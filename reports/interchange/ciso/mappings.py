"""The mapping sets of a library read as crosswalks; a set that only turns another round is read once."""

from collections.abc import Mapping, Sequence
from typing import Any

from frameworks.document import Loc
from reports.interchange.ciso.head import Head
from reports.interchange.ciso.names import FULL, STRENGTHS, TURNED, Known, id_of, last_name
from reports.interchange.findings import Entry
from reports.interchange.plain_text import plain_text

MOST = 100_000
RELATIONS = {"equal": "equal", "subset": "subset", "superset": "superset", "intersect": "overlaps"}
COVERAGE = {"equal": "full", "subset": "partial", "superset": "full", "overlaps": "partial"}
NOT_SAID = "Not said in the library."
UNRELATED = "a link that says two are not related is not kept"
TURNED_ROUND = "the same links read from the other end; they are kept once"
TWICE = "the same two stand here twice; the first is kept"
NO_STRENGTH = "what a link covers is told by its relation"
OUT_OF_RANGE = "strength goes from 1 to 10, so this number says nothing"
ANNOTATION = "an annotation is kept as what a partial link leaves; this one covers all"
Read = tuple[dict[str, Any], list[Loc]]
Pair = tuple[str, str, str]
Codes = Mapping[str, str]


def read_mappings(sets: Sequence[Entry], head: Head, known: Known) -> list[Read]:
    """Each set as the fields of a crosswalk, with its place and those of its edges."""
    found: list[Read] = []
    pairs: list[tuple[Entry, frozenset[Pair]]] = []
    for entry in sets:
        here = _pairs(entry)
        ends = _ends(entry)
        turned = frozenset(
            (target, origin, TURNED.get(relation, relation)) for origin, target, relation in here
        )
        same = [each for each, theirs in pairs if theirs == turned and _ends(each) == ends[::-1]]
        if same:
            entry.findings.lose(entry.loc, "dropped", TURNED_ROUND, entry.text("urn"))
            continue
        pairs.append((entry, here))
        found.append(_crosswalk(entry, head, known))
    return found


def _ends(entry: Entry) -> tuple[str, str]:
    named = [entry.text(key, needed=True) for key in ("source_framework_urn", "target_framework_urn")]
    return id_of(named[0]), id_of(named[1])


def _pairs(entry: Entry) -> frozenset[Pair]:
    mappings = entry.entries("requirement_mappings")
    if not mappings:
        entry.findings.wrong((*entry.loc, "requirement_mappings"), "the mapping set has no mappings; add one")
    if len(mappings) > MOST:
        message = f"holds {len(mappings):,} mappings; the most that is read is {MOST:,}. Split the set"
        entry.findings.refuse((*entry.loc, "requirement_mappings"), message)
    return frozenset(_pair(each) for each in mappings)


def _pair(mapping: Entry) -> Pair:
    keys = ("source_requirement_urn", "target_requirement_urn", "relationship")
    origin, target, relation = (str(mapping.data.get(key, "")).lower() for key in keys)
    return origin, target, relation


def _crosswalk(entry: Entry, head: Head, known: Known) -> Read:
    origin, target = _ends(entry)
    edges: dict[tuple[str, str], dict[str, Any]] = {}
    places: list[Loc] = [entry.loc]
    for mapping in entry.entries("requirement_mappings"):
        edge = _edge(mapping, head, known.get(origin, {}), known.get(target, {}))
        if edge is None:
            continue
        pair = edge["origin"], edge["target"]
        if pair in edges:
            entry.findings.lose(mapping.loc, "dropped", TWICE, f"{pair[0]} {edge['relation']} {pair[1]}")
            continue
        edges[pair] = edge
        places.append(mapping.loc)
    named = entry.text("urn", needed=True)
    entry.skip("ref_id", "description")
    for key, value in entry.left():
        entry.findings.lose((*entry.loc, key), "dropped", "there is no such field here", value)
    if not head.ours:
        why = "the library does not say what a link covers, nor who made it"
        entry.findings.lose(
            (*entry.loc, "requirement_mappings"), "added", why, f"{len(edges)} times {NOT_SAID!r}"
        )
    fields = {
        "id": id_of(named) or "mapping",
        "title": plain_text(entry.text("name")) or head.name,
        "edition": str(head.version),
        "origin": origin,
        "target": target,
        "edges": list(edges.values()),
    }
    return fields, places


def _edge(mapping: Entry, head: Head, origins: Codes, targets: Codes) -> dict[str, Any] | None:
    relationship = mapping.text("relationship", needed=True).lower()
    ends = [mapping.text(key, needed=True) for key in ("source_requirement_urn", "target_requirement_urn")]
    strength, annotation = mapping.whole("strength_of_relationship"), plain_text(mapping.text("annotation"))
    if relationship == "not_related":
        mapping.findings.lose(mapping.loc, "dropped", UNRELATED, f"{ends[0]} {ends[1]}")
        return None
    if relationship not in RELATIONS:
        known = ", ".join([*RELATIONS, "not_related"])
        message = f"'{relationship}' is no relationship; known are {known}"
        mapping.findings.wrong((*mapping.loc, "relationship"), message)
        return None
    relation = RELATIONS[relationship]
    coverage = COVERAGE[relation]
    if head.ours and relation != "equal" and strength is not None:
        coverage = "full" if strength == FULL else "partial"
    elif strength is not None and not head.ours:
        why = NO_STRENGTH if strength in STRENGTHS else OUT_OF_RANGE
        mapping.findings.lose((*mapping.loc, "strength_of_relationship"), "dropped", why, strength)
    if annotation and coverage == "full":
        mapping.findings.lose((*mapping.loc, "annotation"), "dropped", ANNOTATION, annotation)
    return {
        "origin": _code(ends[0], origins),
        "target": _code(ends[1], targets),
        "relation": relation,
        "coverage": coverage,
        "aspect": NOT_SAID,
        "remainder": (annotation or NOT_SAID) if coverage == "partial" else None,
        "rationale": plain_text(mapping.text("rationale")) or NOT_SAID,
        "source": head.name,
        "author": head.provider or NOT_SAID,
    }


def _code(urn: str, known: Codes) -> str:
    """The code of a requirement; of one that is not known, the last part of its URN."""
    name = last_name(urn)
    return known.get(name, name or "item")
