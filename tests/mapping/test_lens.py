"""The table of actions is total and careful, and lenses that read what was not asked are refused by line."""

from itertools import product
from pathlib import Path

import pytest

from app.bands import BANDS
from mapping.lens import CASES, LENSES, Case, Lenses, check_lenses, load_lenses
from surveys.load import INSTRUMENTS, load_instruments

NEED = ("high", "low", "unclear", "hidden", "not asked")
CAPACITY = ("enough", "short", "unclear", "hidden", "not asked")
PROVISION = ("in place", "partly", "not in place", "hidden", "not asked")
CONFIDENT = {"learn", "release time", "recruit or train preceptors", "change the service", "maintain"}
KNOWN = {
    ("high", "enough", "in place"): ("learn", "learn"),
    ("high", "enough", "partly"): ("change the service", "change the service"),
    ("high", "enough", "not in place"): ("change the service", "change the service"),
    ("high", "short", "in place"): ("release time", "recruit or train preceptors"),
    ("high", "short", "partly"): ("release time", "recruit or train preceptors"),
    ("high", "short", "not in place"): ("change the service", "change the service"),
    ("low", "enough", "in place"): ("maintain", "maintain"),
    ("low", "enough", "partly"): ("monitor", "monitor"),
    ("low", "enough", "not in place"): ("monitor", "monitor"),
    ("low", "short", "in place"): ("monitor", "monitor"),
    ("low", "short", "partly"): ("monitor", "monitor"),
    ("low", "short", "not in place"): ("monitor", "monitor"),
}
"""Each case where every lens is clear: the action where capacity is time, and where it is preceptors."""


@pytest.fixture(scope="module")
def lenses() -> Lenses:
    """The edition that ships."""
    return load_lenses(load_instruments(), BANDS)["preceptorship-2026"]


def expected(need: str, capacity: str, provision: str, limit: str) -> str:
    """The action, written out a second time: unknown before unclear before the clear cases."""
    levels = {need, capacity, provision}
    if levels & {"hidden", "not asked"}:
        return "unknown"
    if "unclear" in levels:
        return "monitor"
    return KNOWN[(need, capacity, provision)][limit == "preceptors"]


def test_every_combination_of_levels_has_exactly_the_action_written_here(lenses: Lenses) -> None:
    every = list(product(("time", "preceptors"), NEED, CAPACITY, PROVISION))
    assert len(every) == len(CASES) == 250
    for limit, need, capacity, provision in every:
        case = Case(limit, need, capacity, provision)  # type: ignore[arg-type]
        assert sum(case in set(rule.cases) for rule in lenses.rules) == 1, case
        assert lenses.decide(case).action == expected(need, capacity, provision, limit), case
        assert lenses.decide(case).because.endswith(".")


def test_a_lens_that_is_hidden_unasked_or_unclear_never_gives_a_confident_action(lenses: Lenses) -> None:
    uncertain = [case for case in CASES if set(case) & {"hidden", "not asked", "unclear"}]
    assert len(uncertain) == 250 - 2 * 2 * 2 * 3
    assert not {lenses.decide(case).action for case in uncertain} & CONFIDENT


def test_every_need_of_the_preceptees_is_in_exactly_one_construct(lenses: Lenses) -> None:
    held = [item for construct in lenses.constructs for item in construct.need]
    asked = [item.code for item in load_instruments()["preceptee-2026"].items]
    assert sorted(held) == sorted(asked)


def problems(folder: Path, good: str, bad: str) -> list[str]:
    """What is said of the shipped lenses with one thing changed."""
    text = (LENSES / "preceptorship-2026.yaml").read_text(encoding="utf-8")
    assert text.count(good) >= 1
    (folder / "preceptorship-2026.yaml").write_text(text.replace(good, bad, 1), encoding="utf-8")
    return [str(problem) for problem in check_lenses(INSTRUMENTS, BANDS, folder)]


@pytest.mark.parametrize(
    ("good", "bad", "said"),
    [
        (
            "  - need: [unclear]\n    capacity: [enough, short, unclear]",
            "  - need: [unclear]\n    capacity: [enough, short]",
            "need unclear, capacity unclear, provision in place, limit time is in no rule",
        ),
        (
            "  - need: [high, low]\n    capacity: [unclear]",
            "  - need: [high, low]\n    capacity: [unclear, enough]",
            "need high, capacity enough, provision in place, limit time is in 2 rules",
        ),
        (
            "provision: [hidden, not asked]\n    action: unknown",
            "provision: [hidden, not asked]\n    action: change the service",
            "a lens that is hidden may only lead to unknown",
        ),
        (
            "provision: [hidden, not asked]\n    action: unknown",
            "provision: [hidden, not asked]\n    action: monitor",
            "a lens that is not asked may only lead to unknown",
        ),
        (
            "provision: [in place, partly, not in place]\n    action: monitor",
            "provision: [in place, partly, not in place]\n    action: learn",
            "a lens that is unclear may only lead to unknown or monitor",
        ),
        ("need: [N02]", "need: [N99]", "preceptee-2026 has no item N99"),
        ("need: [N02]", "need: [N02, N03]", "N03 is already in asking-for-help; keep one"),
        ("need: [N03, N04,", "need: [N03,", "no construct has N04; each item belongs to exactly one"),
        ("items: [R10]", "items: [R99]", "preceptor-2026 has no item R99"),
        ("question: offered", "question: offers", "organisation-2026 has no question offers"),
        ("values: [all]", "values: [every]", "every is not an answer to offered; known: all, some, none"),
        ("values: [all]", "values: []", "name the answers that count"),
        (
            "values: [meetings]",
            "values: [meetings, workshops]",
            "several answers to this question can be one person's, so only one of them may count",
        ),
        ("items: [R10]", "items: [R10]\n      question: willing", "read items, or a question with values"),
        ("code: asking-for-help", "code: settling-in", "the code 'settling-in' is used twice"),
        (
            "preceptor: preceptor-2026",
            "preceptor: preceptor-1999",
            "there is no questionnaire preceptor-1999",
        ),
        ("    percent: 25", "    percent: 80", "must be below in_place"),
    ],
)
def test_lenses_that_cannot_be_relied_on_are_refused_with_file_and_line(
    tmp_path: Path, good: str, bad: str, said: str
) -> None:
    found = problems(tmp_path, good, bad)
    assert any(said in each for each in found), found
    assert all(each.startswith("preceptorship-2026.yaml") for each in found)
