"""Overlays as files: resolved in order, every problem placed (`ANCHORS.md` (d) 3)."""

from pathlib import Path

import pytest

from frameworks.definition import DefinitionError
from frameworks.load import EDITIONS, check_frameworks, load_frameworks
from frameworks.model import AppliesTo
from frameworks.overlay import Overlay
from frameworks.resolve import resolve
from frameworks.yaml_text import yaml_text
from tests.frameworks.overlays import change, item, london, national, overlay

BASE = national()
LONDON = london(BASE)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Folders of editions and overlays with the national edition."""
    (tmp_path / "editions").mkdir()
    (tmp_path / "overlays" / "bases").mkdir(parents=True)
    (tmp_path / "editions" / "national.yaml").write_text(yaml_text(BASE))
    return tmp_path


def write(folder: Path, *overlays: Overlay) -> None:
    for each in overlays:
        (folder / "overlays" / f"{each.id}.yaml").write_text(yaml_text(each))


def problems_of(folder: Path) -> list[str]:
    return [str(problem) for problem in check_frameworks(folder / "editions")]


def trust(**more: object) -> Overlay:
    region = resolve(BASE, LONDON)
    where = AppliesTo(organisations=("RJ1",))
    return overlay(region, change("withdraw", "5.2"), id="a-trust", applies=where, **more)


def test_an_overlay_is_loaded_after_the_editions_as_what_it_leads_to(folder: Path) -> None:
    write(folder, LONDON)
    found = load_frameworks(folder / "editions")
    assert list(found) == ["national", "london"]
    assert found["london"] == resolve(BASE, LONDON)


def test_an_overlay_on_an_overlay_is_resolved_whatever_the_order_of_the_files(folder: Path) -> None:
    write(folder, trust(), LONDON)
    found = load_frameworks(folder / "editions")
    assert list(found) == ["national", "a-trust", "london"]
    assert (found["a-trust"].base, found["a-trust"].national) == ("london", "national")


def test_a_problem_names_the_overlays_file_and_line(folder: Path) -> None:
    write(folder, overlay(BASE, change("withdraw", "5.9")))
    assert problems_of(folder) == [
        "london.yaml:20: changes[0].item: national has no item 5.9; see `preceptmap frameworks show national`"
    ]
    with pytest.raises(DefinitionError, match=r"london\.yaml:20"):
        load_frameworks(folder / "editions")


def test_what_the_resolved_framework_breaks_is_placed_where_the_overlay_says_it(folder: Path) -> None:
    write(folder, overlay(BASE, change("amend", "4.1", gist="No full stop")))
    assert problems_of(folder) == [
        "london.yaml:25: changes[0].fields.gist: must be a sentence that ends with a full stop"
    ]


def test_a_reason_is_not_left_empty(folder: Path) -> None:
    write(folder, overlay(BASE, change("withdraw", "5.5")))
    path = folder / "overlays" / "london.yaml"
    path.write_text(path.read_text().replace("Why 5.5.", '" "'))
    (problem,) = problems_of(folder)
    assert problem.startswith("london.yaml:23: changes[0].reason: String should have at least 1 character")


def test_a_base_that_is_not_there_is_refused_with_those_that_are(folder: Path) -> None:
    write(folder, overlay(BASE.model_copy(update={"id": "elsewhere"}), change("withdraw", "5.5")))
    assert problems_of(folder) == ["london.yaml:4: base: there is no framework elsewhere; known: national"]


def test_overlays_built_on_each_other_in_a_circle_are_refused(folder: Path) -> None:
    one = overlay(BASE, change("withdraw", "5.5"), id="one", base="two")
    two = overlay(BASE, change("withdraw", "5.5"), id="two", base="one")
    write(folder, one, two)
    assert [problem.split(";")[0] for problem in problems_of(folder)] == [
        "one.yaml:4: base: its base two cannot be used",
        "two.yaml:4: base: its base one cannot be used",
    ]


def test_an_overlay_cannot_take_the_id_of_an_edition(folder: Path) -> None:
    write(folder, overlay(BASE, change("withdraw", "5.5"), id="national"))
    assert problems_of(folder) == ["national.yaml:1: id: there is an edition national; choose another id"]


def test_two_overlays_for_one_region_are_refused_unless_one_builds_on_the_other(folder: Path) -> None:
    write(folder, LONDON, overlay(BASE, change("withdraw", "5.2"), id="other"))
    assert problems_of(folder) == [
        "other.yaml:8: applies_to: london applies to Y56 too; build one on the other, or take the place out of one"
    ]


def test_a_stale_overlay_is_refused_with_a_diff_from_the_copy_kept_of_its_base(folder: Path) -> None:
    write(folder, LONDON)
    (folder / "overlays" / "bases" / "london.yaml").write_text(yaml_text(BASE))
    (folder / "editions" / "national.yaml").write_text(yaml_text(national(item("5.6", parent="5"))))
    (problem,) = problems_of(folder)
    assert problem.startswith(
        "london.yaml:5: base_hash: national has changed since this overlay was written:"
    )
    assert "\n  5.6 Standard 5.6: added\n" in problem


def test_an_edition_may_not_pretend_to_come_from_an_overlay(folder: Path) -> None:
    resolved = resolve(BASE, LONDON)
    (folder / "editions" / "london.yaml").write_text(yaml_text(resolved))
    found = problems_of(folder)
    assert len(found) == 9
    assert "overlay: only an overlay leads to this; write an overlay and leave it out here" in found[2]


def test_london_ships_as_the_national_standards_without_5_5_and_says_what_could_not_be_read() -> None:
    found = load_frameworks(EDITIONS)["nhse-ahp-2023-london"]
    assert [each.item.code for each in found.withdrawn] == ["5.5"]
    assert found.applies_to == AppliesTo(regions=("Y56",))
    assert [each.code for each in found.items if each.origin] == []
    assert "four others changed" in (found.note or "")
