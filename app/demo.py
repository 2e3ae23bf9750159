"""The synthetic sample survey: seeded, watermarked, and in a database that never holds real answers."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from importlib.metadata import version

from sqlmodel import Session, col, select

from app.accounts import add_account
from app.clock import utc_now
from app.definitions import Definitions, load_definitions
from app.demo_answers import Planned, answer_survey
from app.demo_headcounts import add_headcounts
from app.demo_later import come_back
from app.demo_places import PLACES, add_places
from app.demo_plan import add_sample_plan
from app.demo_returns import add_returns
from app.demo_sharing import PRECEPTOR_CODE, add_pairs
from app.handing_out import hand_out
from app.making import Protect, make_release
from app.passwords import hash_password
from app.progress import tell_progress
from app.releases import WAITING, approve_release
from app.sample import SAMPLE, stamp
from app.settings import Settings
from mapping.attack.attack import protect_release
from mapping.attack.scenarios import INSIDER
from surveys.codes import hash_code
from surveys.database import Database
from surveys.edition_moves import newest_instruments
from surveys.store.releases import last_release
from surveys.store.time_points import open_starts
from surveys.tables import Respondent, Response, TimePoint
from surveys.time_points import later_title, open_time_point, plan_time_point

PASSWORD = "sample survey 2026"  # noqa: S105 - printed at every start; it opens synthetic data only
SECRETS = {
    "lead@example.org": "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
    "steering@example.org": "KRSXG5CTMVRXEZLUKRSXG5CTMVRXEZLU",
    "approver@example.org": "MFZWIZTHNBVGW3DNMFZWIZTHNBVGW3DN",
    "admin@example.org": "NRXXEZLNNFYHG5LNNRXXEZLNNFYHG5LN",
}
ROLES = {
    "lead@example.org": ("Lena Lead", "lead"),
    "steering@example.org": ("Stevie Steering", "steering"),
    "approver@example.org": ("Avery Approver", "steering"),
    "admin@example.org": ("Ada Admin", "admin"),
}
RETURN_CODE = "SAMP-1E00-PRAC-T1CE-F0R-1001"
START = Planned(title="Autumn 2026", seed=20260901, preceptees=1240, preceptors=290)
LATER = Planned(title=later_title(START.title, 3), seed=20260301, preceptees=520, preceptors=130)
JULY, NOVEMBER = (datetime(2026, month, 2, 9, tzinfo=UTC) for month in (7, 11))
BY_THE_INSIDER: Protect = partial(protect_release, scenarios=[INSIDER])
"""The sample's own releases are attacked by the insider only, so that a first start takes minutes, not many."""


def sample_settings(settings: Settings) -> Settings:
    """The same settings on a database of its own, unless one was chosen."""
    if settings.database_url:
        return settings
    return settings.model_copy(
        update={"database_url": f"sqlite:///{settings.data.resolve() / 'sample.sqlite'}"}
    )


def prepare_demo(
    database: Database,
    settings: Settings,
    *,
    say: Callable[[str], None],
    protect: Protect = BY_THE_INSIDER,
) -> list[str]:
    """Make what is missing of the sample survey, and say how to sign in as each role.

    Raises MixedContents when the database holds real answers.
    """
    definitions = load_definitions()
    with database.writing() as session:
        stamp(session, SAMPLE)
        made = session.exec(select(TimePoint).limit(1)).first() is not None
    if not made:
        with database.writing() as session:
            make_answers(session, settings, definitions, say=say)
    for planned, counted in ((START, NOVEMBER), (LATER, utc_now())):
        publish_sample(database, planned.title, definitions, counted, say=say, protect=protect)
    with database.writing() as session:
        return how_to_sign_in(session, settings)


def make_answers(
    session: Session, settings: Settings, definitions: Definitions, *, say: Callable[[str], None]
) -> None:
    """Organisations, accounts, and a series: its start, and those who came back after 3 months."""
    say("Making the sample survey: organisations and accounts")
    add_places(session)
    for username, (name, role) in ROLES.items():
        _add_account(session, settings, username, name, role)
    say(f"Making the sample survey: {START.title}, {START.preceptees + START.preceptors} people")
    start = _open(session, START.title, definitions, JULY)
    answer_survey(session, START, point=start, definitions=definitions)
    add_returns(session, START.seed, point=start, definitions=definitions)
    add_headcounts(session, start)
    sample_id = _sample_response(session, start)
    _give_return_code(session, sample_id, settings)
    session.flush()
    add_pairs(session, sample_id, point=start, seed=START.seed, key=settings.key)
    say(f"Making the sample survey: {LATER.title}, {LATER.preceptees + LATER.preceptors} people")
    later = _open(session, LATER.title, definitions, NOVEMBER, series=start.series, moment=3)
    come_back(session, LATER, start=start, point=later, surely=sample_id, definitions=definitions)
    add_returns(session, LATER.seed, point=later, definitions=definitions)
    add_headcounts(session, later)
    add_sample_plan(session, sample_id, definitions=definitions)
    session.flush()


def publish_sample(
    database: Database,
    title: str,
    definitions: Definitions,
    at: datetime,
    *,
    say: Callable[[str], None],
    protect: Protect,
) -> None:
    """An approved release of a time point that has none: counted, protected, attacked."""
    with database.reading() as session:
        point = session.exec(select(TimePoint).where(col(TimePoint.title) == title)).one()
        last = last_release(session, time_point=point.id or 0)
    if last is None:
        make_release(
            database,
            time_point=point.id or 0,
            by="steering@example.org",
            now=at,
            definitions=definitions,
            code_version=version("preceptmap"),
            progress=tell_progress(say, f"Making the sample survey: {title}"),
            protect=protect,
        )
    with database.writing() as session:
        row = last_release(session, time_point=point.id or 0)
        if row is not None and row.state == WAITING:
            approve_release(
                session, number=row.number, revision=row.revision, by="approver@example.org", now=at
            )


def how_to_sign_in(session: Session, settings: Settings) -> list[str]:
    """What `make run` ends with: the address, and a line for each role."""
    point = open_starts(session)[0]
    codes = {
        audience: hand_out(
            session,
            time_point=point.id or 0,
            organisation=PLACES[0].code,
            audience=audience,
            count=1,
            key=settings.key,
            by="sample",
            now=utc_now(),
        ).codes[0]
        for audience in ("preceptee", "preceptor")
    }
    _give_return_code(session, _sample_response(session, point), settings)
    base = settings.base_url
    return [
        f"preceptmap with a synthetic sample survey: {base}",
        "",
        f"  preceptee           {base}/join     invitation code {codes['preceptee']}",
        f"  preceptee's profile {base}/return   return code {RETURN_CODE}",
        f"  preceptor           {base}/join     invitation code {codes['preceptor']}",
        f"  preceptor's month   {base}/return   return code {PRECEPTOR_CODE}",
        f"  organisation lead   {base}/sign-in  lead@example.org      password: {PASSWORD}",
        f"  steering group      {base}/sign-in  steering@example.org  password: {PASSWORD}",
        f"  second approver     {base}/sign-in  approver@example.org  password: {PASSWORD}",
        f"  administrator       {base}/sign-in  admin@example.org     password: {PASSWORD}",
        "",
        "  Staff are then asked for a 6-digit code. With sample data the page shows it; an authenticator app",
        "  works too, with these keys:",
        *(f"    {username:<22} {secret}" for username, secret in SECRETS.items()),
    ]


def _add_account(session: Session, settings: Settings, username: str, name: str, role: str) -> None:
    account, _ = add_account(
        session,
        username=username,
        name=name,
        role=role,
        organisation=PLACES[0].code if role == "lead" else None,
        key=settings.key,
        now=JULY,
        by="sample",
    )
    account.password_hash = hash_password(PASSWORD)
    account.totp_secret = SECRETS[username]
    account.state, account.setup_hash, account.setup_expires = "active", None, None
    session.add(account)
    session.flush()


def _open(
    session: Session,
    title: str,
    definitions: Definitions,
    opened: datetime,
    *,
    series: str | None = None,
    moment: int = 0,
) -> TimePoint:
    current = newest_instruments(definitions.changes)
    point = plan_time_point(session, title=title, instruments=current, series=series, moment=moment)
    open_time_point(session, point=point, revision=point.revision, today=opened.date())
    return point


def _sample_response(session: Session, point: TimePoint) -> str:
    wanted = select(Response).where(
        col(Response.time_point) == point.id,
        col(Response.audience) == "preceptee",
        col(Response.state) == "submitted",
        col(Response.pathway) == "diagnostic",
        col(Response.organisation) == PLACES[0].code,
    )
    found = session.exec(wanted.order_by(col(Response.id)).limit(1)).first()
    return found.id if found else ""


def _give_return_code(session: Session, response_id: str, settings: Settings) -> None:
    response = session.get(Response, response_id)
    hashed = hash_code(RETURN_CODE, key=settings.key, purpose="return")
    held = session.exec(select(Respondent).where(col(Respondent.return_hash) == hashed)).first()
    if response is None or held is not None:
        return
    respondent = session.get(Respondent, response.respondent) if response.respondent else None
    if respondent is not None:
        respondent.return_hash = hashed
    else:
        respondent = Respondent(id=response.id, audience=response.audience, return_hash=hashed)
        response.respondent = respondent.id
    session.add(respondent)
    session.flush()
    session.add(response)
