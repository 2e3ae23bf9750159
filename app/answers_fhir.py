"""FHIR QuestionnaireResponses collected elsewhere, held against one time point as a file of rows is.

Ours name nobody, so whoever brings them in gives each an id that tells it from the others, and says which
organisation they are from.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from app.answers_check import CHOSEN, Ground
from frameworks.document import DefinitionError, Loc, Problem, place
from reports.interchange.fhir.answers_reading import Response, read_response
from reports.interchange.json_text import read_json
from surveys.imports import Submission
from surveys.instrument import Instrument
from surveys.rating import Rating
from surveys.tables import Organisation

KEPT = (*CHOSEN, "stage")
"""The plain questions whose answers are imported, as from a file of rows."""
MOST_PROBLEMS = 200
SUFFIX = ".json"


def read_responses(path: Path, ground: Ground, *, organisation: str) -> list[Submission]:
    """Every response of the file, which is one QuestionnaireResponse or a Bundle of them, as a submission.

    Notes and other text are left out: nobody could read them here. Raises DefinitionError with the place of
    every problem, at most MOST_PROBLEMS of them.
    """
    where = _organisation(organisation, ground, path.name)
    problems: list[Problem] = []
    found: dict[str, Submission] = {}
    for at, resource in _resources(read_json(path.read_bytes(), path.name), path.name):
        try:
            id = _id(resource, at, ground, path.name, found)
            response = read_response(resource, path.name, _by_id(ground), at=at)
            found[id] = _submission(id, response, where, at, path.name)
        except DefinitionError as error:
            problems += error.problems
    if problems:
        raise DefinitionError(tuple(problems[:MOST_PROBLEMS]))
    return list(found.values())


def _resources(data: object, file: str) -> Iterator[tuple[Loc, object]]:
    """The responses of the file and where they stand."""
    if not isinstance(data, Mapping) or data.get("resourceType") != "Bundle":
        yield (), data
        return
    entries = data.get("entry")
    if not isinstance(entries, list) or not entries:
        raise _refused(file, ("entry",), "the Bundle holds nothing; put QuestionnaireResponses in it")
    for number, entry in enumerate(entries):
        yield ("entry", number, "resource"), entry.get("resource") if isinstance(entry, Mapping) else None


def _organisation(code: str, ground: Ground, file: str) -> Organisation:
    found = ground.organisations.get(code.upper())
    if found is None:
        message = (
            f"'{code[:40]}' is not the code of an organisation here. Name the one these answers are from with "
            "--organisation, and load it first with `preceptmap organisations load FILE`."
        )
        raise _refused(file, (), message)
    return found


def _by_id(ground: Ground) -> dict[str, Instrument]:
    return {each.id: each for each in ground.instruments.values()}


def _id(resource: object, at: Loc, ground: Ground, file: str, found: Mapping[str, Submission]) -> str:
    """The id of whoever has this label; refused when it is missing, given twice, or was imported before."""
    label = resource.get("id") if isinstance(resource, Mapping) else None
    if not isinstance(label, str) or not label.strip():
        message = "missing 'id'; give each response one that tells it from the others, such as a number"
        raise _refused(file, (*at, "id"), message)
    id = ground.identify(label.strip())
    if id in found:
        raise _refused(file, (*at, "id"), f"'{label[:40]}' is given twice; each response has its own id")
    if ground.taken([id]):
        message = (
            f"the answers of '{label[:40]}' were imported into {ground.title} before; take this response out"
        )
        raise _refused(file, (*at, "id"), message)
    return id


def _submission(id: str, response: Response, organisation: Organisation, at: Loc, file: str) -> Submission:
    if not response.complete:
        message = "only completed answers are imported; leave out those that are in progress"
        raise _refused(file, (*at, "status"), message)
    return Submission(
        id=id,
        organisation=organisation.code,
        region=organisation.region,
        instrument=response.instrument,
        facts={code: response.facts[code][0] for code in KEPT if code in response.facts},
        ratings={code: _without_note(rating) for code, rating in response.ratings.items()},
    )


def _without_note(rating: Rating) -> Rating:
    return rating.model_copy(update={"note": None})


def _refused(file: str, at: Sequence[str | int], message: str) -> DefinitionError:
    return DefinitionError((Problem(file=file, line=None, place=place(tuple(at)), message=message),))
