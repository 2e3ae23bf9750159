"""Starting with an invitation code, and coming back with a return code.

Nothing here is recorded in the audit trail, and no time is stored: either could say whose answers are whose.
"""

import secrets

from sqlmodel import Session, col, select, update

from frameworks.language import mark, say
from surveys.codes import ALPHABET, derive_return_code, hash_code, make_return_code
from surveys.errors import Closed, Invalid, NotFound
from surveys.store.responses import section_revisions
from surveys.store.time_points import get_time_point, hold_time_point
from surveys.tables import Invitation, Organisation, Respondent, Response, TimePoint

WRONG_INVITATION = mark(
    "That code is not right, or it was used before. Check each letter and number. If you have started "
    "already, use your return code instead."
)
WRONG_RETURN = mark("That return code is not right. Check each letter and number.")


def find_invitation(session: Session, *, code: str, key: bytes) -> Invitation:
    """The unused invitation of an open collection. Raises Invalid, or Closed when it was too late."""
    found = session.get(Invitation, hash_code(code, key=key, purpose="invitation"))
    if found is None or found.state != "handed out":
        raise Invalid({"code": say(WRONG_INVITATION)})
    if get_time_point(session, found.time_point).state != "open":
        raise Closed(say("The collection this code is for is not open. Ask whoever gave you the code."))
    return found


def start_response(session: Session, *, code: str, seed: str, key: bytes) -> tuple[Response, str]:
    """Use up an invitation and begin a response; the response and its return code, made from `seed`.

    The two are written together and share nothing, so nobody can tell later which led to which.
    """
    invitation = find_invitation(session, code=code, key=key)
    used = session.exec(
        update(Invitation)
        .where(col(Invitation.code_hash) == invitation.code_hash, col(Invitation.state) == "handed out")
        .values(state="used")
    )
    if used.rowcount != 1:
        raise Invalid({"code": say(WRONG_INVITATION)})
    point = hold_time_point(session, invitation.time_point)
    organisation = session.get_one(Organisation, invitation.organisation)
    return_code = derive_return_code(seed, key=key)
    respondent = Respondent(
        id=secrets.token_hex(16), audience=invitation.audience, return_hash=_hash_return(return_code, key)
    )
    session.add(respondent)
    session.flush()
    response = Response(
        id=secrets.token_hex(16),
        respondent=respondent.id,
        reference=free_reference(session),
        time_point=invitation.time_point,
        audience=invitation.audience,
        instrument=point.preceptee_instrument
        if invitation.audience == "preceptee"
        else point.preceptor_instrument,
        organisation=organisation.code,
        region=organisation.region,
    )
    session.add(response)
    session.flush()
    return response, return_code


def find_return(session: Session, *, code: str, key: bytes) -> Response:
    """The response a return code opens: the one of the latest time point. Raises Invalid."""
    found = _response_of(session, code, key)
    if found is None:
        raise Invalid({"code": say(WRONG_RETURN)})
    return found


def find_just_started(session: Session, *, seed: str, key: bytes) -> tuple[Response, str] | None:
    """The response that `seed` began and its return code, but only while nothing is saved in it.

    Whoever lost the answer to their first form can so ask again; whoever finds that form later, on a
    shared computer, reads nothing.
    """
    code = derive_return_code(seed, key=key)
    found = _response_of(session, code, key)
    if found is None or section_revisions(session, found.id):
        return None
    return found, code


def replace_return_code(session: Session, *, respondent: str, key: bytes) -> str:
    """A new return code; the old one stops working. Raises NotFound."""
    found = session.get(Respondent, respondent)
    if found is None:
        raise NotFound(say("These answers have been erased."))
    code = make_return_code()
    found.return_hash = _hash_return(code, key)
    session.add(found)
    return code


def _response_of(session: Session, code: str, key: bytes) -> Response | None:
    wanted = (
        select(Response)
        .join(Respondent, col(Respondent.id) == col(Response.respondent))
        .join(TimePoint, col(TimePoint.id) == col(Response.time_point))
        .where(col(Respondent.return_hash) == _hash_return(code, key))
        .order_by(col(TimePoint.moment).desc())
    )
    return session.exec(wanted.limit(1)).first()


def free_reference(session: Session) -> str:
    """A reference that no response has yet, for its owner to quote."""
    while True:
        reference = "".join(secrets.choice(ALPHABET) for _ in range(6))
        taken = select(Response).where(col(Response.reference) == reference)
        if session.exec(taken).first() is None:
            return reference


def _hash_return(code: str, key: bytes) -> str:
    return hash_code(code, key=key, purpose="return")
