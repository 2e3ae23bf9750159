from mapping.cell import not_applicable
from mapping.figures import ProvisionFigures
from reports.facts import facts_table, provision_table
from reports.participation import participation_table
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


def test_participation_says_how_many_answered_in_words() -> None:
    table = participation_table(release())
    assert table.rows == (("National", "Nation", "Preceptees", count(125), count(100), percent(80)),)
    assert table.sentence == "Preceptees: about 100 answered, 80% of the codes handed out."
