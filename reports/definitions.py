"""Frameworks and crosswalks as tables, so that a workbook says what its figures are measured against."""

from collections.abc import Iterable

from frameworks.load import is_quoted
from frameworks.model import Framework, Item
from mapping.crosswalk import Crosswalk, current_crosswalks
from reports.table import Column, Table

PROVENANCE = {"published": "Published fact", "paraphrase": "In our own words", "working": "Working draft"}
QUOTED = "Published, in the owner's words"


def frameworks_table(frameworks: Iterable[Framework]) -> Table:
    """Every item of every framework with its provenance."""
    rows = tuple(
        (
            framework.short_title,
            item.code,
            item.title,
            item.gist,
            item.kind.capitalize(),
            (item.tier or "").capitalize(),
            provenance_of(framework, item),
            framework.edition,
            framework.source.title,
        )
        for framework in frameworks
        for item in framework.items
    )
    return Table(
        id="frameworks",
        title="Frameworks",
        subtitle="Every item in our own words, or quoted where it says so; a working draft is ours and not official",
        columns=(
            Column(key="framework", title="Framework", meaning="Which framework."),
            Column(key="code", title="Code", meaning="The item's code."),
            Column(key="title", title="Title", meaning="A short title."),
            Column(key="gist", title="What it asks for", meaning="In our own words, unless it is quoted."),
            Column(key="kind", title="Kind", meaning="Principle, standard, element and so on."),
            Column(key="tier", title="Tier", meaning="Core or gold, where there are tiers."),
            Column(
                key="provenance",
                title="Provenance",
                meaning="Published, quoted, paraphrased, or a working draft.",
            ),
            Column(key="edition", title="Edition", meaning="The framework's edition."),
            Column(key="source", title="Source", meaning="Where it was read."),
        ),
        rows=rows,
        sentence=f"{len(rows)} items.",
    )


def provenance_of(framework: Framework, item: Item) -> str:
    """How official an item is, and whether its words are those of its owner."""
    return QUOTED if is_quoted(framework, item) else PROVENANCE[item.provenance]


def crosswalk_table(crosswalks: Iterable[Crosswalk]) -> Table:
    """Every edge of the crosswalks' current editions: what it covers, what it leaves, and why."""
    current = current_crosswalks({each.id: each for each in crosswalks}).values()
    rows = tuple(
        (
            crosswalk.title,
            crosswalk.edition,
            edge.origin,
            edge.target,
            edge.relation,
            edge.coverage,
            "; ".join(crosswalk.parts[edge.target][code] for code in edge.covers),
            edge.aspect,
            edge.remainder or "",
            edge.rationale,
            edge.source,
            edge.status,
            edge.author,
            edge.reviewer or "",
            kappa_text(crosswalk),
        )
        for crosswalk in current
        for edge in crosswalk.edges
    )
    names = (
        ("crosswalk", "Crosswalk", "Which two sets are linked."),
        ("edition", "Edition", "The crosswalk's edition; those that a newer one replaces are left out."),
        ("origin", "From", "The item that speaks to something."),
        ("target", "To", "The element it speaks to."),
        ("relation", "Relation", "How the two relate."),
        ("coverage", "Coverage", "Whether all of the element is covered."),
        ("parts", "Part", "The named parts of the element that a partial link covers, where they are named."),
        ("aspect", "What it covers", "The aspect covered."),
        ("remainder", "What it leaves", "What of the element stays uncovered."),
        ("rationale", "Why", "The reason for the link."),
        ("source", "Source", "Who or what the link rests on."),
        ("status", "Status", "Draft until a second person has reviewed it."),
        ("author", "By", "Who made the link."),
        ("reviewer", "Checked by", "Who reviewed it, or mapped the same items without seeing it."),
        (
            "kappa",
            "Kappa",
            "How far two who mapped it blind agree on linked or not, taking out chance (Cohen); for the crosswalk.",
        ),
    )
    return Table(
        id="crosswalk",
        title="Crosswalk",
        subtitle="What each question or item speaks to",
        columns=tuple(Column(key=key, title=title, meaning=meaning) for key, title, meaning in names),
        rows=rows,
        sentence=f"{len(rows)} links.",
    )


def kappa_text(crosswalk: Crosswalk) -> str:
    """The kappa of its two mappers; not calculable where there is none; empty where it was not mapped by two."""
    if crosswalk.agreement is None:
        return ""
    kappa = crosswalk.agreement.kappa
    return "Not calculable" if kappa is None else f"{kappa:.2f}"
