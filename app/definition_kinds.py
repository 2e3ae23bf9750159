"""Which kinds of definition can be added beside those that ship, and where their files go."""

from dataclasses import dataclass

from frameworks.model import Framework, Frozen
from frameworks.overlay import Overlay
from frameworks.translation import Translation
from mapping.crosswalk import Crosswalk
from surveys.changes import EditionChange
from surveys.instrument import Instrument


@dataclass(frozen=True)
class Kind:
    """What a definition of this kind is (`model`), is called, and which folder of `Folders` it is read from."""

    key: str
    title: str
    model: type[Frozen]
    folder: str


KINDS = {
    each.key: each
    for each in (
        Kind("framework", "Framework", Framework, "editions"),
        Kind("overlay", "A region's or a trust's own version", Overlay, "overlays"),
        Kind("instrument", "Questionnaire", Instrument, "instruments"),
        Kind("edition-change", "What changed in a questionnaire", EditionChange, "changes"),
        Kind("crosswalk", "Crosswalk", Crosswalk, "crosswalks"),
        Kind("translation", "Translation", Translation, "translations"),
    )
}


def kind_of(definition: Frozen) -> Kind:
    """The kind this definition is of. Raises KeyError for a value that is no definition."""
    return next(kind for kind in KINDS.values() if type(definition) is kind.model)


def id_of(definition: Frozen) -> str:
    """The definition's id."""
    return str(dict(definition)["id"])
