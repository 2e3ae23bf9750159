"""A framework, or a crosswalk between two frameworks, as a CISO Assistant library, with what is lost told."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import yaml

from frameworks.document import DefinitionError, Problem
from frameworks.loss import LossReport, lost_between
from frameworks.model import Framework, Frozen, Item
from mapping.crosswalk import Crosswalk, Edge
from reports.interchange.case.dates import first_day
from reports.interchange.case.lists import label
from reports.interchange.ciso.names import (
    FULL,
    LOCALE,
    PACKAGER,
    PARTIAL,
    RELATIONSHIPS,
    TURNED,
    known_codes,
    last_names,
    urn,
)
from reports.interchange.ciso.read import ReadLibrary, read_library

WHY = "a CISO Assistant library has no place for this"
NOT_FRAMEWORKS = "links {end}, which is no framework; CISO Assistant maps frameworks to frameworks only"
STRENGTHS = (
    f"Strength {FULL} covers all of the target, {PARTIAL} a part of it; the annotation says what is left."
)
WIDTH = 110
Fields = dict[str, Any]


@dataclass(frozen=True)
class Written:
    """A file, and what it could not say."""

    content: bytes
    loss: LossReport


def write_framework(framework: Framework) -> Written:
    """The framework as a library of its own, and everything that reading it again would not give back."""
    library = _head(framework.id, framework.title, framework, description=framework.note or framework.title)
    library["objects"] = {"framework": _framework(framework)}
    return _written(framework, library, lambda again: again.frameworks[0], known={})


def write_crosswalk(crosswalk: Crosswalk, frameworks: Mapping[str, Framework]) -> Written:
    """The crosswalk as a library that needs those of its two frameworks, in both directions.

    Raises DefinitionError when an end is no framework.
    """
    missing = [end for end in (crosswalk.origin, crosswalk.target) if end not in frameworks]
    if missing:
        message = NOT_FRAMEWORKS.format(end=missing[0])
        raise DefinitionError((Problem(file=crosswalk.id, line=None, place="", message=message),))
    origin, target = frameworks[crosswalk.origin], frameworks[crosswalk.target]
    library = _head(crosswalk.id, crosswalk.title, origin, description=STRENGTHS)
    library["version"] = _version(crosswalk.edition)
    library["dependencies"] = [urn("library", each.id) for each in (origin, target)]
    forward = _mapping_set(crosswalk, origin, target)
    library["objects"] = {"requirement_mapping_sets": [forward, _reverse(forward)]}
    return _written(
        crosswalk, library, lambda again: again.crosswalks[0], known=known_codes((origin, target))
    )


def _written(
    value: Framework | Crosswalk,
    library: Fields,
    same: Callable[[ReadLibrary], Frozen],
    *,
    known: Mapping[str, Mapping[str, str]],
) -> Written:
    text = yaml.safe_dump(library, sort_keys=False, allow_unicode=True, width=WIDTH)
    content = text.encode()
    again = same(read_library(content, f"{value.id}.yaml", known=known))
    lost = lost_between(value.model_dump(mode="json"), again.model_dump(mode="json"), why=WHY)
    return Written(content, LossReport(format="ciso", direction="export", subject=value.id, lost=lost))


def _head(id: str, title: str, framework: Framework, *, description: str) -> Fields:
    """What every library says of itself."""
    day = first_day(framework.published or "") or framework.in_force_from
    head: Fields = {
        "urn": urn("library", id),
        "locale": LOCALE,
        "ref_id": id,
        "name": title,
        "description": description,
        "copyright": framework.licence,
        "version": _version(framework.edition),
    }
    head |= {"publication_date": day} if isinstance(day, date) else {}
    return head | {"provider": framework.owner, "packager": PACKAGER}


def _version(edition: str) -> int:
    """The edition where it is a whole number from 1; else 1, as an edition never changes here."""
    number = edition.isascii() and edition.isdigit() and len(edition) < 10
    return max(1, int(edition)) if number else 1


def _framework(framework: Framework) -> Fields:
    fields: Fields = {
        "urn": urn("framework", framework.id),
        "ref_id": framework.short_title,
        "name": framework.title,
        "description": framework.note or framework.title,
    }
    if framework.tiers:
        fields["implementation_groups_definition"] = [
            {"ref_id": each.code, "name": each.title, "description": each.gist} for each in framework.tiers
        ]
    if framework.scoring:
        scores = dict(sorted(framework.scoring.scores.items()))
        fields |= {"min_score": min(scores), "max_score": max(scores)}
        fields["scores_definition"] = [
            {"score": score, "name": name, "description": name} for score, name in scores.items()
        ]
    names = {code: urn("req_node", framework.id, name) for name, code in last_names(framework).items()}
    depths: dict[str | None, int] = {None: 0}
    nodes = []
    for item in framework.items:
        depths[item.code] = depths[item.parent] + 1
        nodes.append(_node(framework, item, names, depths[item.code]))
    fields["requirement_nodes"] = nodes
    return fields


def _node(framework: Framework, item: Item, names: Mapping[str, str], depth: int) -> Fields:
    annotation = label(framework, item)
    return {
        "urn": names[item.code],
        "assessable": item.assessable,
        "depth": depth,
        **({"parent_urn": names[item.parent]} if item.parent else {}),
        "ref_id": item.code,
        "name": item.title,
        "description": item.gist,
        **({"annotation": annotation} if annotation else {}),
        **({"implementation_groups": [item.tier]} if item.tier else {}),
        **({"importance": "mandatory"} if item.mandatory else {}),
    }


def _mapping_set(crosswalk: Crosswalk, origin: Framework, target: Framework) -> Fields:
    ends = [
        {code: urn("req_node", framework.id, name) for name, code in last_names(framework).items()}
        for framework in (origin, target)
    ]
    return {
        "urn": urn("req_mapping_set", crosswalk.id),
        "ref_id": crosswalk.id,
        "name": crosswalk.title,
        "description": STRENGTHS,
        "source_framework_urn": urn("framework", origin.id),
        "target_framework_urn": urn("framework", target.id),
        "requirement_mappings": [_mapping(edge, *ends) for edge in crosswalk.edges],
    }


def _mapping(edge: Edge, origins: Mapping[str, str], targets: Mapping[str, str]) -> Fields:
    return {
        "source_requirement_urn": origins[edge.origin],
        "target_requirement_urn": targets[edge.target],
        "relationship": RELATIONSHIPS[edge.relation],
        "strength_of_relationship": FULL if edge.coverage == "full" else PARTIAL,
        **({"annotation": edge.remainder} if edge.remainder else {}),
    }


def _reverse(forward: Fields) -> Fields:
    """The same mappings read from the target; what a target covers of an origin nobody has said."""
    return forward | {
        "urn": f"{forward['urn']}-revert",
        "ref_id": f"{forward['ref_id']}-revert",
        "source_framework_urn": forward["target_framework_urn"],
        "target_framework_urn": forward["source_framework_urn"],
        "requirement_mappings": [
            {
                "source_requirement_urn": each["target_requirement_urn"],
                "target_requirement_urn": each["source_requirement_urn"],
                "relationship": TURNED[each["relationship"]],
            }
            for each in forward["requirement_mappings"]
        ],
    }
