"""The items of a package read as ours: code, title, words and kind, in the order of the file."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from frameworks.model import Provenance
from reports.interchange.case.extension import Fields, extension_of
from reports.interchange.case.head import SOURCE_KEY
from reports.interchange.case.lists import KINDS, LABELS
from reports.interchange.case.nodes import link
from reports.interchange.case.package_file import PackageFile
from reports.interchange.findings import Entry
from reports.interchange.item_codes import item_code, short_title
from reports.interchange.plain_text import plain_text

HTML = "the words without their HTML"


@dataclass
class Statement:
    """One item: its place in the file, our extension of it, and its fields so far."""

    entry: Entry
    identifier: str
    extension: Fields | None
    kind_said: str
    fields: Fields = field(default_factory=dict)

    @property
    def code(self) -> str:
        """Its code here."""
        return str(self.fields["code"])


def read_statements(package: PackageFile) -> dict[str, Statement]:
    """Every item by its identifier, in the order of the file. Two with one identifier are a problem."""
    found: dict[str, Statement] = {}
    taken: set[str] = set()
    for entry in package.items:
        named = entry.text("identifier", needed=True).lower()
        if not named:
            continue
        if named in found:
            where = found[named].entry.loc[1]
            message = f"the identifier is that of CFItems[{where}] too; every item has its own"
            package.findings.wrong((*entry.loc, "identifier"), message)
            continue
        found[named] = _statement(entry, named, taken)
        taken.add(found[named].code)
    if not package.items:
        package.findings.wrong(("CFItems",), "the package has no items; a framework has at least one")
    return found


def is_quoted(statements: Iterable[Statement]) -> bool:
    """Whether any words are their owner's: those that no label of ours says otherwise of."""
    return any(each.entry.data.get("alternativeLabel") not in LABELS.values() for each in statements)


def name_kinds(statements: dict[str, Statement], parents: set[str]) -> None:
    """Give each item the kind its type says; an unknown type is a heading above others, else a criterion."""
    for named, statement in statements.items():
        said = statement.kind_said
        if said.lower() in KINDS:
            statement.fields["kind"] = said.lower()
            continue
        kind = "heading" if named in parents else "criterion"
        statement.fields["kind"] = kind
        lose = statement.entry.findings.lose
        if said:
            lose((*statement.entry.loc, "CFItemType"), "approximated", f"kept as a {kind}", said)
        else:
            lose((*statement.entry.loc, "CFItemType"), "added", "the file does not say the type", kind)


def _statement(entry: Entry, named: str, taken: set[str]) -> Statement:
    said = entry.text("fullStatement", needed=True)
    kind = entry.text("CFItemType")
    linked = link(entry, "CFItemTypeURI")
    statement = Statement(
        entry, named, extension_of(entry), kind_said=kind or (linked.title if linked else "")
    )
    words = plain_text(said)
    if words != said and not _has(statement, "gist"):
        entry.findings.lose((*entry.loc, "fullStatement"), "approximated", HTML, said)
    provenance = _provenance(entry)
    statement.fields |= {
        "code": _code(entry, named, taken),
        "title": _title(statement, words),
        "gist": words,
        "provenance": provenance,
    }
    if provenance != "working":
        statement.fields["source_key"] = SOURCE_KEY
    return statement


def _provenance(entry: Entry) -> Provenance:
    """Published, in the words of its owner, unless the file says that the words are ours."""
    for provenance, label in LABELS.items():
        if entry.data.get("alternativeLabel") == label:
            entry.skip("alternativeLabel")
            return provenance
    return "published"


def _code(entry: Entry, named: str, taken: set[str]) -> str:
    scheme = entry.text("humanCodingScheme")
    code = item_code(scheme, named, taken=taken)
    if not scheme:
        why = "the file gives no code; this one is made from the identifier"
        entry.findings.lose((*entry.loc, "humanCodingScheme"), "added", why, code)
    elif code != scheme:
        entry.findings.lose((*entry.loc, "humanCodingScheme"), "approximated", f"kept as {code}", scheme)
    return code


def _title(statement: Statement, words: str) -> str:
    entry = statement.entry
    said = entry.text("abbreviatedStatement")
    if said:
        title = plain_text(said)
        if title != said and not _has(statement, "title"):
            entry.findings.lose((*entry.loc, "abbreviatedStatement"), "approximated", HTML, said)
        return title
    title = short_title(words)
    if title != words:
        why = "the file gives no short statement; this is the start of the full one"
        entry.findings.lose((*entry.loc, "abbreviatedStatement"), "added", why, title)
    return title


def _has(statement: Statement, key: str) -> bool:
    return statement.extension is not None and key in statement.extension
