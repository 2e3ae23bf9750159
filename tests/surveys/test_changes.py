"""Two small editions of a questionnaire: what changed, how it is classed, and what may be compared."""

from pathlib import Path

import pytest

from frameworks.definition import DefinitionError
from surveys.changes import Change
from surveys.load import CHANGES, check_changes, load_changes, load_instruments

SCALE = [f"{{code: '{number}', label: '{number} of 5'}}" for number in range(1, 6)]
CHOICES = ("training", "supervised-practice", "time", "equipment", "policy", "peer-support")
SUPPORT = [f"{{code: {code}, label: {code}, kind: learning}}" for code in CHOICES]


def edition(year: int, items: dict[str, str], *, top: str = "5 of 5") -> str:
    """An edition that asks these items."""
    asked = "".join(f"      - {{code: {code}, text: {text}}}\n" for code, text in items.items())
    scale = f"[{', '.join(SCALE)}]".replace("5 of 5", top)
    return (
        f"id: small-{year}\ntitle: Small\nedition: '{year}'\naudience: preceptee\nsource: a test\n"
        f"importance: {scale}\nconfidence: {scale}\nsupport: [{', '.join(SUPPORT)}]\n"
        f"sections:\n  - code: needs\n    title: Needs\n    items:\n{asked}"
    )


FIRST = {"N01": "Settling in", "N02": "Night shifts", "N03": "Consent", "N04": "Old kit"}
SECOND = {"N01": "Settling in", "N02": "Nights and shifts", "N03": "Consent of children", "N05": "New kit"}
CLASSED = """\
id: small-2027-from-small-2026
earlier: small-2026
later: small-2027
items:
  - {item: N02, change: editorial, reason: The same shifts.}
  - {item: N03, change: substantive, reason: Children only.}
  - {item: N04, change: retired, reason: No longer used.}
  - {item: N05, change: new, reason: Bought since.}
"""


def write(folder: Path, *editions: str, classed: str = "") -> tuple[Path, Path]:
    """Folders of these editions, the first from 2026, and of the one file about their changes."""
    instruments, changes = folder / "instruments", folder / "changes"
    instruments.mkdir()
    changes.mkdir()
    for year, text in enumerate(editions, start=2026):
        (instruments / f"small-{year}.yaml").write_text(text)
    if classed:
        (changes / "small-2027-from-small-2026.yaml").write_text(classed)
    return instruments, changes


def problems(folders: tuple[Path, Path]) -> list[str]:
    return [str(problem) for problem in check_changes(*folders)]


def test_every_item_is_identical_editorial_substantive_new_or_retired(tmp_path: Path) -> None:
    folders = write(tmp_path, edition(2026, FIRST), edition(2027, SECOND), classed=CLASSED)
    assert problems(folders) == []
    changes = load_changes(load_instruments(folders[0]), folders[1])
    wanted: dict[str, Change] = {
        "N01": "identical",
        "N02": "editorial",
        "N03": "substantive",
        "N04": "retired",
        "N05": "new",
    }
    pair = {"earlier": "small-2026", "later": "small-2027"}
    assert {item: changes.of(item, **pair) for item in wanted} == wanted
    assert [item for item in wanted if changes.is_comparable(item, **pair)] == ["N01", "N02"]
    assert changes.is_comparable("N03", earlier="small-2027", later="small-2027")


def test_a_difference_that_nobody_classed_is_refused_by_name(tmp_path: Path) -> None:
    folders = write(tmp_path, edition(2026, FIRST), edition(2027, SECOND))
    file = "small-2027-from-small-2026.yaml: "
    assert problems(folders) == [
        f"{file}{code} differs between small-2026 and small-2027 and is not classed; "
        f"add it with change: {change} and a reason"
        for code, change in (
            ("N02", "editorial or substantive"),
            ("N03", "editorial or substantive"),
            ("N04", "retired"),
            ("N05", "new"),
        )
    ]
    with pytest.raises(DefinitionError, match="N02 differs"):
        load_changes(load_instruments(folders[0]), folders[1])


def test_a_class_that_is_not_so_is_refused_with_its_line(tmp_path: Path) -> None:
    wrong = CLASSED.replace("N02, change: editorial", "N01, change: editorial").replace(
        "N05, change: new", "N05, change: retired"
    )
    folders = write(tmp_path, edition(2026, FIRST), edition(2027, SECOND), classed=wrong)
    found = problems(folders)
    assert found == [
        "small-2027-from-small-2026.yaml:5: items[0].change: N01 is identical in both editions; take it out",
        "small-2027-from-small-2026.yaml:4: items: N02 differs between small-2026 and small-2027 and is not "
        "classed; add it with change: editorial or substantive and a reason",
        "small-2027-from-small-2026.yaml:8: items[3].change: N05 is classed retired, but only the later edition "
        "has it; class it new",
    ]


def test_a_change_of_scale_is_substantive_for_every_item(tmp_path: Path) -> None:
    folders = write(tmp_path, edition(2026, FIRST), edition(2027, FIRST, top="All of 5"))
    assert problems(folders) == []
    changes = load_changes(load_instruments(folders[0]), folders[1])
    pair = {"earlier": "small-2026", "later": "small-2027"}
    assert {changes.of(item, **pair) for item in FIRST} == {"substantive"}
    classed = (
        CLASSED.split("items:", maxsplit=1)[0] + "items: [{item: N01, change: editorial, reason: none}]\n"
    )
    (folders[1] / "small-2027-from-small-2026.yaml").write_text(classed)
    assert "the rating scale changed with it; class it substantive" in problems(folders)[0]


def test_a_break_between_stays_a_break_when_the_words_come_back(tmp_path: Path) -> None:
    folders = write(
        tmp_path, edition(2026, FIRST), edition(2027, SECOND), edition(2028, FIRST), classed=CLASSED
    )
    back = CLASSED.replace("2027", "2028").replace("small-2026", "small-2027")
    back = back.replace("retired", "x").replace("new", "retired").replace("change: x", "change: new")
    (folders[1] / "small-2028-from-small-2027.yaml").write_text(back)
    assert problems(folders) == []
    changes = load_changes(load_instruments(folders[0]), folders[1])
    across = {"earlier": "small-2026", "later": "small-2028"}
    assert {item: changes.of(item, **across) for item in FIRST} == {
        "N01": "identical",
        "N02": "editorial",
        "N03": "substantive",
        "N04": "substantive",
    }
    assert changes.of("N03", earlier="small-2028", later="small-2026") == "substantive"


def test_a_file_about_editions_that_do_not_follow_each_other_is_refused(tmp_path: Path) -> None:
    folders = write(tmp_path, edition(2026, FIRST), classed=CLASSED)
    assert problems(folders) == [
        "small-2027-from-small-2026.yaml: later: small-2027 is not the edition that follows small-2026; "
        "name two that follow each other"
    ]


def test_the_editions_that_ship_are_classed() -> None:
    assert CHANGES.is_dir()
    assert check_changes() == []
