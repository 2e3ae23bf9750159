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


class DefinitionRow(SQLModel, table=True):
    """A definition that was added beside those that ship: a YAML document that never changes once it is here."""

    __tablename__ = "definition"

    id: str = Field(primary_key=True)
    kind: str
    content: str
    hash: str
    reason: str
    added_on: date
    added_by: str


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
    """One collection: opened, then closed, by the steering group.

    `series` names the collections that follow the same people; `moment` is how many months into their
    preceptorship people answer it: 0, 3, 6 or 12 (`DOMAIN.md` 4.3).
    """

    __tablename__ = "time_point"
    __table_args__ = (UniqueConstraint("series", "moment"),)

    id: int | None = Field(default=None, primary_key=True)
    title: str = Field(unique=True)
    series: str
    moment: int = 0
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


class Respondent(SQLModel, table=True):
    """Whoever holds one return code, which is kept only as a keyed hash: what links their time points."""

    __tablename__ = "respondent"

    id: str = Field(primary_key=True)
    audience: str
    return_hash: str = Field(unique=True)


class Response(SQLModel, table=True):
    """One person's answers to one instrument at one time point. Imported answers have no respondent."""

    __tablename__ = "response"
    __table_args__ = (
        Index("response_cell", "time_point", "state", "audience"),
        UniqueConstraint("respondent", "time_point"),
    )

    id: str = Field(primary_key=True)
    respondent: str | None = Field(default=None, foreign_key="respondent.id")
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
    """One need item's ratings. At submission every item asked has a row, blank or not.

    `looking_back` is the confidence that a person at 12 months says they had at the start.
    """

    __tablename__ = "rating_answer"

    response: str = Field(foreign_key="response.id", primary_key=True)
    item: str = Field(primary_key=True)
    importance: int | None = None
    confidence: int | None = None
    looking_back: int | None = None
    not_in_role: bool = False
    support: str | None = None
    note: str | None = None


class FactAnswer(SQLModel, table=True):
    """One answer to a plain question; several rows where several options were chosen."""

    __tablename__ = "fact_answer"

    response: str = Field(foreign_key="response.id", primary_key=True)
    question: str = Field(primary_key=True)
    value: str = Field(primary_key=True)


class Share(SQLModel, table=True):
    """What a preceptee opened to one preceptor. `name` is what the preceptee wants to be called there, `whom` their
    own reminder of who the code is for.

    `state` is offered or accepted, and a withdrawn share is deleted with all that was said within it. The code
    is kept only as a keyed hash, until it is used.
    """

    __tablename__ = "share"

    id: str = Field(primary_key=True)
    preceptee: str = Field(foreign_key="respondent.id", index=True)
    preceptor: str | None = Field(default=None, foreign_key="respondent.id", index=True)
    code_hash: str | None = Field(default=None, unique=True)
    name: str
    whom: str = ""
    opens_profile: bool = True
    opens_ratings: bool = False
    opens_plan: bool = False
    state: str = "offered"
    revision: int = 1


class MirroredRating(SQLModel, table=True):
    """The confidence a preceptor believes a preceptee has in one item, beside the response that was shared."""

    __tablename__ = "mirrored_rating"

    share: str = Field(foreign_key="share.id", primary_key=True)
    response: str = Field(foreign_key="response.id", primary_key=True)
    item: str = Field(primary_key=True)
    confidence: int | None = None


class MirroredView(SQLModel, table=True):
    """A preceptor's view of one shared response: how often it was saved, and whether it was given to be seen."""

    __tablename__ = "mirrored_view"

    share: str = Field(foreign_key="share.id", primary_key=True)
    response: str = Field(foreign_key="response.id", primary_key=True)
    given: bool = False
    revision: int = 1


class PlanAction(SQLModel, table=True):
    """One action of a preceptee's learning plan, in their own words. `item` is the need it starts from."""

    __tablename__ = "plan_action"

    id: str = Field(primary_key=True)
    respondent: str = Field(foreign_key="respondent.id", index=True)
    position: int
    item: str | None = None
    aim: str
    support: str | None = None
    who: str = ""
    due: date | None = None
    evidence: str = ""
    reflection: str = ""
    cpd: str | None = None
    state: str = "planned"
    revision: int = 1


class PlanMeeting(SQLModel, table=True):
    """The record of an initial, interim or final meeting. Each confirms the revision they read."""

    __tablename__ = "plan_meeting"

    id: str = Field(primary_key=True)
    respondent: str = Field(foreign_key="respondent.id", index=True)
    kind: str
    held_on: date | None = None
    notes: str = ""
    agreed: str = ""
    confirmed_by_preceptee: int = 0
    confirmed_by_preceptor: int = 0
    preceptor: str | None = Field(default=None, foreign_key="respondent.id")
    revision: int = 1


class CapacityScenario(SQLModel, table=True):
    """A named variation of an organisation's capacity plan, its inputs as JSON."""

    __tablename__ = "capacity_scenario"
    __table_args__ = (UniqueConstraint("organisation", "time_point", "name"),)

    id: str = Field(primary_key=True)
    organisation: str = Field(foreign_key="organisation.code")
    time_point: int = Field(foreign_key="time_point.id")
    name: str
    numbers: str
    revision: int = 1


class Headcount(SQLModel, table=True):
    """How many people there are to answer, where the steering group knows it. Empty codes mean every one."""

    __tablename__ = "headcount"

    time_point: int = Field(foreign_key="time_point.id", primary_key=True)
    audience: str = Field(primary_key=True)
    region: str = Field(primary_key=True)
    pathway: str = Field(primary_key=True)
    sector: str = Field(primary_key=True)
    people: int
    source: str


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
    """An organisation's self-assessment against one framework at one time point.

    `moved_to` is the newer edition that it was moved to; from then on it is kept as it was.
    """

    __tablename__ = "self_assessment"
    __table_args__ = (UniqueConstraint("organisation", "time_point", "framework"),)

    id: int | None = Field(default=None, primary_key=True)
    organisation: str = Field(foreign_key="organisation.code")
    time_point: int = Field(foreign_key="time_point.id")
    framework: str
    moved_to: str | None = None
    revision: int = 1


class CriterionScore(SQLModel, table=True):
    """One criterion's score (0, 1, 2 or not answered) and the evidence noted for it."""

    __tablename__ = "criterion_score"

    self_assessment: int = Field(foreign_key="self_assessment.id", primary_key=True)
    item: str = Field(primary_key=True)
    score: int | None = None
    evidence: str = ""


class Carry(SQLModel, table=True):
    """One time answers were brought to a self-assessment: carried over links, or moved to a newer edition.

    `before` is what stood for each criterion it wrote, as JSON; `revision` that of the assessment afterwards.
    """

    __tablename__ = "carry"

    id: int | None = Field(default=None, primary_key=True)
    self_assessment: int = Field(foreign_key="self_assessment.id", index=True)
    source: int = Field(foreign_key="self_assessment.id")
    kind: str
    made_on: date
    made_by: str
    before: str
    revision: int
    undone: bool = False


class CarriedScore(SQLModel, table=True):
    """Where a criterion's score came from: `codes` of `framework`, and how in words; until a lead confirms it."""

    __tablename__ = "carried_score"

    self_assessment: int = Field(foreign_key="self_assessment.id", primary_key=True)
    item: str = Field(primary_key=True)
    carry: int = Field(foreign_key="carry.id")
    framework: str
    codes: str
    how: str
    confirmed: bool = False


class EditionMove(SQLModel, table=True):
    """One time a time point was moved to a newer edition of a questionnaire. Answers begun before stay on theirs."""

    __tablename__ = "edition_move"

    id: int | None = Field(default=None, primary_key=True)
    time_point: int = Field(foreign_key="time_point.id", index=True)
    audience: str
    earlier: str
    later: str
    moved_on: date
    moved_by: str
    undone: bool = False


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


class Erasure(SQLModel, table=True):
    """A keyed digest of a respondent who was erased, and nothing else: neither who, nor when, nor in which order."""

    __tablename__ = "erasure"

    digest: str = Field(primary_key=True)


class MappingTask(SQLModel, table=True):
    """Two members of the steering group map one set to another, each without seeing the other's links.

    `basis` is an earlier edition of the crosswalk; `carries` says that its links stay where the two do not judge
    an item. `parts` holds as JSON what each element falls into. `published` is the id of what came of it.
    """

    __tablename__ = "mapping_task"

    id: str = Field(primary_key=True)
    title: str
    origin: str
    target: str
    basis: str | None = None
    carries: bool = False
    parts: str = "{}"
    first: str
    second: str | None = None
    state: str = "mapping"
    started_by: str
    started_on: date
    published: str | None = None
    revision: int = 1


class MappingSheet(SQLModel, table=True):
    """One mapper's part of a task: `mapper` is first or second. Every change of a judgement is a revision of it."""

    __tablename__ = "mapping_sheet"

    task: str = Field(foreign_key="mapping_task.id", primary_key=True)
    mapper: str = Field(primary_key=True)
    finished: bool = False
    revision: int = 1


class MappingJudgement(SQLModel, table=True):
    """What a mapper says of one item, as JSON: saved, and changed since. None is an item that is not judged."""

    __tablename__ = "mapping_judgement"

    task: str = Field(foreign_key="mapping_task.id", primary_key=True)
    mapper: str = Field(primary_key=True)
    origin: str = Field(primary_key=True)
    saved: str | None = None
    pending: str | None = None
    changed: bool = False
    revision: int = 1


class MappingSettlement(SQLModel, table=True):
    """How one difference between two mappers was settled, by whom, when and why; `link` is JSON where it is new."""

    __tablename__ = "mapping_settlement"

    task: str = Field(foreign_key="mapping_task.id", primary_key=True)
    origin: str = Field(primary_key=True)
    target: str = Field(primary_key=True)
    way: str
    link: str | None = None
    reason: str
    settled_by: str
    settled_on: date
    revision: int = 1
