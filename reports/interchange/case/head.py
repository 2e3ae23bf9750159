"""The head of a package read as a framework's own fields: title, owner, edition, dates, source and licence."""

import re
import unicodedata

from reports.interchange.case.dates import day_of
from reports.interchange.case.extension import Fields
from reports.interchange.case.lists import LABELS
from reports.interchange.case.names import Known
from reports.interchange.case.nodes import link
from reports.interchange.case.package_file import PackageFile, is_ours
from reports.interchange.item_codes import short_title
from reports.interchange.plain_text import plain_text

SOURCE_KEY = "CASE"
"""The key of the one source that a package is to the items in it."""

NOT_STATED = "Not stated"
NO_LICENCE = "No licence is stated in the file. Ask the owner before using the text elsewhere."
SHORT = 40
NOT_THERE = "the file does not say it; correct it before you publish it"


def read_head(package: PackageFile, known: Known) -> Fields:
    """The framework's fields, as the document alone gives them; problems and losses go into the findings."""
    document = package.document
    title = plain_text(document.text("title", needed=True))
    creator = plain_text(document.text("creator")) or document.text("publisher")
    moment = document.text("lastChangeDateTime")
    version = document.text("version")
    address = document.text("officialSourceURL") or document.text("uri")
    fields: Fields = {
        "id": _id(package, title, version, known),
        "title": title,
        "short_title": short_title(title, longest=SHORT),
        "owner": creator or NOT_STATED,
        "edition": version or moment[:4] or "1",
        "nation": NOT_STATED,
        "licence": _licence(package),
    }
    about, note = _notes(package)
    fields["note"] = note
    fields["source"] = {"title": title, "address": address or None, "published": None, "note": about}
    fields |= {key: day for key, day in _days(package, moment).items() if day}
    fields["sources"] = {SOURCE_KEY: fields["source"]}
    if not is_ours(package):
        _tell(package, fields, version=version, creator=creator)
    return {key: value for key, value in fields.items() if value is not None}


def slug(text: str, *, longest: int = 60) -> str:
    """Lower case letters, digits and hyphens.

    >>> slug("AHP Preceptorship Standards: 2nd edition")
    'ahp-preceptorship-standards-2nd-edition'
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:longest].strip("-")


def _id(package: PackageFile, title: str, version: str, known: Known) -> str:
    """The id it has here, where it is known; else one from its title and version."""
    named = package.document.text("identifier", needed=True).lower()
    if named in known and known[named].code is None:
        return known[named].framework
    made = "-".join(part for part in (slug(title), slug(version, longest=20)) if part)
    return made if slug(title) else f"case-{slug(named, longest=8) or 'package'}"


def _days(package: PackageFile, moment: str) -> dict[str, str | None]:
    days: dict[str, str | None] = {"published": day_of(moment)}
    for key, field in (("in_force_from", "statusStartDate"), ("in_force_to", "statusEndDate")):
        said = package.document.text(field)
        days[key] = day_of(said)
        if said and not days[key]:
            package.findings.wrong(("CFDocument", field), f"'{said}' is no date; write it as 2026-01-31")
    return days


def _licence(package: PackageFile) -> str:
    """The licence's own text; else what the link to it is called."""
    named = link(package.document, "licenseURI")
    if named is None:
        return NO_LICENCE
    for entry in package.listed("CFLicenses"):
        if entry.text("identifier").lower() == named.identifier:
            return plain_text(entry.text("licenseText") or entry.text("title")) or NO_LICENCE
    return str(named)


def _notes(package: PackageFile) -> tuple[str | None, str | None]:
    """What the owner says of the document, and what we say of it: notes are ours where any label of ours stands."""
    said = [plain_text(package.document.text(key)) or None for key in ("description", "notes")]
    if any(entry.data.get("alternativeLabel") in LABELS.values() for entry in package.items):
        return said[0], said[1]
    return "\n\n".join(part for part in said if part) or None, None


def _tell(package: PackageFile, fields: Fields, *, version: str, creator: str) -> None:
    """What was made up or taken for something else."""
    lose = package.findings.lose
    lose("id", "added", "made from the title and version", fields["id"])
    lose("short_title", "added", "made from the title", fields["short_title"])
    lose("nation", "added", NOT_THERE, NOT_STATED)
    lose("sources", "added", "the file is the source of its items", SOURCE_KEY)
    if not version:
        lose("edition", "added", "the year it last changed", fields["edition"])
    if not creator:
        lose("owner", "added", NOT_THERE, NOT_STATED)
    if fields["licence"] == NO_LICENCE:
        lose("licence", "added", NOT_THERE, NO_LICENCE)
    if fields.get("published"):
        lose("published", "approximated", "the day it last changed", fields["published"])
