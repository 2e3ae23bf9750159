"""Which version of a national framework is an organisation's own: the one that applies most closely to it."""

from collections.abc import Mapping

from frameworks.model import Framework


def applies_to(framework: Framework, *, organisation: str | None, region: str | None) -> bool:
    """True for an edition, and for an overlay that names the region or the organisation."""
    where = framework.applies_to
    return where is None or region in where.regions or organisation in where.organisations


def steps_above(framework: Framework, frameworks: Mapping[str, Framework]) -> int:
    """How many overlays lie between the national edition and this framework."""
    steps, below = 0, frameworks.get(framework.base or "")
    while below is not None and steps <= len(frameworks):
        steps, below = steps + 1, frameworks.get(below.base or "")
    return steps


def own_version(
    national: Framework, frameworks: Mapping[str, Framework], *, organisation: str | None, region: str | None
) -> Framework:
    """The version with the most steps that applies; the national edition where none does.

    Two that apply to one place are built on each other (`frameworks.overlay_files`), so that one has more steps;
    one for an organisation comes before one for its region.
    """
    versions = [
        each
        for each in frameworks.values()
        if each.national == national.id and applies_to(each, organisation=organisation, region=region)
    ]
    named = [each for each in versions if each.applies_to and organisation in each.applies_to.organisations]
    return max(named or versions, key=lambda each: (steps_above(each, frameworks), each.id), default=national)
