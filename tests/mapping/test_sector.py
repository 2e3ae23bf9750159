"""Settings put together into sectors."""

from pathlib import Path

from mapping.sector import SECTORS, check_sectors, load_sectors, sector_counts, sector_questions
from surveys.load import INSTRUMENTS, load_instruments
from tests.mapping.samples import ORGANISATION, facts


def test_each_setting_that_can_be_chosen_is_in_one_sector() -> None:
    assert check_sectors(INSTRUMENTS) == []
    assert list(load_sectors().labels) == ["nhs-acute", "nhs-community", "independent", "other"]


def test_people_are_counted_by_sector_in_each_cell() -> None:
    counted = sector_counts(
        [
            facts("T1", 5, "setting", "acute"),
            facts("T1", 2, "setting", "childrens"),
            facts("T2", 3, "setting", "acute"),
            facts("T1", 4, "setting", "independent"),
            facts("T1", 9, "stay", "acute"),
            facts("T1", 9, "setting", "nobody-knows"),
        ]
    )
    assert {(one.organisation, one.question, one.value): one.people for one in counted} == {
        ("T1", "sector", "nhs-acute"): 7,
        ("T2", "sector", "nhs-acute"): 3,
        ("T1", "sector", "independent"): 4,
    }


def test_the_question_is_there_for_whoever_is_asked_about_settings() -> None:
    asked = {each.audience: each for each in load_instruments().values()}
    for audience in ("preceptee", "preceptor"):
        (question,) = sector_questions(asked[audience])
        assert (question.question, question.dimensions) == ("sector", ("nation",))
    assert sector_questions(ORGANISATION) == ()


def test_a_mistake_says_where_it_is(tmp_path: Path) -> None:
    text = (SECTORS / "radiography-2026.yaml").read_text()
    file = tmp_path / "radiography-2026.yaml"
    for was, now, said in (
        ("childrens]", "children]", "'children' is not a setting people can choose"),
        ("[independent]", "[]", "the setting 'independent' is in no sector"),
        ("[independent]", "[independent, acute]", "'acute' is in another sector already"),
        ("code: other", "code: independent", "the sector 'independent' is there twice"),
    ):
        file.write_text(text.replace(was, now))
        problems = [str(problem) for problem in check_sectors(INSTRUMENTS, tmp_path)]
        assert any(said in problem for problem in problems), problems
        assert all(problem.startswith("radiography-2026.yaml:") for problem in problems)
