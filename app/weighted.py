"""Need weighted by the headcounts of a release, for whoever asks for it: a page, a file, the command line."""

from app.definitions import Definitions
from mapping.figures import Release
from reports.table import Table
from reports.weighted import refusals_of, weighted_needs
from surveys.errors import NotFound


def weighted_table(release: Release, definitions: Definitions) -> Table | None:
    """The weighted shares beside the published ones, or None where nothing can be weighted."""
    return weighted_needs(release, definitions.instruments[release.instruments["preceptee"]])


def get_weighted_table(release: Release, definitions: Definitions) -> Table:
    """The same. Raises NotFound saying which headcounts are not known."""
    table = weighted_table(release, definitions)
    if table is None:
        raise NotFound(" ".join(refusals_of(release)))
    return table
