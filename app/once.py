"""A form that is posted twice is carried out once (REL-04, REL-05, SEC-30).

Every form carries a random key made with its page. The key and where it led are stored in the same
transaction as what the form did, so a retry after a lost answer leads to the same place.
"""

import secrets
from collections.abc import Callable

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from app.tables import Once
from frameworks.language import say
from surveys.errors import Invalid

FIELD = "once"


def make_once_key() -> str:
    """A key for one rendering of one form."""
    return secrets.token_urlsafe(18)


def carry_out_once(session: Session, *, key: str, owner: str, act: Callable[[], str]) -> str:
    """Run `act`, which returns where to go next; or, when `key` was used, say where it led then.

    Raises Invalid when the key is missing or belongs to somebody else.
    """
    if not 16 <= len(key) <= 64 or not key.isascii() or not key.isprintable():
        raise Invalid({FIELD: say("This form has lost its key. Open the page again and send it once more.")})
    earlier = session.get(Once, key)
    if earlier is not None:
        return _where_it_led(earlier, owner)
    row = Once(key=key, owner=owner, location="")
    session.add(row)
    try:
        session.flush()
    except IntegrityError:  # the same form, posted twice at once: the other one has just been carried out
        session.rollback()
        return _where_it_led(session.get_one(Once, key), owner)
    row.location = act()
    session.add(row)
    return row.location


def _where_it_led(row: Once, owner: str) -> str:
    if row.owner != owner:
        raise Invalid({FIELD: say("This form was opened by somebody else. Open the page again.")})
    return row.location
