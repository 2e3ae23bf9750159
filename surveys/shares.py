"""What a preceptee opens to a preceptor: offered with a code, accepted, changed, and withdrawn at once.

Nothing here is recorded in the audit trail, and no time is stored: either could say who is paired with whom.
"""

import secrets
from dataclasses import dataclass
from typing import Literal

from sqlmodel import Session, select

from surveys.codes import hash_code, make_code
from surveys.errors import Conflict, Invalid, NotFound
from surveys.store.shares import (
    ACCEPTED,
    OFFERED,
    forget_share,
    move_share,
    shares_by,
    shares_for,
)
from surveys.tables import Share

What = Literal["profile", "ratings", "plan"]
WHAT: tuple[What, ...] = ("profile", "ratings", "plan")
CODE_LENGTH = 28
NOT_OPEN = "There is no such page, or it is not shared with you any more."
CHANGED = "You changed this sharing in another window after you opened it here."
WRONG_CODE = (
    "That share code is not right, or it was used before. Check each letter and number, or ask your preceptee for "
    "a new code."
)
TWICE = "You already have a share from this person. They can change what it opens, and no new code is needed."


@dataclass(frozen=True)
class Terms:
    """What a preceptee says of one share: their name there, who it is for, and what it opens."""

    name: str
    whom: str
    opens: tuple[What, ...]

    @property
    def columns(self) -> dict[str, str | bool]:
        """As the columns of a share."""
        return {"name": self.name, "whom": self.whom} | {f"opens_{what}": what in self.opens for what in WHAT}


def terms_of(share: Share) -> Terms:
    """What a share says now."""
    return Terms(share.name, share.whom, tuple(what for what in WHAT if opens(share, what)))


def opens(share: Share, what: What) -> bool:
    """True when a share opens this."""
    return bool(getattr(share, f"opens_{what}"))


def shares_of(session: Session, preceptee: str) -> list[Share]:
    """What a preceptee has offered or opened; a withdrawn share is gone."""
    return list(session.exec(shares_by(preceptee)).all())


def shared_with(session: Session, preceptor: str) -> list[Share]:
    """What is open to a preceptor now, by the names the preceptees chose."""
    return list(session.exec(shares_for(preceptor)).all())


def open_share(
    session: Session, share_id: str, preceptor: str, what: What | None = None, *, to_change: bool = False
) -> Share:
    """A share that is open to this preceptor now, and opens `what`. Raises NotFound, the same for every reason.

    With `to_change`, it is not withdrawn before this unit of work ends.
    """
    found = session.get(
        Share, share_id, populate_existing=True, with_for_update={"read": True} if to_change else None
    )
    if found is None or not preceptor or found.preceptor != preceptor or found.state != ACCEPTED:
        raise NotFound(NOT_OPEN)
    if what is not None and not opens(found, what):
        raise NotFound(NOT_OPEN)
    return found


def own_share(session: Session, share_id: str, preceptee: str) -> Share:
    """A preceptee's own share. Raises NotFound, also once it was withdrawn."""
    found = session.get(Share, share_id, populate_existing=True)
    if found is None or not preceptee or found.preceptee != preceptee:
        raise NotFound("There is no such sharing, or you have stopped it.")
    return found


def offer_share(session: Session, *, preceptee: str, terms: Terms, key: bytes) -> str:
    """Make a share that waits for whoever enters the code, which is returned once and kept only as a hash."""
    code = make_code(CODE_LENGTH)
    share = Share(id=secrets.token_hex(16), preceptee=preceptee, code_hash=_hash(code, key), name=terms.name)
    for column, value in terms.columns.items():
        setattr(share, column, value)
    session.add(share)
    session.flush()
    return code


def accept_share(session: Session, *, code: str, preceptor: str, key: bytes) -> Share:
    """Use a share code up; the share is open to this preceptor from now on. Raises Invalid."""
    found = session.exec(select(Share).where(Share.code_hash == _hash(code, key))).first()
    if found is None or found.state != OFFERED:
        raise Invalid({"code": WRONG_CODE})
    if any(share.preceptee == found.preceptee for share in shared_with(session, preceptor)):
        raise Invalid({"code": TWICE})
    used = move_share(
        session, found, revision=found.revision, state=ACCEPTED, preceptor=preceptor, code_hash=None
    )
    if not used:
        raise Invalid({"code": WRONG_CODE})
    return found


def change_share(session: Session, *, share: Share, revision: int, terms: Terms) -> None:
    """Change what a share opens, at once. Raises Conflict when it was changed in between."""
    if not move_share(session, share, revision=revision, **terms.columns):
        raise Conflict(CHANGED)


def withdraw_share(session: Session, *, share: Share) -> None:
    """Forget a share at once, whatever it was changed to meanwhile, and what was said within it."""
    session.get(Share, share.id, with_for_update=True, populate_existing=True)
    forget_share(session, share.id)
    session.expunge(share)


def _hash(code: str, key: bytes) -> str:
    return hash_code(code, key=key, purpose="share")
