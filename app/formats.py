"""The file formats that definitions can be taken away in, and added from.

Each converter lives in `reports/interchange/`, apart from our own YAML; a format is offered on pages and by
commands once it stands in FORMATS. A reader raises DefinitionError with the place of each problem.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from app.definition_files import read_yaml, write_yaml
from app.definitions import Definitions
from app.downloads import TYPES
from app.excel_files import read_csv, read_xlsx, write_csv, write_xlsx
from app.format_signs import SIGNS
from frameworks.definition import DefinitionError
from frameworks.load import load_frameworks
from frameworks.loss import LossReport
from frameworks.model import Framework, Frozen
from frameworks.translation import Translation
from mapping.crosswalk import Crosswalk
from reports.interchange.case.names import known
from reports.interchange.case.read import read_package
from reports.interchange.case.shapes import Version
from reports.interchange.case.write import touching, write_package
from reports.interchange.ciso.names import known_codes
from reports.interchange.ciso.read import read_library
from reports.interchange.ciso.write import Written, write_crosswalk, write_framework
from reports.interchange.fhir.convert import read_questionnaire, write_questionnaire
from reports.interchange.xlsform.convert import read_xlsform, write_xlsform
from surveys.errors import NotFound, Refused
from surveys.instrument import Instrument


@dataclass(frozen=True)
class Exported:
    """A file, and what it could not say."""

    content: bytes
    loss: LossReport


@dataclass(frozen=True)
class Imported:
    """The definitions a file holds, in the order they are to be added, and what of it could not be kept."""

    documents: tuple[Frozen, ...]
    loss: LossReport


XLSX = TYPES["xlsx"]

Write = Callable[[Definitions, str], Exported]
"""The definition with this id, as a file."""


class Read(Protocol):
    """What a file of this name holds; its links may lead to the definitions there are, else to those that ship."""

    def __call__(self, content: bytes, name: str, definitions: Definitions | None = None) -> Imported: ...


@dataclass(frozen=True)
class Format:
    """A format: which kinds of definition it can be written from, and how it is written and read."""

    key: str
    title: str
    suffix: str
    media_type: str
    kinds: tuple[str, ...]
    write: Write | None = None
    read: Read | None = None


def _write_yaml(definitions: Definitions, id: str) -> Exported:
    return Exported(write_yaml(definitions, id), LossReport(format="yaml", direction="export", subject=id))


def _read_yaml(content: bytes, name: str, definitions: Definitions | None = None) -> Imported:
    document, id = read_yaml(content, name)
    return Imported((document,), LossReport(format="yaml", direction="import", subject=id))


def _read_xlsx(content: bytes, name: str, definitions: Definitions | None = None) -> Imported:
    return Imported(*read_xlsx(content, name))


def _read_csv(content: bytes, name: str, definitions: Definitions | None = None) -> Imported:
    return Imported(*read_csv(content, name))


def _frameworks(definitions: Definitions | None) -> list[Framework]:
    """What a link to another framework may mean: the frameworks there are, or those that ship."""
    return list((definitions.frameworks if definitions else load_frameworks()).values())


def _write_case(version: Version, definitions: Definitions, id: str) -> Exported:
    framework = definitions.frameworks.get(id)
    if framework is None:
        raise NotFound(f"There is no framework {id}.")
    made = write_package(
        framework,
        crosswalks=touching(framework, definitions.crosswalks.values()),
        others=definitions.frameworks,
        version=version,
        known=known(definitions.frameworks.values()),
    )
    return Exported(made.content, made.loss)


def _read_case(content: bytes, name: str, definitions: Definitions | None = None) -> Imported:
    found = read_package(content, name, known=known(_frameworks(definitions)))
    return Imported((found.framework, *found.crosswalks), found.loss)


def _write_ciso(definitions: Definitions, id: str) -> Exported:
    framework, crosswalk = definitions.frameworks.get(id), definitions.crosswalks.get(id)
    if framework is not None:
        made = write_framework(framework)
    elif crosswalk is not None:
        made = _between_frameworks(crosswalk, definitions)
    else:
        raise NotFound(f"There is no framework or crosswalk {id}.")
    return Exported(made.content, made.loss)


def _between_frameworks(crosswalk: Crosswalk, definitions: Definitions) -> Written:
    try:
        return write_crosswalk(crosswalk, definitions.frameworks)
    except DefinitionError as error:
        raise Refused(error.problems[0].message) from error


def _read_ciso(content: bytes, name: str, definitions: Definitions | None = None) -> Imported:
    found = read_library(content, name, known=known_codes(_frameworks(definitions)))
    return Imported((*found.frameworks, *found.crosswalks), found.loss)


def _instrument(definitions: Definitions, id: str) -> tuple[Instrument, list[Translation]]:
    """The questionnaire and its translations into the languages it is published in."""
    instrument = definitions.instruments.get(id)
    if instrument is None:
        raise NotFound(f"There is no questionnaire {id}.")
    found = [definitions.translations.get((id, language)) for language in instrument.languages]
    return instrument, [each for each in found if each is not None]


def _write_xlsform(plain: bool, definitions: Definitions, id: str) -> Exported:
    instrument, translations = _instrument(definitions, id)
    crosswalks = list(definitions.crosswalks.values())
    made = write_xlsform(instrument, crosswalks=crosswalks, translations=translations, plain=plain)
    return Exported(*made)


def _read_xlsform(content: bytes, name: str, definitions: Definitions | None = None) -> Imported:
    return Imported(*read_xlsform(content, name))


def _write_fhir(definitions: Definitions, id: str) -> Exported:
    instrument, translations = _instrument(definitions, id)
    made = write_questionnaire(
        instrument,
        crosswalks=list(definitions.crosswalks.values()),
        frameworks=definitions.frameworks,
        translations=translations,
    )
    return Exported(*made)


def _read_fhir(content: bytes, name: str, definitions: Definitions | None = None) -> Imported:
    return Imported(*read_questionnaire(content, name))


FORMATS = {
    each.key: each
    for each in (
        Format(
            key="yaml",
            title="preceptmap YAML",
            suffix=".yaml",
            media_type="application/yaml",
            kinds=("framework", "overlay", "instrument", "edition-change", "crosswalk"),
            write=_write_yaml,
            read=_read_yaml,
        ),
        Format(
            key="xlsx",
            title="Excel workbook",
            suffix=".xlsx",
            media_type=XLSX,
            kinds=("framework", "instrument", "edition-change", "crosswalk"),
            write=lambda definitions, id: Exported(*write_xlsx(definitions, id)),
            read=_read_xlsx,
        ),
        Format(
            key="csv",
            title="CSV of the items",
            suffix=".csv",
            media_type="text/csv; charset=utf-8",
            kinds=("framework",),
            write=lambda definitions, id: Exported(*write_csv(definitions, id)),
            read=_read_csv,
        ),
        Format(
            key="case-1.1",
            title="CASE 1.1",
            suffix=".json",
            media_type="application/json",
            kinds=("framework", "overlay"),
            write=partial(_write_case, "1.1"),
            read=_read_case,
        ),
        Format(
            key="case-1.0",
            title="CASE 1.0",
            suffix=".json",
            media_type="application/json",
            kinds=("framework", "overlay"),
            write=partial(_write_case, "1.0"),
            read=_read_case,
        ),
        Format(
            key="ciso",
            title="CISO Assistant library",
            suffix=".yaml",
            media_type="application/yaml",
            kinds=("framework", "overlay", "crosswalk"),
            write=_write_ciso,
            read=_read_ciso,
        ),
        Format(
            key="xlsform",
            title="XLSForm (ODK, KoboToolbox)",
            suffix=".xlsx",
            media_type=XLSX,
            kinds=("instrument",),
            write=partial(_write_xlsform, False),
            read=_read_xlsform,
        ),
        Format(
            key="xlsform-plain",
            title="XLSForm without sheets of ours",
            suffix=".xlsx",
            media_type=XLSX,
            kinds=("instrument",),
            write=partial(_write_xlsform, True),
        ),
        Format(
            key="fhir",
            title="FHIR R4 Questionnaire",
            suffix=".json",
            media_type="application/fhir+json",
            kinds=("instrument",),
            write=_write_fhir,
            read=_read_fhir,
        ),
    )
}


def readers() -> dict[str, Format]:
    """The formats that can be read, by key."""
    return {key: each for key, each in FORMATS.items() if each.read}


def writers(kind: str) -> dict[str, Format]:
    """The formats a definition of this kind can be taken away in, by key."""
    return {key: each for key, each in FORMATS.items() if each.write and kind in each.kinds}


def format_of(name: str, content: bytes = b"") -> str | None:
    """The key of the format whose files end like this one; what is in the file decides between several.

    >>> format_of("Standards.YAML"), format_of("q.json", b'{"resourceType": "Questionnaire"}'), format_of("a.pdf")
    ('yaml', 'fhir', None)
    """
    ending = re.sub(r"\.yml$", ".yaml", name.lower())
    fitting = [key for key, each in readers().items() if ending.endswith(each.suffix)]
    shown = (key for key in fitting if key in SIGNS and SIGNS[key](content))
    plain = (key for key in fitting if key not in SIGNS)
    return next(shown, None) or next(plain, None)
