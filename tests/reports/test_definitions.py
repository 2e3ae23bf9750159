"""The crosswalk as a table: who made each link, who checked it, and how far they agree."""

from mapping.mapper_agreement import MapperAgreement
from reports.definitions import crosswalk_table
from tests.mapping.links import crosswalk, edge

AGREED = MapperAgreement(
    items=2, both=20, first_only=5, second_only=10, neither=15, kappa=0.4, same_relation=20
)


def test_a_link_is_written_with_its_part_its_people_and_the_kappa_of_its_crosswalk() -> None:
    old = crosswalk("old", edge("N02", "P2a"))
    link = edge("N01", "P2a", covers=("who",), author="Ann", reviewer="Ben", status="published")
    parts = {"P2a": {"who": "Who is offered it", "fit": "Whether it fits"}}
    new = crosswalk("new", link, replaces="old", parts=parts, agreement=AGREED)
    table = crosswalk_table([old, new])
    assert [dict(zip((column.key for column in table.columns), row, strict=True)) for row in table.rows] == [
        {
            "crosswalk": "New",
            "edition": "1",
            "origin": "N01",
            "target": "P2a",
            "relation": "supports",
            "coverage": "partial",
            "parts": "Who is offered it",
            "aspect": "one aspect",
            "remainder": "the rest",
            "rationale": "because",
            "source": "own judgement",
            "status": "published",
            "author": "Ann",
            "reviewer": "Ben",
            "kappa": "0.40",
        }
    ]


def test_a_kappa_that_cannot_be_worked_out_is_said_and_one_that_was_never_measured_is_blank() -> None:
    none = AGREED.model_copy(update={"kappa": None})
    rows = crosswalk_table(
        [
            crosswalk("one", edge("N01", "P2a"), agreement=none),
            crosswalk("two", edge("R01", "P2a"), origin="preceptor-2026"),
        ]
    ).rows
    assert [row[-1] for row in rows] == ["Not calculable", ""]
