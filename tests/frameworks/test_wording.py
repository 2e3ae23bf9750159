import doctest
from pathlib import Path

import pytest

from frameworks import document, wording


@pytest.mark.parametrize(
    "text",
    [
        "Competence is due.",
        "Those who FAIL.",
        "A deficient area.",
        "Retested yearly.",
        "Competencies.",
    ],
)
def test_words_that_judge_people_are_refused(text: str) -> None:
    assert len(wording.refused_words(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "They are ranked\npreceptees.",
        "The weakest radiographers.",
        "A league table of staff.",
        "Poor performance.",
        "Is not yet proficient.",
        "Her weaknesses.",
        "We rank people by score.",
    ],
)
def test_rankings_and_labels_of_people_are_refused(text: str) -> None:
    (sentence,) = wording.refused_words(text)
    assert "; " in sentence or ": say" in sentence


@pytest.mark.parametrize(
    "text",
    [
        "Confidence, not competence: nobody is marked.",
        "The HCPC standards of\nproficiency apply.",
        "Twelve months have passed.",
        "Needs are ranked by score.",
        "Choose the one that fits best. People pick.",
        "A passport, a failsafe and a password.",
    ],
)
def test_a_word_that_judges_nobody_is_looked_past(text: str) -> None:
    assert wording.refused_words(text) == []


def test_an_allowed_phrase_does_not_hide_another_use_of_the_word() -> None:
    assert wording.refused_words("Confidence, not competence. She has passed.") != []
    (found,) = wording.find_refused("Months have passed.\nShe passed.")
    assert (found.start, found.sentence[:8]) == (24, "'passed'")


FRAMEWORK = """\
id: small
owner: A competence council
title: Competence framework
source: {title: Competence, published in full}
items:
  - code: A.pass
    title: First
    gist: All are fit to work
      and competent.
    licence: Fail
"""


def test_a_definition_is_read_whole_but_not_for_what_others_called_theirs(tmp_path: Path) -> None:
    (tmp_path / "small.yaml").write_text(FRAMEWORK, encoding="utf-8")
    (tmp_path / "links.yaml").write_text("title: Competence\nedges:\n  - {rationale: Both fail.}\n")
    (tmp_path / "bad.yaml").write_text("a: [")
    assert [str(problem) for problem in wording.check_definition_words(tmp_path)] == [
        "links.yaml:1: title: 'Competence': say 'confidence' or 'support': HCPC principle 3 rules out judging "
        "competence",
        "links.yaml:3: edges[0].rationale: 'fail': preceptorship is not something a person passes or fails; say "
        "what is in place",
        "small.yaml:8: items[0].gist: 'competent': say 'confidence' or 'support': HCPC principle 3 rules out "
        "judging competence",
    ]


QUOTED = """\
id: small
owner: A council
title: Standards
quoted: true
items:
  - {code: "1.1", title: Competence, gist: They pass., provenance: published}
  - {code: "1.2", title: Ours, gist: They pass., provenance: paraphrase}
note: All pass.
"""


def test_published_items_in_the_words_of_their_owner_are_not_ours_to_judge(tmp_path: Path) -> None:
    (tmp_path / "small.yaml").write_text(QUOTED, encoding="utf-8")
    assert [problem.place for problem in wording.check_definition_words(tmp_path)] == [
        "items[1].gist",
        "note",
    ]


@pytest.mark.parametrize("text", ["Confidence grows.", "The compass points.", "Testing MRI."])
def test_other_words_are_let_through(text: str) -> None:
    assert wording.refused_words(text) == []


def test_the_examples_in_the_docstrings_hold() -> None:
    assert doctest.testmod(wording).failed == 0
    assert doctest.testmod(document).failed == 0
