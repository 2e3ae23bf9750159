"""The file formats that definitions can be taken away in, and added from.

Each converter lives in `reports/interchange/`, apart from our own YAML; a format is offered on pages and by
commands once it stands in FORMATS. A reader raises DefinitionError with the place of each problem.
"""

from collections.abc import Callable
from dataclasses import dataclass

from app.definition_files import read_yaml, write_yaml
from app.definitions import Definitions
from frameworks.loss import LossReport
from frameworks.model import Frozen


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


Write = Callable[[Definitions, str], Exported]
"""The definition with this id, as a file."""

Read = Callable[[bytes, str], Imported]
"""What a file of this name holds."""


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


def _read_yaml(content: bytes, name: str) -> Imported:
    document, id = read_yaml(content, name)
    return Imported((document,), LossReport(format="yaml", direction="import", subject=id))


FORMATS = {
    each.key: each
    for each in (
        Format(
            key="yaml",
            title="preceptmap YAML",
            suffix=".yaml",
            media_type="application/yaml",
            kinds=("framework", "instrument", "edition-change", "crosswalk"),
            write=_write_yaml,
            read=_read_yaml,
        ),
    )
}


def readers() -> dict[str, Format]:
    """The formats that can be read, by key."""
    return {key: each for key, each in FORMATS.items() if each.read}


def writers(kind: str) -> dict[str, Format]:
    """The formats a definition of this kind can be taken away in, by key."""
    return {key: each for key, each in FORMATS.items() if each.write and kind in each.kinds}


def format_of(name: str) -> str | None:
    """The key of the first readable format whose files end like this one; None when there is none.

    >>> format_of("Standards.YAML")
    'yaml'
    """
    return next((key for key, each in readers().items() if name.lower().endswith(each.suffix)), None)
