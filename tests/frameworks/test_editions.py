"""Golden facts of the shipped editions; the values are those of `DOMAIN.md` sections 1 to 3."""

from collections import Counter

import pytest

from frameworks.load import check_frameworks, load_frameworks
from frameworks.model import Framework

FRAMEWORKS = {id: each for id, each in load_frameworks().items() if each.overlay is None}


def value(framework: str, code: str, key: str) -> float:
    item = FRAMEWORKS[framework].item(code)
    assert item is not None
    return item.values[key]


def codes(framework: Framework, provenance: str) -> list[str]:
    return [item.code for item in framework.items if item.provenance == provenance]


def test_every_shipped_file_is_clean() -> None:
    assert check_frameworks() == []
    assert list(FRAMEWORKS) == [
        "flying-start-nhs",
        "four-pillars",
        "hcpc-principles-2023",
        "hcpc-sop-radiographers-2023",
        "interim-quality-mark-2023",
        "nhse-ahp-2023",
        "nhse-midwifery-2023",
        "nhse-nursing-2022",
        "preceptorship-constructs",
        "preceptorship-maturity-working-2026",
    ]


@pytest.mark.parametrize("framework", FRAMEWORKS.values(), ids=list(FRAMEWORKS))
def test_every_edition_says_where_it_was_read_and_how_it_may_be_used(framework: Framework) -> None:
    ours = framework.owner == "preceptmap working group"
    assert ours or (framework.source.address or "").startswith("http")
    assert "own" in framework.licence
    for item in framework.items:
        assert item.provenance == "working" or framework.sources[item.source_key or ""].title


def test_gists_are_unique_across_all_editions_and_short() -> None:
    gists = [item.gist for framework in FRAMEWORKS.values() for item in framework.items]
    assert [gist for gist, times in Counter(gists).items() if times > 1] == []
    assert [gist for gist in gists if len(gist) > 160] == []


def test_hcpc_has_five_principles_and_thirty_lettered_elements() -> None:
    hcpc = FRAMEWORKS["hcpc-principles-2023"]
    assert [(p.code, p.title) for p in hcpc.children(None)] == [
        ("P1", "Organisational culture & preceptorship"),
        ("P2", "Quality & oversight of preceptorship"),
        ("P3", "Preceptee empowerment"),
        ("P4", "Preceptor role"),
        ("P5", "Delivering preceptorship programmes"),
    ]
    letters = {p.code: "".join(e.code[2] for e in hcpc.children(p.code)) for p in hcpc.children(None)}
    assert letters == {"P1": "abcde", "P2": "abcdefg", "P3": "abcde", "P4": "abcdefg", "P5": "abcdef"}
    assert len(hcpc.assessable) == 30


def test_hcpc_elements_speak_mostly_to_the_organisation() -> None:
    elements = FRAMEWORKS["hcpc-principles-2023"].assessable
    assert Counter(e.actor for e in elements) == {"organisation": 18, "preceptee": 5, "preceptor": 7}
    assert {e.provenance for e in elements} == {"paraphrase"}


def test_hcpc_has_no_pass_mark() -> None:
    assert FRAMEWORKS["hcpc-principles-2023"].scoring is None


def test_only_what_is_attested_of_the_ahp_standards_is_published() -> None:
    ahp = FRAMEWORKS["nhse-ahp-2023"]
    assert codes(ahp, "published") == ["S1", "S2", "S3", "3.3", "S4", "S5", "5.5"]
    assert codes(ahp, "paraphrase") == []
    working = codes(ahp, "working")
    assert len(working) == 24
    assert all(code.startswith("W") for code in working)


def test_ahp_standard_3_3_is_twelve_months_and_5_5_is_unread() -> None:
    assert value("nhse-ahp-2023", "3.3", "length_months") == 12
    unread = FRAMEWORKS["nhse-ahp-2023"].item("5.5")
    assert unread is not None
    assert not unread.assessable
    assert "not been read" in unread.gist


def test_the_ahp_score_rule_is_borrowed_and_says_so() -> None:
    ahp = FRAMEWORKS["nhse-ahp-2023"]
    assert ahp.scoring is not None
    assert (ahp.scoring.provenance, ahp.scoring.threshold, ahp.scoring.mandatory_at_least) == (
        "working",
        0.8,
        2,
    )
    assert "not an official rule" in str(ahp.scoring.note)
    assert [item.code for item in ahp.items if item.mandatory] == [
        "W1.1", "W1.2", "W2.1", "W2.2", "W2.3", "W3.1", "W3.3", "W3.4", "W4.2", "W4.3",
    ]  # fmt: skip


def test_the_ahp_title_is_the_publishers_and_the_other_is_an_alias() -> None:
    ahp = FRAMEWORKS["nhse-ahp-2023"]
    assert ahp.title == "AHP Preceptorship Standards and Framework"
    assert ahp.aliases == ("AHP Preceptorship Standards and Implementation Framework",)


def test_the_interim_quality_mark_is_ten_mandatory_and_eighty_per_cent() -> None:
    mark = FRAMEWORKS["interim-quality-mark-2023"]
    assert mark.scoring is not None
    assert mark.scoring.threshold == 0.8
    assert list(mark.scoring.scores) == [0, 1, 2]
    mandatory = [item.code for item in mark.items if item.mandatory]
    assert mandatory == ["W1", "W2", "W3", "W4", "5", "W6", "W7", "W8", "W9", "W10"]
    assert codes(mark, "published") == ["CORE", "5"]
    assert len(mark.assessable) == 20


def test_nursing_numbers() -> None:
    assert value("nhse-nursing-2022", "length.core", "length_months") == 6
    assert value("nhse-nursing-2022", "length.gold", "length_months") == 12
    assert value("nhse-nursing-2022", "supernumerary.core", "supernumerary_hours") == 75
    assert value("nhse-nursing-2022", "preceptor-time.core", "preceptor_hours_per_year") == 8
    assert value("nhse-nursing-2022", "preceptor-time.gold", "preceptor_hours_per_year") == 12
    assert value("nhse-nursing-2022", "meetings.core", "meetings") == 3


def test_nursing_facts_known_only_from_a_digest_are_working() -> None:
    nursing = FRAMEWORKS["nhse-nursing-2022"]
    assert value("nhse-nursing-2022", "ratio.gold", "max_preceptees_per_preceptor") == 2
    assert codes(nursing, "working") == [
        "experience.gold",
        "ratio.gold",
        "evaluation.core",
        "evaluation.gold",
    ]


def test_midwifery_numbers() -> None:
    assert value("nhse-midwifery-2023", "length.core", "length_months") == 12
    assert value("nhse-midwifery-2023", "supernumerary.core", "supernumerary_hours") == 150
    gold = FRAMEWORKS["nhse-midwifery-2023"].item("protected-time.gold")
    assert gold is not None
    assert gold.values == {"preparation_hours": 3, "meeting_hours": 3, "development_hours": 2}


def test_flying_start_has_four_pillars_of_two_outcomes_and_eight_reflections() -> None:
    start = FRAMEWORKS["flying-start-nhs"]
    pillars = [item.code for item in start.items if item.kind == "pillar"]
    assert [len(start.children(code)) for code in pillars] == [2, 2, 2, 2]
    assert value("flying-start-nhs", "N2", "length_months") == 12
    assert value("flying-start-nhs", "N3", "reflections") == 8


def test_there_are_four_pillars() -> None:
    assert [item.code for item in FRAMEWORKS["four-pillars"].items] == ["CP", "LM", "EL", "ER"]


def test_only_the_first_and_last_radiographer_headings_were_read() -> None:
    headings = FRAMEWORKS["hcpc-sop-radiographers-2023"]
    assert [item.code for item in headings.items] == [str(number) for number in range(1, 16)]
    assert codes(headings, "paraphrase") == ["1", "15"]
    assert len(codes(headings, "working")) == 13
