"""Published figures as data: what ships, what a mistake says, and which year is shown."""

from pathlib import Path

from mapping.benchmark import BENCHMARKS, check_benchmarks, load_benchmarks, newest_for
from surveys.load import INSTRUMENTS

SHIPPED = "nhs-staff-survey-2022"


def changed(folder: Path, was: str, now: str, *, name: str = SHIPPED) -> list[str]:
    """What is said about the shipped file after one change."""
    text = (BENCHMARKS / f"{SHIPPED}.yaml").read_text()
    assert was in text
    (folder / f"{name}.yaml").write_text(text.replace(was, now))
    return [str(problem) for problem in check_benchmarks(INSTRUMENTS, folder)]


def test_what_ships_is_in_order_and_only_what_was_found_has_a_share() -> None:
    assert check_benchmarks(INSTRUMENTS) == []
    figures = {each.question: each for each in load_benchmarks()[SHIPPED].figures}
    assert {code: each.share for code, each in figures.items()} == {
        "thinks-of-leaving": 32.3,
        "expects-to-look": 23.7,
        "leaves-when-found": None,
    }
    assert figures["leaves-when-found"].confidence == "not-confirmed"


def test_a_mistake_says_where_it_is_and_how_to_mend_it(tmp_path: Path) -> None:
    found = changed(tmp_path, "question: expects-to-look", "question: expects")
    assert found[0].startswith(f"{SHIPPED}.yaml:16: figures[1].question: 'expects' is not a statement")
    assert "thinks-of-leaving" in found[0]
    assert "a found figure needs its 'share'" in changed(tmp_path, "share: 32.3", "share:")[0]
    assert "less than or equal to 100" in changed(tmp_path, "share: 32.3", "share: 323")[0]
    assert "missing 'year'" in changed(tmp_path, "year: 2022\n", "")[0]
    twice = changed(tmp_path, "question: expects-to-look", "question: thinks-of-leaving")
    assert "has a figure already" in twice[0]
    guessed = changed(
        tmp_path, "share:\n    confidence: not-confirmed", "share: 20\n    confidence: not-confirmed"
    )
    assert "a share that is not confirmed is not shown" in guessed[0]


def test_the_newest_confirmed_year_is_shown(tmp_path: Path) -> None:
    changed(tmp_path, "year: 2022", "year: 2022")
    text = (BENCHMARKS / f"{SHIPPED}.yaml").read_text()
    later = (
        text.replace("2022", "2024")
        .replace("32.3", "28.5")
        .replace("share: 23.7\n    confidence: found", "share:\n    confidence: not-confirmed")
    )
    (tmp_path / "nhs-staff-survey-2024.yaml").write_text(later)
    benchmarks = load_benchmarks(tmp_path).values()

    def shown(question: str) -> tuple[int, float | None]:
        found = newest_for(question, benchmarks)
        assert found is not None
        return found[0].year, found[1].share

    assert shown("thinks-of-leaving") == (2024, 28.5)
    assert shown("expects-to-look") == (2022, 23.7)
    assert shown("leaves-when-found") == (2024, None)
    assert newest_for("stays-in-radiography", benchmarks) is None
