"""The attack on a release, in words and as tables."""

from mapping.attack.report import AttackReport, Finding
from mapping.cell import Cell
from mapping.protect import count_cell
from reports.table import Column, Table
from reports.wording import plural


def attack_headline(report: AttackReport) -> str:
    """What the attack found, in a sentence."""
    tried = sum(each.attacked for each in report.scenarios)
    if not tried:
        return "No small group's answers are behind these figures, so there was nothing to attack."
    found = f"{report.determinable:,}" if report.determinable else "none"
    words = (
        f"{plural(len(report.scenarios), 'attacker')} tried to work out {tried:,} counts about groups of fewer "
        f"than 10 people, over {report.questions} figures each group has, and could work out {found}."
    )
    if report.inherited:
        words += (
            f" What could be worked out from earlier releases before this one, {report.inherited:,} counts, it "
            "tells no more closely."
        )
    return words


def attack_words(report: AttackReport) -> str:
    """The report as plain text, a line a fact."""
    with_others = ", ".join(map(str, report.together_with)) or "none"
    lines = [
        f"Release {report.release}, attacked together with earlier releases: {with_others}",
        attack_headline(report),
        "",
    ]
    for each in report.scenarios:
        lines.append(f"{each.title}: {each.determinable} of {each.attacked} worked out.")
        lines.append(f"  Knows {each.knows}.")
    lines.append(f"{len(report.hidden)} figures are hidden to protect others.")
    return "\n".join(lines + [_finding(each) for each in report.findings])


def _finding(finding: Finding) -> str:
    status = "KNOWN BEFORE" if finding.inherited else "NOT SAFE"
    sources = "; ".join(" ".join(source) for source in finding.sources)
    where = f"{finding.question}, {finding.group}: {finding.low} to {finding.high} of {finding.people}"
    return f"{status} {finding.scenario}: {where}, from {sources}"


def attack_table(report: AttackReport) -> Table:
    """A row an attacker: what they know, how many counts they tried, and how many they worked out."""
    return Table(
        id="attack",
        title="The attack on this release",
        subtitle=_together(report),
        columns=(
            Column(key="attacker", title="Who attacks"),
            Column(key="knows", title="What they know"),
            Column(
                key="groups",
                title="Small groups",
                unit="count",
                meaning="Most groups of 1 to 9 people that any one question has.",
            ),
            Column(
                key="attacked",
                title="Counts attacked",
                unit="count",
                meaning="How many counts about those groups the attacker tried to work out, over all questions.",
            ),
            Column(
                key="determinable",
                title="Worked out",
                unit="count",
                meaning="How many of them must lie in a range so narrow that somebody's answer is as good as known.",
            ),
        ),
        rows=tuple(
            (
                each.title,
                f"{each.knows[:1].upper()}{each.knows[1:]}.",
                *_numbers(each.groups, each.attacked, each.determinable),
            )
            for each in report.scenarios
        ),
        sentence=attack_headline(report),
        notes=(
            f"{len(report.hidden)} figures that the rules would show are hidden because without them another could "
            "be worked out.",
            "A count is worked out when only one value is possible, when the possible values span less than half "
            "of what they could be, or when one or two members of the group could tell the rest.",
            "Somebody outside knows less than any of these attackers.",
        ),
    )


def _numbers(*counts: int) -> tuple[Cell, ...]:
    return tuple(count_cell(count) for count in counts)


def _together(report: AttackReport) -> str:
    if not report.together_with:
        return "On its own: no earlier release of its time point was published"
    numbers = ", ".join(map(str, report.together_with))
    return f"Together with the earlier releases of its time point: {numbers}"
