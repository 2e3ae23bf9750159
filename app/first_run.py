"""The first administrator of a new service."""

from datetime import datetime

from sqlmodel import Session, col, select

from app.accounts import add_account, reset_account
from app.settings import Settings
from app.tables import Account

USERNAME = "admin"


def ensure_first_admin(session: Session, *, settings: Settings, now: datetime) -> str | None:
    """A set-up code for the first administrator while nobody has set one up yet; None afterwards.

    A code printed at an earlier start stops working.
    """
    accounts = list(session.exec(select(Account).order_by(col(Account.username)).limit(2)))
    if not accounts:
        _, code = add_account(
            session,
            username=USERNAME,
            name="Administrator",
            role="admin",
            organisation=None,
            key=settings.key,
            now=now,
            by="first start",
        )
        return code
    first = accounts[0]
    if len(accounts) == 1 and first.username == USERNAME and first.state == "invited":
        return reset_account(session, account=first, key=settings.key, now=now, by="first start")
    return None
