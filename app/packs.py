"""Workbooks to fill in without web access: made for one organisation and time point, and read back.

What comes back is checked and stored by what checks and stores the pages' forms, so it ends in the same rows.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlmodel import Session

from app.carrying import read_sides
from app.definitions import Definitions
from app.editions import editions_for
from app.pack_parts import AssessmentPart, Change, Part, PartRead, ProvisionPart
from app.place import Place
from app.sample import REAL, SAMPLE
from frameworks.model import Framework
from frameworks.yaml_text import content_hash
from mapping.spreadsheet import AnswersRefused, Refusal
from reports.pack.cells import fault
from reports.pack.form import PROVISION, Pack, PartAsked
from reports.pack.layout import LISTS, MANIFEST, START
from reports.pack.manifest import Manifest, ManifestPart
from reports.pack.read import AGAIN, Filled, read_answers, read_manifest
from reports.pack.write import write_pack
from surveys.errors import Closed, Conflict, Invalid
from surveys.provision import FINISHED, saved_provision
from surveys.store.provision import CHANGED
from surveys.store.self_assessments import saved_assessment

CLOSED = "This collection is closed, so a workbook can no longer be filled in for it."
FIRST_PART_LINE = 8
"""Where the manifest sheet tells of the first part."""


class PackChange(NamedTuple):
    """One answer that would change, with the cell that says so."""

    part: str
    cell: str
    question: str
    saved: str
    given: str


@dataclass(frozen=True)
class Returned:
    """A pack that came back: what it would change beside what is saved now, part by part.

    `clashing` are the parts it would change although they were saved since it was made; `seen` the revisions
    saved now.
    """

    reads: dict[str, PartRead]
    changes: tuple[PackChange, ...]
    clashing: tuple[str, ...]
    seen: dict[str, int]


def can_ask(session: Session, place: Place, definitions: Definitions) -> list[Framework]:
    """The editions the organisation assesses itself against, those nobody asks for last."""
    found = editions_for(definitions, place, read_sides(session, place, definitions)).now
    return sorted(found, key=lambda each: not is_asked_for(each))


def is_asked_for(framework: Framework) -> bool:
    """Whether an organisation is expected to assess itself against it."""
    return not framework.optional and framework.in_force_to is None


def make_pack(
    session: Session,
    place: Place,
    *,
    definitions: Definitions,
    parts: Sequence[str],
    key: bytes,
    made_on: date,
    sample: bool,
) -> bytes:
    """The workbook with these parts, filled in with what is saved. Raises Closed, or Invalid naming strange parts."""
    if not place.is_open:
        raise Closed(CLOSED)
    now = _parts(session, place, definitions, parts)
    return write_pack(_pack(place, now, made_on=made_on.isoformat(), sample=sample), key=key)


def read_pack(
    session: Session, place: Place, content: bytes, *, definitions: Definitions, key: bytes, sample: bool
) -> Returned:
    """What a workbook would change at this place. Nothing is stored.

    Raises AnswersRefused naming cells, Closed, or Conflict where provision is marked as finished and would change.
    """
    manifest, sheets = read_manifest(content, key=key)
    known = {each.id: content_hash(each) for each in can_ask(session, place, definitions)}
    edition = definitions.instruments[place.instrument]
    known[PROVISION] = content_hash(edition)
    faults = list(_manifest_faults(manifest, place, known, sample=sample))
    if faults:
        raise AnswersRefused(faults)
    if not place.is_open:
        raise Closed(CLOSED)
    now = _parts(session, place, definitions, [part.id for part in manifest.parts])
    pack = _pack(place, now, made_on=manifest.made_on, sample=sample)
    return _returned(now, manifest, read_answers(pack, manifest, sheets))


def store_pack(session: Session, place: Place, returned: Returned, *, seen: Mapping[str, int]) -> int:
    """Store what a workbook changes; how many answers that were.

    Raises Conflict when a part was saved after `seen`, and whatever saving the pages' forms raises.
    """
    for id, read in returned.reads.items():
        if read.writes and seen.get(id) != returned.seen[id]:
            raise Conflict(CHANGED)
    for id, read in returned.reads.items():
        for revision, write in enumerate(read.writes, start=returned.seen[id]):
            write(session, here=place.here, seen=revision)
    return len(returned.changes)


def _parts(session: Session, place: Place, definitions: Definitions, wanted: Sequence[str]) -> list[Part]:
    """The parts as they are saved now, provision first and then in the order of the pages."""
    known = {each.id: each for each in can_ask(session, place, definitions)}
    strange = [id for id in wanted if id != PROVISION and id not in known]
    if strange or not wanted:
        listed = ", ".join([PROVISION, *known])
        raise Invalid({"part": f"Choose what the workbook asks about, one or more of {listed}."})
    found: list[Part] = []
    if PROVISION in wanted:
        instrument = definitions.instruments[place.instrument]
        found.append(ProvisionPart(instrument, saved_provision(session, **place.here)))
    for id, framework in known.items():
        if id in wanted:
            found.append(AssessmentPart(framework, saved_assessment(session, framework=id, **place.here)))
    return found


def _pack(place: Place, now: Sequence[Part], *, made_on: str, sample: bool) -> Pack:
    taken = {name.lower() for name in (START, LISTS, MANIFEST)}
    asked: list[PartAsked] = [part.asked(taken) for part in now]
    return Pack(
        organisation=place.organisation,
        name=place.name,
        time_point=place.time_point,
        title=place.title,
        holds=SAMPLE if sample else REAL,
        made_on=made_on,
        parts=tuple(asked),
        answers={part.id: part.fields() for part in now},
    )


def _manifest_faults(
    manifest: Manifest, place: Place, known: Mapping[str, str], *, sample: bool
) -> Iterator[Refusal]:
    """What the manifest says that does not fit this place, or the content of the editions it has now (`known`)."""
    if manifest.holds != (SAMPLE if sample else REAL):
        message = f"this workbook holds {manifest.holds}, and this service does not. {AGAIN}"
        yield fault(message, sheet=MANIFEST, cell="B3")
    if manifest.organisation != place.organisation:
        message = f"this workbook is of {manifest.organisation}, and you are a lead of {place.organisation}"
        yield fault(f"{message}. Send it to a lead there.", sheet=MANIFEST, cell="B4")
    if manifest.time_point != place.time_point:
        message = f"this workbook is for another collection than {place.title}"
        yield fault(f"{message}. Open that collection and upload it there.", sheet=MANIFEST, cell="B5")
    for line, part in enumerate(manifest.parts, start=FIRST_PART_LINE):
        if known.get(part.id) != part.hash:
            yield fault(_stale(part, known), sheet=MANIFEST, cell=f"B{line}")


def _stale(part: ManifestPart, known: Mapping[str, str]) -> str:
    if part.id not in known:
        return f"your organisation no longer assesses itself against {part.edition}. {AGAIN}"
    return f"{part.edition} has changed since this workbook was made. {AGAIN}"


def _returned(now: Sequence[Part], manifest: Manifest, filled: Filled) -> Returned:
    made_at = {part.id: part.revision for part in manifest.parts}
    reads: dict[str, PartRead] = {}
    changes: list[PackChange] = []
    faults: list[Refusal] = []
    for part in now:
        cells = filled.cells[part.id]
        try:
            reads[part.id] = part.read(filled.fields[part.id])
        except Invalid as refusal:
            faults += [_cell_fault(cells[field], said) for field, said in refusal.problems.items()]
            continue
        changes += [_placed(part, cells, change) for change in reads[part.id].changes]
    if faults:
        raise AnswersRefused(faults)
    finished = [part for part in now if isinstance(part, ProvisionPart) and part.saved.state == "submitted"]
    if any(reads[part.id].changes for part in finished):
        raise Conflict(FINISHED)
    clashing = tuple(part.id for part in now if reads[part.id].changes and part.revision != made_at[part.id])
    return Returned(reads, tuple(changes), clashing, {part.id: part.revision for part in now})


def _placed(part: Part, cells: Mapping[str, str], change: Change) -> PackChange:
    return PackChange(part.id, cells[change.field], change.question, change.saved, change.given)


def _cell_fault(cell: str, message: str) -> Refusal:
    return Refusal(None, None, message, cell)
