from pathlib import Path

import pytest

from frameworks.definition import DefinitionError, check_folder, load_definition
from frameworks.model import Framework

GOOD = """\
id: small
title: Small framework
short_title: Small
owner: Nobody
edition: "1"
nation: England
source:
  title: A page
licence: Own words.
items:
  - code: A
    title: First
    gist: The first.
    kind: principle
    provenance: paraphrase
    source_key: PAGE
"""


def problems_of(folder: Path, text: str | bytes, *, name: str = "small.yaml") -> list[str]:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(DefinitionError) as caught:
        load_definition(path, Framework)
    return [str(problem) for problem in caught.value.problems]


def test_a_good_file_becomes_a_frozen_definition(tmp_path: Path) -> None:
    (tmp_path / "small.yaml").write_text(GOOD)
    framework = load_definition(tmp_path / "small.yaml", Framework)
    assert framework.id == "small"
    assert [item.code for item in framework.items] == ["A"]


def test_a_syntax_error_is_placed_on_its_line(tmp_path: Path) -> None:
    (problem,) = problems_of(tmp_path, GOOD.replace("nation: England", "nation: [England"))
    assert problem.startswith("small.yaml:7: not valid YAML: while parsing a flow sequence")


def test_an_unknown_key_is_placed_and_the_known_keys_listed(tmp_path: Path) -> None:
    (problem,) = problems_of(tmp_path, GOOD + "    giist: Twice.\n")
    assert problem.startswith(
        "small.yaml:17: items[0].giist: unknown key 'giist': did you mean 'gist'? known keys are code, title,"
    )


def test_a_missing_key_is_placed_on_the_item_that_lacks_it(tmp_path: Path) -> None:
    assert problems_of(tmp_path, GOOD.replace("    gist: The first.\n", "")) == [
        "small.yaml:11: items[0].gist: missing 'gist'; add it"
    ]


def test_a_repeated_key_is_placed_on_its_second_line(tmp_path: Path) -> None:
    assert problems_of(tmp_path, GOOD.replace("    kind:", "    title: Again\n    kind:")) == [
        "small.yaml:14: not valid YAML: the key 'title' is given twice; keep one"
    ]


def test_a_wrong_type_is_placed_and_says_how_to_put_it_right(tmp_path: Path) -> None:
    assert problems_of(tmp_path, GOOD.replace("code: A", "code: 3.3")) == [
        "small.yaml:11: items[0].code: must be text, not 3.3; write it in quotes, or fill it in"
    ]


def test_a_bare_yes_or_no_is_asked_for_in_quotes(tmp_path: Path) -> None:
    assert problems_of(tmp_path, GOOD.replace("nation: England", "nation: No")) == [
        "small.yaml:6: nation: must be text, not False; write it in quotes, or fill it in"
    ]


def test_a_word_outside_the_list_names_the_list(tmp_path: Path) -> None:
    (problem,) = problems_of(tmp_path, GOOD.replace("kind: principle", "kind: rule"))
    assert problem.startswith("small.yaml:14: items[0].kind: Input should be 'principle', 'standard'")
    assert problem.endswith("the file says 'rule'")


def test_every_problem_in_a_file_is_reported_at_once(tmp_path: Path) -> None:
    text = GOOD.replace("title: Small framework\n", "").replace("code: A", "code: 1")
    assert [problem.split(": ")[1] for problem in problems_of(tmp_path, text)] == ["title", "items[0].code"]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "small.yaml: the file is empty; write the definition in it"),
        (b"- a\n", "small.yaml:1: must be a list of 'key: value' lines"),
        (
            b"\xef\xbb\xbfid: x\n",
            "small.yaml:1: starts with a byte order mark; save the file as UTF-8 without one",
        ),
        (b"id: x\ntitle: caf\xe9\n", "small.yaml:2: not UTF-8 text; save the file as UTF-8"),
        (b"id: x\ntitle: \x07\n", "small.yaml:2: holds the unprintable character U+0007; delete it"),
        (
            b"in_force_from: 2023-02-30\n",
            "small.yaml:1: not valid YAML: '2023-02-30': day is out of range for month",
        ),
        (
            b"a: &x [1]\nb: *x\n",
            "small.yaml:2: not valid YAML: aliases (*name) are not used; write the value out",
        ),
        (b"[" * 5000, "small.yaml: nested too deeply; a definition is a few levels deep"),
    ],
)
def test_a_file_that_is_not_plain_yaml_is_refused(tmp_path: Path, content: bytes, expected: str) -> None:
    assert problems_of(tmp_path, content) == [expected]


def test_a_tag_that_would_run_code_is_refused(tmp_path: Path) -> None:
    (problem,) = problems_of(tmp_path, "id: !!python/object/apply:os.getcwd []\n")
    assert problem.startswith("small.yaml:1: not valid YAML: could not determine a constructor")


def test_a_file_that_is_not_there_is_a_problem_not_a_crash(tmp_path: Path) -> None:
    with pytest.raises(DefinitionError, match=r"gone\.yaml: cannot be read: No such file"):
        load_definition(tmp_path / "gone.yaml", Framework)


def test_a_folder_gives_the_good_and_the_problems_together(tmp_path: Path) -> None:
    (tmp_path / "small.yaml").write_text(GOOD)
    (tmp_path / "other.yaml").write_text(GOOD)
    (tmp_path / "short.yml").write_text(GOOD.replace("id: small", "id: short"))
    found, problems = check_folder(tmp_path, Framework)
    assert list(found) == ["small"]
    assert [str(problem) for problem in problems] == [
        "other.yaml:1: id: the id is 'small', so the file must be named 'small.yaml'",
        "short.yml:1: id: the id is 'short', so the file must be named 'short.yaml'",
    ]


def test_a_rule_adds_problems_with_their_lines_and_keeps_the_definition_out(tmp_path: Path) -> None:
    (tmp_path / "small.yaml").write_text(GOOD)
    found, problems = check_folder(tmp_path, Framework, rule=lambda _: [(("items", 0, "gist"), "too short")])
    assert found == {}
    assert [str(problem) for problem in problems] == ["small.yaml:13: items[0].gist: too short"]


def test_a_folder_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    assert [str(problem) for problem in check_folder(tmp_path / "gone", Framework)[1]] == [
        "gone: there is no such folder"
    ]
