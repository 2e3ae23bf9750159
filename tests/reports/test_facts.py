from mapping.cell import not_applicable
from mapping.figures import FactFigures, ProvisionFigures
from reports.facts import facts_table, provision_table
from reports.participation import participation_table
from surveys.instrument import Option, Question
from tests.reports.small import ASKED, count, percent, release


def test_every_option_has_a_row_in_the_order_asked() -> None:
    table = facts_table(release(), ASKED, ASKED.questions, id="plans", title="Plans")
    assert table.rows == (
        ("Do you plan to stay?", "Yes", count(100), count(80), percent(80)),
        ("Do you plan to stay?", "Not sure", not_applicable, not_applicable, not_applicable),
    )


def test_provision_has_a_row_for_each_place_question_and_answer() -> None:
    held = release().model_copy(
        update={
            "provision": tuple(
                ProvisionFigures(
                    dimension="region",
                    code=code,
                    question="stays",
                    value="yes",
                    organisations=count(4),
                    count=count(3),
                    share=percent(75),
                )
                for code in ("Y60", "Y56")
            )
        }
    )
    table = provision_table(held, ASKED, "region")
    assert [row[:3] for row in table.rows] == [
        ("London", "Do you plan to stay?", "Yes"),
        ("Midlands", "Do you plan to stay?", "Yes"),
    ]
    assert provision_table(held, ASKED, "nation").rows == ()


def test_the_nations_provision_needs_no_column_for_the_place() -> None:
    table = provision_table(release(), ASKED, "nation")
    assert [column.key for column in table.columns][:2] == ["question", "answer"]


def test_a_statement_says_how_many_agree() -> None:
    question = Question(
        code="stays",
        text="I plan to stay.",
        kind="single",
        options=(Option(code="yes", label="Agree"), Option(code="very", label="Strongly agree")),
    )
    facts = tuple(
        FactFigures(question="stays", value=value, n=count(100), count=count(chose), share=percent(chose))
        for value, chose in (("yes", 30), ("very", 15))
    )
    (part,) = release().parts
    held = release().model_copy(update={"parts": (part.model_copy(update={"facts": facts}),)})
    table = facts_table(held, ASKED, [question], id="plans", title="Plans", headlines=["stays"])
    assert table.sentence == "I plan to stay. 45% agree or strongly agree."


def test_participation_says_how_many_answered_in_words() -> None:
    table = participation_table(release())
    assert table.rows == (("National", "Nation", "Preceptees", count(125), count(100), percent(80)),)
    assert table.sentence == "Preceptees: about 100 answered, 80% of the codes handed out."
