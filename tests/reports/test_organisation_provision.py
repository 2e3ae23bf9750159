from mapping.cell import hidden, not_applicable
from mapping.figures import ProvisionFigures
from reports.organisation_provision import provision_compared
from surveys.instrument import Instrument, Option, Question, Section
from tests.reports.small import count, percent, release

QUESTIONS = Instrument(
    id="organisation-test",
    title="Test",
    edition="1",
    audience="organisation",
    source="Test",
    sections=(
        Section(
            code="all",
            title="All",
            questions=(
                Question(
                    code="offered",
                    text="Who is offered it?",
                    kind="single",
                    options=(Option(code="all", label="Everyone"), Option(code="none", label="Nobody")),
                ),
                Question(code="length-months", text="How long is it?", kind="number"),
                Question(code="starters-12m", text="How many started?", kind="number"),
                Question(
                    code="leavers-12m-of-starters",
                    text="How many left?",
                    kind="number",
                    no_more_than="starters-12m",
                ),
            ),
        ),
    ),
)


def line(code: str, question: str, value: str, share: object) -> ProvisionFigures:
    """One figure of the nation (`all`) or a region."""
    return ProvisionFigures.model_validate(
        {
            "dimension": "nation" if code == "all" else "region",
            "code": code,
            "question": question,
            "value": value,
            "organisations": count(20),
            "count": count(10),
            "share": share,
        }
    )


HELD = release().model_copy(
    update={
        "provision": (
            line("all", "offered", "all", percent(80)),
            line("all", "offered", "none", percent(20)),
            line("Y60", "offered", "all", hidden),
            line("all", "length-months", "12", percent(40)),
            line("all", "starters-12m", "started", not_applicable),
            line("all", "leavers-12m-of-starters", "left", percent(15)),
            line("Y56", "offered", "all", percent(99)),
        )
    }
)


def test_own_answers_stand_beside_the_region_and_the_nation() -> None:
    own = {"offered": ["all"], "starters-12m": ["11"], "leavers-12m-of-starters": ["1"]}
    table = provision_compared(HELD, QUESTIONS, own=own, name="Our trust", region="Y60")
    assert [tuple(str(getattr(entry, "text", entry)) for entry in row) for row in table.rows] == [
        ("Who is offered it?", "Everyone", "Yes", "[c]", "80%"),
        ("Who is offered it?", "Nobody", "No", "[x]", "20%"),
        ("How long is it?", "12", "Not provided", "[x]", "40%"),
        ("How many left?", "Left", "1 of 11", "[x]", "15%"),
    ]
    assert table.columns[3].title == "Midlands"
    assert table.sentence == (
        "1 of your answers can be compared: more than half of organisations gave 1 of them."
    )


def test_sdc_a_lead_cannot_take_their_own_answer_away_from_a_share_of_three() -> None:
    few = [
        line("Y60", "offered", "all", percent(67)).model_copy(update={"organisations": count(number)})
        for number in (3, 4)
    ]
    seen = [
        provision_compared(
            HELD.model_copy(update={"provision": (one,)}),
            QUESTIONS,
            own={"offered": ["none"]},
            name="Our trust",
            region="Y60",
        ).values("region")[0]
        for one in few
    ]
    assert seen == [hidden, percent(67)]


def test_without_answers_nothing_is_compared() -> None:
    table = provision_compared(HELD, QUESTIONS, own={}, name="Our trust", region=None)
    assert table.texts("own") == ("Not provided",) * 4
    assert table.sentence == "Nothing can be compared yet."
