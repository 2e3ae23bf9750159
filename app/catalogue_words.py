"""The words our pages say, gathered from templates and code for the catalogues of other languages."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.pofile import write_po
from jinja2.ext import babel_extract

from app.catalogues import NOT_CHECKED, WORDS, read_catalogue
from app.page_words import APP, CODE, TEMPLATES
from frameworks.model import Language

SAYS = "from frameworks.language import"
"""How a file begins that says words; others may have a function of that name for something else."""
IN_CODE: dict[str, Any] = {"say": None, "say_count": (1, 2), "mark": None}
IN_TEMPLATES: dict[str, Any] = {"_": None, "gettext": None, "ngettext": (1, 2)}
JINJA: Any = babel_extract
OPTIONS = {"extensions": "jinja2.ext.do", "trimmed": "true", "newstyle_gettext": "true", "silent": "false"}
HEADER = """# The words of preceptmap's pages in another language. `preceptmap translations words` brings it up to date.
# An entry that no speaker of the language has checked carries the comment "not checked".
msgid ""
msgstr ""
"Language: {language}\\n"
"Plural-Forms: {plurals}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""
Forms = str | tuple[str, ...] | list[str]
"""One text, or one for each form of the plural."""
ROOMS = (*CODE, APP.parent / "frameworks")


def gather() -> Catalog:
    """Every text that is said somewhere, with the files that say it and no translation."""
    catalogue = Catalog(charset="utf-8")
    for path, id in [*_in_templates(), *_in_code()]:
        catalogue.add(id, locations=[(str(path.relative_to(APP.parent)), 1)])
    return catalogue


def update(language: Language, folder: Path = WORDS) -> Catalog:
    """The language's catalogue with new texts added, without words, and texts no longer said left out."""
    old = read_catalogue(language, folder)
    new = Catalog(locale=language, charset="utf-8")
    for said in gather():
        if said.id:
            new.add(said.id, _kept(old, said), locations=said.locations, user_comments=_comments(old, said))
    return new


def write_catalogue(catalogue: Catalog, language: Language, folder: Path = WORDS) -> None:
    """Write the .po file, sorted by where words are said."""
    with (folder / f"{language}.po").open("wb") as file:
        file.write(HEADER.format(language=language, plurals=catalogue.plural_forms).encode())
        write_po(file, catalogue, width=110, sort_by_file=True, include_lineno=False, omit_header=True)


def _in_templates() -> Iterator[tuple[Path, Forms]]:
    for path in sorted(TEMPLATES.rglob("*.html")):
        for _, id, _, _ in extract_from_file(JINJA, path, keywords=IN_TEMPLATES, options=OPTIONS):
            yield path, id


def _in_code() -> Iterator[tuple[Path, Forms]]:
    for folder in ROOMS:
        for path in sorted(folder.rglob("*.py")):
            if SAYS in path.read_text(encoding="utf-8"):
                for _, id, _, _ in extract_from_file("python", path, keywords=IN_CODE):
                    yield path, id


def _kept(old: Catalog, said: Message) -> Forms | None:
    before = old.get(said.id)
    return before.string if before is not None and before.id == said.id else None


def _comments(old: Catalog, said: Message) -> list[str]:
    before = old.get(said.id)
    return list(before.user_comments) if before is not None else [NOT_CHECKED]
