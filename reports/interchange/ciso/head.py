"""What a CISO Assistant library says of itself: name, provider, copyright, version, date and language."""

from dataclasses import dataclass

from reports.interchange.ciso.names import LOCALE, PACKAGER
from reports.interchange.findings import Entry

OTHER_LANGUAGE = "the words are kept in this language, and shown as if they were English"


@dataclass(frozen=True)
class Head:
    """What a library says of itself, for everything in it."""

    urn: str
    name: str
    description: str
    provider: str
    copyright: str
    version: int
    published: str | None
    ours: bool


def read_head(library: Entry) -> Head:
    """The head of this library; problems go into the findings."""
    named = library.text("urn", needed=True)
    version = library.whole("version")
    if version is None or version < 1:
        library.findings.wrong((*library.loc, "version"), "missing 'version'; write a whole number from 1")
    published = library.anything("publication_date")
    locale = library.text("locale") or LOCALE
    if locale != LOCALE:
        library.findings.lose("locale", "approximated", OTHER_LANGUAGE, locale)
    return Head(
        urn=named,
        name=library.text("name", needed=True),
        description=library.text("description"),
        provider=library.text("provider"),
        copyright=library.text("copyright"),
        version=version or 1,
        published=str(published)[:10] if published else None,
        ours=library.text("packager").lower() == PACKAGER,
    )
