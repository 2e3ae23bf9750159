"""Places to learn from as data: every one can be opened and speaks to something that is there."""

from pathlib import Path

import pytest

from frameworks.definition import DefinitionError
from frameworks.load import EDITIONS
from surveys.load import INSTRUMENTS
from surveys.resource import check_resources, load_resources

GOOD = """id: small
title: Small
edition: "1"
note: For tests.
resources:
  - id: one
    title: One
    publisher: Somebody
    address: https://example.org/one
    purpose: To learn.
    checked: 2026-11-25
    how: opened
    speaks_to:
      preceptee-2026: [N01]
      hcpc-principles-2023: [P3b]
"""


def problems(folder: Path, text: str) -> list[str]:
    (folder / "small.yaml").write_text(text)
    return [str(problem) for problem in check_resources(EDITIONS, INSTRUMENTS, folder)]


def test_the_resources_that_ship_are_in_order() -> None:
    assert check_resources(EDITIONS, INSTRUMENTS) == []
    shipped = load_resources()
    assert len(shipped) >= 20
    assert [each.id for each in shipped if each.reaches("preceptee-2026", "N06")] == [
        "mhra-mri-safety",
        "elfh-mri-safety",
    ]
    assert len({each.address for each in shipped}) == len(shipped)


def test_a_good_file_loads(tmp_path: Path) -> None:
    assert problems(tmp_path, GOOD) == []
    (only,) = load_resources(tmp_path)
    assert only.reaches("hcpc-principles-2023", "P3b")
    assert not only.reaches("preceptee-2026", "N02")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "[N01]",
            "[N01, N99]",
            "small.yaml:14: resources[0].speaks_to.preceptee-2026[1]: preceptee-2026 has no",
        ),
        (
            "preceptee-2026",
            "preceptee-1999",
            "small.yaml:14: resources[0].speaks_to.preceptee-1999: there is no",
        ),
        (
            "https://example.org/one",
            "example.org/one",
            "small.yaml:9: resources[0].address: 'example.org/one' is",
        ),
        ("https://example.org/one", "javascript:alert(1)", "small.yaml:9: resources[0].address: 'javascript"),
        ("https://example.org/one", "https://a:b@example.org/", "small.yaml:9: resources[0].address: 'https"),
        ("https://example.org/one", "http://localhost/", "small.yaml:9: resources[0].address: 'http"),
        ("how: opened", "how: hoped", "small.yaml:12: resources[0].how: Input should be 'opened'"),
        ("2026-11-25", "soon", "small.yaml:11: resources[0].checked: Input should be a valid date"),
        ("[N01]", "[]", ""),
    ],
)
def test_what_is_wrong_is_named_with_its_line(tmp_path: Path, old: str, new: str, said: str) -> None:
    found = problems(tmp_path, GOOD.replace(old, new))
    assert len(found) == bool(said)
    assert not said or found[0].startswith(said), found


def test_a_repeated_id_and_a_resource_that_speaks_to_nothing_are_refused(tmp_path: Path) -> None:
    again = GOOD[GOOD.index("  - id: one") :]
    nothing = again.replace("id: one", "id: two").partition("    speaks_to")[0] + "    speaks_to: {}\n"
    assert problems(tmp_path, GOOD + again + nothing) == [
        "small.yaml:16: resources[1].id: repeats the id of resources[0]: 'one'",
        "small.yaml:33: resources[2].speaks_to: speaks to nothing; name an item, or take it out",
    ]
    with pytest.raises(DefinitionError, match="repeats the id"):
        load_resources(tmp_path)
