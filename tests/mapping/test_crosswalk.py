"""Links between what is asked and what is expected: the shipped ones, and what is refused."""

from pathlib import Path

import pytest

from frameworks.load import EDITIONS, load_frameworks
from mapping.crosswalk import CROSSWALKS, check_crosswalks, load_crosswalks
from surveys.load import INSTRUMENTS, load_instruments

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
    return [str(problem) for problem in check_crosswalks(EDITIONS, INSTRUMENTS, folder)]


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
        (("relation: supports", "relation: resembles"), "edges[0].relation"),
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
