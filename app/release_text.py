"""A release's document as lines of text, one a figure, for a terminal."""

from collections.abc import Iterator

from app.published import PublishedRelease, PublishedRow
from reports.wording import SAMPLE_LINE
from surveys.tables import ReleaseRow


def release_lines(document: PublishedRelease, row: ReleaseRow) -> Iterator[str]:
    """What the release is, its rules, then each table: group, item, measure and text between tabs."""
    decided = f" on {row.decided_on}" if row.decided_on else ""
    yield f"Release {document.id}, {document.survey}: {row.state}{decided}, made on {document.made_on}"
    if document.sample:
        yield SAMPLE_LINE
    yield f"content hash {document.content_hash}"
    yield f"code version {document.code_version}"
    yield "rules " + ", ".join(f"{name} {number}" for name, number in document.rules)
    if document.attack:
        tried = sum(each.attacked for each in document.attack.scenarios)
        yield f"attack {tried} counts tried, {document.attack.determinable} worked out"
    else:
        yield "attack none"
    for table in document.tables:
        yield ""
        yield f"{table.title} ({table.id})"
        yield from map(_line, table.rows)


def _line(row: PublishedRow) -> str:
    group = " ".join(f"{name}={code}" for name, code in row.group.items())
    return "\t".join((group, row.item or "-", row.measure, row.text))
