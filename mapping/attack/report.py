"""What an attack found, as it is stored with the release and shown to everyone who reads it."""

from frameworks.model import Frozen

SourceOf = tuple[str, ...]


class Finding(Frozen):
    """A small group whose count could be worked out, within `low` and `high`, and from which figures.

    An `inherited` one could be worked out from the earlier releases alone, and no less closely.
    """

    scenario: str
    audience: str
    question: str
    group: str
    people: int
    low: int
    high: int
    sources: tuple[SourceOf, ...]
    inherited: bool = False


class ScenarioResult(Frozen):
    """One attacker's success: groups and answers tried, and how many could be worked out.

    `inherited` is how many more could be, and no less closely, before there was this release.
    """

    id: str
    title: str
    knows: str
    groups: int
    attacked: int
    determinable: int
    inherited: int = 0


class Protected(Frozen):
    """A figure hidden so that another could not be worked out."""

    audience: str
    dimension: str
    code: str
    item: str
    measure: str


class AttackReport(Frozen):
    """The attack on a release, together with every earlier release of its time point.

    `content_hash` says which content was attacked. `hidden` lists the figures that were hidden because of
    it; `findings` what could still be worked out: a release with any that is not inherited is not approved.
    """

    release: int
    together_with: tuple[int, ...]
    content_hash: str
    questions: int
    scenarios: tuple[ScenarioResult, ...]
    hidden: tuple[Protected, ...]
    findings: tuple[Finding, ...]

    @property
    def determinable(self) -> int:
        """How many counts of small groups can be worked out because of this release."""
        return sum(each.determinable for each in self.scenarios)

    @property
    def inherited(self) -> int:
        """How many could be worked out before it."""
        return sum(each.inherited for each in self.scenarios)

    @property
    def own_findings(self) -> tuple[Finding, ...]:
        """What can be worked out because of this release."""
        return tuple(each for each in self.findings if not each.inherited)
