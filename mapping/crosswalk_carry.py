"""The links to a framework's items offered again for the edition that takes its place."""

from collections.abc import Mapping, Sequence

from frameworks.model import Framework, Frozen
from mapping.crosswalk import Crosswalk, Edge
from mapping.editions import codes_in

Became = Mapping[str, tuple[str, ...]]
UNKNOWN = "Not known until somebody looks"


class Carried(Frozen):
    """The crosswalk for the newer edition, every link a draft again, and the links that found no place."""

    crosswalk: Crosswalk
    dropped: tuple[Edge, ...]


def carry_crosswalk(crosswalk: Crosswalk, *, old: Framework, new: Framework) -> Carried:
    """The same links with the old edition's end on the items of the new one.

    An item that became one item keeps its link's relation and coverage. Where an item was split, or several
    became one, the link only says that the two overlap, until somebody looks. `new` replaces `old`.
    """
    became = _became(old, new)
    found: dict[tuple[str, str], list[Edge]] = {}
    dropped = []
    for edge in crosswalk.edges:
        origins = became.get(edge.origin, ()) if crosswalk.origin == old.id else (edge.origin,)
        targets = became.get(edge.target, ()) if crosswalk.target == old.id else (edge.target,)
        if not origins or not targets:
            dropped.append(edge)
        ends = ((crosswalk.origin, edge.origin), (crosswalk.target, edge.target))
        sound = all(_is_sound(code, became) for of, code in ends if of == old.id)
        for pair in ((origin, target) for origin in origins for target in targets):
            found.setdefault(pair, []).append(_as_draft(edge, pair) if sound else _overlap(edge, pair))
    edges = tuple(_one(same) for same in found.values())
    return Carried(crosswalk=_for(crosswalk, old, new, became, edges), dropped=tuple(dropped))


def _became(old: Framework, new: Framework) -> Became:
    """The items of the new edition that each old item became, in the new order."""
    found: dict[str, list[str]] = {}
    for code, before in codes_in(old, new, {old.id: old, new.id: new}).items():
        for each in before:
            found.setdefault(each, []).append(code)
    return {code: tuple(codes) for code, codes in found.items()}


def _as_draft(edge: Edge, pair: tuple[str, str]) -> Edge:
    origin, target = pair
    return edge.model_copy(update={"origin": origin, "target": target, "status": "draft", "reviewer": None})


def _overlap(edge: Edge, pair: tuple[str, str]) -> Edge:
    remainder = edge.remainder or UNKNOWN
    weaker = {"relation": "overlaps", "coverage": "partial", "remainder": remainder, "covers": ()}
    return _as_draft(edge, pair).model_copy(update=weaker)


def _one(same: Sequence[Edge]) -> Edge:
    """One link of several that now join the same two items, each of their words kept."""
    first = same[0]
    if len(same) == 1:
        return first
    words = {
        name: "; ".join(dict.fromkeys(filter(None, (getattr(edge, name) for edge in same))))
        for name in ("aspect", "remainder", "rationale", "source", "author")
    }
    return first.model_copy(update=words)


def _for(
    crosswalk: Crosswalk, old: Framework, new: Framework, became: Became, edges: tuple[Edge, ...]
) -> Crosswalk:
    """The crosswalk of the newer edition; how far its mappers agreed was about the earlier one."""
    ends = {end: new.id for end in ("origin", "target") if getattr(crosswalk, end) == old.id}
    named = crosswalk.id.replace(old.id, new.id)
    kept: dict[str, object] = {
        "id": named if named != crosswalk.id else f"{crosswalk.id}-for-{new.id}",
        "title": f"{crosswalk.title}, for edition {new.edition}",
        "replaces": None,
        "agreement": None,
        "edges": edges,
    }
    if "origin" in ends:
        moved = (code for each in crosswalk.unlinked for code in became.get(each, ()))
        linked = {each.origin for each in edges}
        kept["unlinked"] = tuple(code for code in dict.fromkeys(moved) if code not in linked)
    if "target" in ends:
        sound = {code: became[code][0] for code in crosswalk.parts if _is_sound(code, became)}
        kept["parts"] = {sound[code]: parts for code, parts in crosswalk.parts.items() if code in sound}
    return crosswalk.model_copy(update=kept | ends)


def _is_sound(code: str, became: Became) -> bool:
    """True for an old item that became one item which no other became."""
    codes = became.get(code, ())
    return len(codes) == 1 and sum(codes[0] in each for each in became.values()) == 1
