"""What is stored about organisations, collections and answers.

Invitations and responses share no key (`DESIGN.md` 6). Responses carry no time, so that no order of
arrival can be read from them (SEC-59, SEC-60).
"""

from datetime import date

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel


class Meta(SQLModel, table=True):
    """Facts about this database itself, such as whether it holds sample data."""

    __tablename__ = "meta"

    key: str = Field(primary_key=True)
    value: str


class Organisation(SQLModel, table=True):
    """A trust or other employer, as the Organisation Data Service describes it."""

    __tablename__ = "organisation"

    code: str = Field(primary_key=True)
    name: str
    region: str | None = Field(default=None, index=True)
    board: str | None = None
    opened: date | None = None
    closed: date | None = None
    snapshot: date
    sample: bool = False


class TimePoint(SQLModel, table=True):
    """One collection: opened, then closed, by the steering group."""

    __tablename__ = "time_point"

    id: int | None = Field(default=None, primary_key=True)
    title: str = Field(unique=True)
    state: str = "planned"
    opened_on: date | None = None
    closed_on: date | None = None
    preceptee_instrument: str
    preceptor_instrument: str
    organisation_instrument: str
    revision: int = 1


class Invitation(SQLModel, table=True):
    """A single-use code, kept only as a keyed hash. Nothing here points at a response."""

    __tablename__ = "invitation"

    code_hash: str = Field(primary_key=True)
    time_point: int = Field(foreign_key="time_point.id", index=True)
    organisation: str = Field(foreign_key="organisation.code", index=True)
    audience: str
    batch: str = Field(index=True)
    state: str = "handed out"


class Response(SQLModel, table=True):
    """One person's answers to one instrument at one time point."""

    __tablename__ = "response"
    __table_args__ = (Index("response_cell", "time_point", "state", "audience"),)

    id: str = Field(primary_key=True)
    return_hash: str = Field(unique=True)
    reference: str = Field(unique=True)
    time_point: int = Field(foreign_key="time_point.id")
    audience: str
    instrument: str
    organisation: str = Field(foreign_key="organisation.code", index=True)
    region: str | None = None
    pathway: str | None = None
    stage: str | None = None
    transition: str | None = None
    state: str = "draft"
    revision: int = 1


class SectionSave(SQLModel, table=True):
    """How often one section of a response was saved: the revision two tabs are compared by."""

    __tablename__ = "section_save"

    response: str = Field(foreign_key="response.id", primary_key=True)
    section: str = Field(primary_key=True)
    revision: int = 0


class RatingAnswer(SQLModel, table=True):
    """One need item's ratings. At submission every item asked has a row, blank or not."""

    __tablename__ = "rating_answer"

    response: str = Field(foreign_key="response.id", primary_key=True)
    item: str = Field(primary_key=True)
    importance: int | None = None
    confidence: int | None = None
    not_in_role: bool = False
    support: str | None = None
    note: str | None = None


class FactAnswer(SQLModel, table=True):
    """One answer to a plain question; several rows where several options were chosen."""

    __tablename__ = "fact_answer"

    response: str = Field(foreign_key="response.id", primary_key=True)
    question: str = Field(primary_key=True)
    value: str = Field(primary_key=True)


class OrganisationReturn(SQLModel, table=True):
    """What an organisation says of its own provision at one time point, and its capacity plan."""

    __tablename__ = "organisation_return"
    __table_args__ = (UniqueConstraint("organisation", "time_point"),)

    id: int | None = Field(default=None, primary_key=True)
    organisation: str = Field(foreign_key="organisation.code")
    time_point: int = Field(foreign_key="time_point.id", index=True)
    state: str = "draft"
    revision: int = 1
    plan: str | None = None
    plan_revision: int = 0


class ProvisionFact(SQLModel, table=True):
    """One answer to one provision question; several rows where several options were chosen."""

    __tablename__ = "provision_fact"

    organisation_return: int = Field(foreign_key="organisation_return.id", primary_key=True)
    question: str = Field(primary_key=True)
    value: str = Field(primary_key=True)


class SelfAssessment(SQLModel, table=True):
    """An organisation's self-assessment against one framework at one time point."""

    __tablename__ = "self_assessment"
    __table_args__ = (UniqueConstraint("organisation", "time_point", "framework"),)

    id: int | None = Field(default=None, primary_key=True)
    organisation: str = Field(foreign_key="organisation.code")
    time_point: int = Field(foreign_key="time_point.id")
    framework: str
    revision: int = 1


class CriterionScore(SQLModel, table=True):
    """One criterion's score (0, 1, 2 or not answered) and the evidence noted for it."""

    __tablename__ = "criterion_score"

    self_assessment: int = Field(foreign_key="self_assessment.id", primary_key=True)
    item: str = Field(primary_key=True)
    score: int | None = None
    evidence: str = ""


class ReleaseRow(SQLModel, table=True):
    """A numbered release. `content` holds everything but the parts; it never changes once made."""

    __tablename__ = "release"

    number: int = Field(primary_key=True)
    time_point: int = Field(foreign_key="time_point.id", index=True)
    state: str = "waiting"
    revision: int = 1
    made_on: date
    author: str
    approver: str | None = None
    decided_on: date | None = None
    reason: str | None = None
    people: int
    content_hash: str
    content: str


class ReleasePart(SQLModel, table=True):
    """One group's protected figures in a release, so that a lead reads no other group's."""

    __tablename__ = "release_part"

    release: int = Field(foreign_key="release.number", primary_key=True)
    audience: str = Field(primary_key=True)
    dimension: str = Field(primary_key=True)
    code: str = Field(primary_key=True)
    position: int
    content: str


class ReleaseEvidence(SQLModel, table=True):
    """What a release was made from, kept from everyone, and the attack on it, shown to everyone.

    `snapshot` is its counts, `hidden` the figures hidden to protect others, both for making it again.
    """

    __tablename__ = "release_evidence"

    release: int = Field(foreign_key="release.number", primary_key=True)
    snapshot: bytes
    hidden: str
    attack: str


class ErasedPeople(SQLModel, table=True):
    """How many submitted responses of a cell were erased, so that a release knows how many people changed.

    An empty code is one nobody gave. Nothing here says whose response it was, or when.
    """

    __tablename__ = "erased_people"

    time_point: int = Field(foreign_key="time_point.id", primary_key=True)
    audience: str = Field(primary_key=True)
    organisation: str = Field(foreign_key="organisation.code", primary_key=True)
    region: str = Field(primary_key=True)
    pathway: str = Field(primary_key=True)
    stage: str = Field(primary_key=True)
    people: int = 0
