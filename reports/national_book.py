"""The steering group's national workbook: every table and chart of a release, and what they rest on."""

from collections.abc import Iterable, Sequence

from frameworks.model import Framework
from mapping.attack.report import AttackReport
from mapping.crosswalk import Crosswalk
from mapping.figures import Release
from reports.attack import attack_headline, attack_table
from reports.definitions import crosswalk_table, frameworks_table
from reports.native_charts import NativeChart
from reports.table import Table
from reports.wording import RULES
from reports.workbook import Book

CHARTS = (
    NativeChart(table="need-by-area", kind="bar", label="area", values=("need_share",)),
    NativeChart(table="need-by-section", kind="bar", label="section", values=("need_share",)),
    NativeChart(table="need-by-principle", kind="bar", label="title", values=("need_share",)),
    NativeChart(table="need-by-element", kind="bar", label="title", values=("need_share",)),
    NativeChart(
        table="preceptee-quadrants",
        kind="scatter",
        label="item",
        values=("confident_share", "important_share"),
    ),
    NativeChart(table="preceptee-support", kind="bar", label="area", values=("learning_share",)),
    NativeChart(table="leaving-intentions", kind="bar", label="question", values=("share",)),
    NativeChart(table="leaving-by-support", kind="bar", label="what", values=("share",)),
    NativeChart(table="preceptor-need-by-area", kind="bar", label="area", values=("need_share",)),
    NativeChart(table="preceptor-support", kind="bar", label="area", values=("learning_share",)),
)


def national_book(
    release: Release,
    tables: Sequence[Table],
    *,
    frameworks: Iterable[Framework],
    crosswalks: Iterable[Crosswalk],
    attack: AttackReport | None = None,
) -> Book:
    """The book of one release."""
    ids = {table.id for table in tables}
    return Book(
        title=f"Preceptorship in radiography: {release.time_point}",
        subject="Learning needs, capacity and provision: national and regional figures",
        about=(
            (
                "What this is",
                "Figures about groups of preceptees, preceptors and organisations.",
            ),
            ("Time point", release.time_point),
            ("Release", str(release.number)),
            ("Made on", release.made_on.strftime("%-d %B %Y")),
            ("Made by", f"preceptmap {release.code_version}, rules {release.rules}"),
            ("Content hash", release.content_hash),
            ("Questionnaires", ", ".join(sorted(release.instruments.values()))),
            (
                "How to use it",
                "Start with Contents. Each chart and each table has a sheet of its own.",
            ),
            ("How people are protected", " ".join(RULES)),
            *((("What the attack found", attack_headline(attack)),) if attack else ()),
            (
                "Confidence, not competence",
                "People were asked about importance, confidence and support only.",
            ),
        ),
        notes=(
            *(("Rule", rule) for rule in RULES),
            ("Need", "A person has a need in an area they rated less confident than important."),
            (
                "Ranked discrepancy score",
                "From −100 (all have a need) to 100 (all are more confident than the area is important).",
            ),
            (
                "Interval",
                "95% interval (Wilson) of the share with a need, worked out from the rounded counts.",
            ),
        ),
        tables=(
            *tables,
            *((attack_table(attack),) if attack else ()),
            frameworks_table(frameworks),
            crosswalk_table(crosswalks),
        ),
        charts=tuple(chart for chart in CHARTS if chart.table in ids),
        made_on=release.made_on,
        sample=release.sample,
    )
