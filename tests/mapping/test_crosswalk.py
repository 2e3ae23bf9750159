"""Links between what is asked and what is expected: the shipped ones, and what is refused."""

import shutil
from pathlib import Path

import pytest

from frameworks.load import EDITIONS, load_frameworks
from mapping.crosswalk import CROSSWALKS, check_crosswalks, current_crosswalks, load_crosswalks
from surveys.load import INSTRUMENTS, load_instruments
from tests.mapping.links import crosswalk, edge

EDGE = """  - origin: N01
    target: P5b
    relation: supports
    coverage: partial
    aspect: one aspect
    remainder: the rest
    rationale: because
    source: own judgement
    author: somebody
"""
HEAD = """id: try
title: A try
edition: '1'
origin: preceptee-2026
target: hcpc-principles-2023
edges:
"""


def said(folder: Path, text: str) -> list[str]:
    (folder / "try.yaml").write_text(text)
    return problems_in(folder)


def problems_in(folder: Path) -> list[str]:
    """What is wrong in a folder of crosswalks, beside a few of the sets that ship: all of them take long to read."""
    sets = folder / "sets"
    for name, shipped in (("editions", EDITIONS), ("instruments", INSTRUMENTS)):
        (sets / name).mkdir(parents=True, exist_ok=True)
        for each in ("hcpc-principles-2023", "preceptee-2026", "preceptor-2026"):
            if (shipped / f"{each}.yaml").exists():
                shutil.copy(shipped / f"{each}.yaml", sets / name)
    return [str(problem) for problem in check_crosswalks(sets / "editions", sets / "instruments", folder)]


def test_every_shipped_link_is_in_order() -> None:
    assert check_crosswalks(EDITIONS, INSTRUMENTS, CROSSWALKS) == []


def test_every_need_item_speaks_to_some_element() -> None:
    crosswalks = load_crosswalks()
    for audience in ("preceptee", "preceptor"):
        instrument = load_instruments()[f"{audience}-2026"]
        reaching = {edge.origin for edge in crosswalks[f"{audience}-to-hcpc"].edges}
        assert [item.code for item in instrument.items if item.code not in reaching] == []


def test_the_elements_that_nothing_reaches_are_known() -> None:
    reached = {
        edge.target
        for crosswalk in load_crosswalks().values()
        if crosswalk.target == "hcpc-principles-2023"
        for edge in crosswalk.edges
    }
    framework = load_frameworks()["hcpc-principles-2023"]
    assert [item.code for item in framework.assessable if item.code not in reached] == ["P5f"]


def test_every_link_to_the_standards_of_proficiency_is_the_suggested_one() -> None:
    edges = load_crosswalks()["preceptee-to-sop"].edges
    assert {edge.target for edge in edges if edge.origin == "N36"} == {"1", "3", "14"}


def test_a_link_in_order_is_accepted(tmp_path: Path) -> None:
    assert said(tmp_path, HEAD + EDGE) == []


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("origin: N01", "origin: N99"), "try.yaml:7: edges[0].origin: preceptee-2026 has no item N99"),
        (("target: P5b", "target: P9z"), "hcpc-principles-2023 has no item P9z"),
        (("    remainder: the rest\n", ""), "must say what it leaves uncovered"),
        (("relation: supports", "relation: equal"), "an equal link covers all"),
        (("author: somebody", "author: somebody\n    status: published"), "a reviewer other than its author"),
        (
            (
                "relation: supports\n    coverage: partial\n    aspect: one aspect\n    remainder: the rest\n",
                "relation: overlaps\n    coverage: full\n    aspect: one aspect\n    reviewer: another\n"
                "    status: published\n",
            ),
            "edges[0].remainder: an overlap past draft must say what of the target lies outside it",
        ),
        (("relation: supports", "relation: resembles"), "edges[0].relation"),
        (("edges:", "replaces: none\nedges:"), "try.yaml:6: replaces: there is no crosswalk none"),
        (("edges:", "unlinked: [N01]\nedges:"), "unlinked[0]: N01 has a link above"),
        (("edges:", "unlinked: [N99]\nedges:"), "unlinked[0]: preceptee-2026 has no item N99"),
        (("edges:", "parts: {P9z: {a: one, b: two}}\nedges:"), "hcpc-principles-2023 has no item P9z"),
        (("edges:", "parts: {P5b: {a: one}}\nedges:"), "parts.P5b: P5b needs two parts or more"),
        (("edges:", "parts: {P5b: {a: one, b: ' '}}\nedges:"), "say in a few words what this part is"),
        (
            ("    aspect: one aspect", "    covers: [who]\n    aspect: one aspect"),
            "edges[0].covers: who is not a part of P5b (parts: none is declared)",
        ),
        (
            ("origin: preceptee-2026", "origin: nothing-2026"),
            "there is no framework or instrument nothing-2026",
        ),
    ],
)
def test_what_is_wrong_is_said_with_its_place(tmp_path: Path, change: tuple[str, str], message: str) -> None:
    text = (HEAD + EDGE).replace(*change)
    assert any(message in line for line in said(tmp_path, text)), said(tmp_path, text)


def test_a_link_that_stands_twice_is_refused(tmp_path: Path) -> None:
    assert any("stands here twice" in line for line in said(tmp_path, HEAD + EDGE + EDGE))


DECLARED = HEAD.replace("edges:", "parts: {P5b: {who: who it is for, when: when it starts}}\nedges:")


@pytest.mark.parametrize(
    ("coverage", "covers", "message"),
    [
        ("partial", "[who, when]", "it names every part of P5b: write coverage: full and leave covers out"),
        ("partial", "[who, who]", "a part is named twice"),
        ("partial", "[where]", "where is not a part of P5b (parts: who, when)"),
        ("full", "[who]", "a full link covers every part: leave covers out"),
    ],
)
def test_the_parts_a_link_covers_are_some_of_those_declared(
    tmp_path: Path, coverage: str, covers: str, message: str
) -> None:
    text = DECLARED + EDGE.replace("coverage: partial", f"coverage: {coverage}\n    covers: {covers}")
    assert any(message in line for line in said(tmp_path, text)), said(tmp_path, text)


def test_a_link_that_covers_one_declared_part_is_in_order(tmp_path: Path) -> None:
    assert said(tmp_path, DECLARED + EDGE.replace("aspect:", "covers: [who]\n    aspect:")) == []


def two(folder: Path, *, first: str = "", second: str = "") -> list[str]:
    (folder / "one.yaml").write_text(HEAD.replace("id: try", f"id: one{first}") + EDGE)
    (folder / "two.yaml").write_text(HEAD.replace("id: try", f"id: two{second}") + EDGE)
    return problems_in(folder)


def test_two_crosswalks_of_the_same_two_sets_say_which_is_the_newer(tmp_path: Path) -> None:
    wrong = two(tmp_path)
    assert len(wrong) == 2
    assert "one and two link the same two sets; say in the newer which it replaces" in wrong[0]
    assert two(tmp_path, second="\nreplaces: one") == []


def test_two_crosswalks_cannot_replace_each_other_or_the_same_third(tmp_path: Path) -> None:
    assert any(
        "replaced by one that it replaces itself" in line
        for line in two(tmp_path, first="\nreplaces: two", second="\nreplaces: one")
    )
    (tmp_path / "zero.yaml").write_text(HEAD.replace("id: try", "id: zero") + EDGE)
    assert any(
        "zero is replaced by one and two; keep one" in line
        for line in two(tmp_path, first="\nreplaces: zero", second="\nreplaces: zero")
    )


def test_a_crosswalk_replaces_one_between_the_same_two_sets_only(tmp_path: Path) -> None:
    (tmp_path / "other.yaml").write_text(
        HEAD.replace("id: try", "id: other").replace("preceptee-2026", "preceptor-2026")
        + EDGE.replace("N01", "R01")
    )
    wrong = said(tmp_path, HEAD.replace("edges:", "replaces: other\nedges:") + EDGE)
    assert wrong == [
        "try.yaml:6: replaces: other goes from preceptor-2026 to hcpc-principles-2023, "
        "not preceptee-2026 to hcpc-principles-2023"
    ]


def test_only_the_newest_edition_is_current() -> None:
    old, new = crosswalk("old"), crosswalk("new", replaces="old")
    other = crosswalk("other", target="hcpc-sop-radiographers-2023")
    assert list(current_crosswalks({each.id: each for each in (old, new, other)})) == ["new", "other"]


def test_a_crosswalk_has_come_as_far_as_its_last_link() -> None:
    published = edge("N01", "P5b", status="published", reviewer="Ben")
    reviewed = edge("N02", "P5b", status="reviewed", reviewer="Ben")
    assert crosswalk("a", published).status == "published"
    assert crosswalk("a", published, reviewed).status == "reviewed"
    assert crosswalk("a", published, reviewed, edge("N03", "P5b")).status == "draft"
    assert crosswalk("a").status == "draft"


def test_what_a_region_makes_of_a_framework_can_be_mapped_too(tmp_path: Path) -> None:
    text = (HEAD + EDGE).replace("hcpc-principles-2023", "nhse-ahp-2023-london")
    (tmp_path / "try.yaml").write_text(text)
    (wrong,) = check_crosswalks(EDITIONS, INSTRUMENTS, tmp_path)
    assert wrong.message == "nhse-ahp-2023-london has no item P5b"
    (tmp_path / "try.yaml").write_text(text.replace("P5b", "W5.1"))
    assert check_crosswalks(EDITIONS, INSTRUMENTS, tmp_path) == []
