"""Single-use codes a lead hands out: made in batches, shown once, kept only as keyed hashes.

How many codes of a batch were used is never shown exactly to anyone; `protected` says what is.
"""

from dataclasses import dataclass

from sqlmodel import Session

from surveys.codes import hash_code, make_code, make_invitation_code
from surveys.errors import Closed, Invalid, NotFound
from surveys.store.invitations import BatchCount, batch_exists, batch_of, withdraw_unused
from surveys.store.time_points import get_open_time_point
from surveys.tables import Invitation, Organisation

AUDIENCES = {"preceptee": "Preceptees", "preceptor": "Preceptors"}
LARGEST_BATCH = 200
BATCH_LENGTH = 4
STEP = 10
LEFT_OVER = 8
RETURN_INSTEAD = (
    "Codes are for people who start. At 3, 6 and 12 months they come back with their own return code."
)


@dataclass(frozen=True)
class AtLeast:
    """A count known only from below: `least` of `total`, in tens. `least` 0 means fewer than ten.

    `least` None means that nothing is shown at all, because the total is too small.
    """

    total: int
    least: int | None


def make_invitations(
    session: Session, *, time_point: int, organisation: str, audience: str, count: int, key: bytes
) -> list[str]:
    """A new batch of codes, in clear for the only time; `batch_of_code` names the batch.

    Raises Invalid (fields `count`, `audience`), Closed or NotFound. `app.handing_out.hand_out` does this
    and records who did it.
    """
    check_batch(audience=audience, count=count)
    if get_open_time_point(session, time_point).moment:
        raise Closed(RETURN_INSTEAD)
    if session.get(Organisation, organisation) is None:
        raise NotFound("There is no such organisation.")
    batch = _free_name(session)
    codes = [make_invitation_code() for _ in range(count)]
    for code in codes:
        session.add(
            Invitation(
                code_hash=_hash(code, key),
                time_point=time_point,
                organisation=organisation,
                audience=audience,
                batch=batch,
            )
        )
    session.flush()
    return codes


def batch_of_code(session: Session, *, code: str, key: bytes) -> str:
    """The name of the batch a code belongs to. Raises NotFound."""
    found = session.get(Invitation, _hash(code, key))
    if found is None:
        raise NotFound("There is no such code.")
    return found.batch


def check_batch(*, audience: str, count: int) -> None:
    """Raise Invalid unless a batch like this can be made."""
    problems = {}
    if audience not in AUDIENCES:
        problems["audience"] = "Choose who the codes are for: preceptees or preceptors."
    if not 1 <= count <= LARGEST_BATCH:
        problems["count"] = f"Enter a whole number of codes from 1 to {LARGEST_BATCH}."
    if problems:
        raise Invalid(problems)


def withdraw_batch(session: Session, *, time_point: int, organisation: str, batch: str) -> None:
    """Make every unused code of a batch worthless. Raises NotFound for a batch that is not theirs.

    It does not say how many there were: codes made less codes withdrawn would be codes used.
    """
    if batch_of(session, time_point=time_point, organisation=organisation, batch=batch) is None:
        raise NotFound("There is no such batch of codes.")
    withdraw_unused(session, time_point=time_point, organisation=organisation, batch=batch)


def protected(count: int, *, of: int) -> AtLeast:
    """`count` floored to tens, and never so high that fewer than LEFT_OVER of `of` are left.

    A live count that goes up by one tells a lead who came last, so only every tenth arrival shows. "All
    of them" is as telling as "none of them" (SDC-12, SDC-14): the last eight are never shown as used.
    """
    if of < STEP + LEFT_OVER:
        return AtLeast(total=of, least=None)
    return AtLeast(total=of, least=min(count, of - LEFT_OVER) // STEP * STEP)


def protected_use(count: BatchCount) -> AtLeast:
    """How many codes of a batch were used, as far as may be shown."""
    return protected(count.used, of=count.made)


def _free_name(session: Session) -> str:
    name = make_code(BATCH_LENGTH)
    while batch_exists(session, name):
        name = make_code(BATCH_LENGTH)
    return name


def _hash(code: str, key: bytes) -> str:
    return hash_code(code, key=key, purpose="invitation")
