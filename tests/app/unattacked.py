"""A stand-in for the attack, for tests of something else: it takes a release as it is."""

from collections.abc import Callable

from mapping.attack.attack import ProtectedRelease
from mapping.attack.report import AttackReport
from mapping.attack.seen import Seen
from mapping.figures import Release
from mapping.hides import Hides


def unattacked(
    build: Callable[[Hides], Release], _counts: object, *, earlier: tuple[Seen, ...] = (), **_: object
) -> ProtectedRelease:
    """The release with nothing hidden and an empty report."""
    release = build(frozenset())
    report = AttackReport(
        release=release.number,
        together_with=tuple(each.release.number for each in earlier),
        content_hash=release.content_hash,
        questions=0,
        scenarios=(),
        hidden=(),
        findings=(),
    )
    return ProtectedRelease(release, frozenset(), report)
