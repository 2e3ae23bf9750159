"""Small visible counts and instruments for the tests of releases."""

from surveys.counts import FactCount, PersonCount, RatingCount
from surveys.instrument import Instrument, NeedItem, Option, Question, Section

PRECEPTEE = Instrument(
    id="preceptee-test",
    title="Preceptee",
    edition="1",
    audience="preceptee",
    source="Made for tests",
    sections=(
        Section(
            code="needs",
            title="Needs",
            items=(NeedItem(code="A01", text="On call"), NeedItem(code="A02", text="MRI", pathways=("mri",))),
        ),
        Section(
            code="about",
            title="About",
            questions=(
                Question(
                    code="stay",
                    text="Stay?",
                    kind="single",
                    options=tuple(Option(code=code, label=code) for code in ("yes", "no", "unsure")),
                ),
                Question(
                    code="helped",
                    text="What helped?",
                    kind="multiple",
                    options=tuple(Option(code=code, label=code) for code in ("time", "peers")),
                ),
                Question(code="said", text="Anything else?", kind="text"),
            ),
        ),
    ),
)
PRECEPTOR = PRECEPTEE.model_copy(
    update={"id": "preceptor-test", "audience": "preceptor", "sections": PRECEPTEE.sections[:1]}
)
ORGANISATION = PRECEPTEE.model_copy(
    update={"id": "organisation-test", "audience": "organisation", "sections": PRECEPTEE.sections[1:]}
)
INSTRUMENTS = {"preceptee": PRECEPTEE, "preceptor": PRECEPTOR, "organisation": ORGANISATION}


def people(organisation: str, number: int, *, region: str | None = "Y56", **also: str) -> PersonCount:
    """So many submissions of preceptees (or `audience`) of one organisation."""
    return PersonCount(
        audience=also.get("audience", "preceptee"),
        organisation=organisation,
        region=region,
        pathway=also.get("pathway", "diagnostic"),
        stage=also.get("stage", "start"),
        people=number,
    )


def ratings(
    organisation: str,
    number: int,
    pair: tuple[int | None, int | None] = (5, 3),
    *,
    region: str | None = "Y56",
    item: str = "A01",
    not_in_role: bool = False,
    **also: str,
) -> RatingCount:
    """So many people of one organisation who gave one item this importance and confidence."""
    who = people(organisation, number, region=region, **also)
    return RatingCount(*who[:5], item, *pair, not_in_role, number)


def facts(organisation: str, number: int, question: str, value: str, **also: str) -> FactCount:
    """So many people of one organisation who chose one option."""
    return FactCount(*people(organisation, number, **also)[:5], question, value, number)
