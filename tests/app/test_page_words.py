"""The guard against words that judge people, on our pages, our code, and on samples that break it."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from app import page_words
from app.command import cli
from app.page_words import check_page_words, code_words, template_words


def sentences(tmp_path: Path, name: str, source: str) -> list[str]:
    (tmp_path / name).write_text(source, encoding="utf-8")
    return [str(problem) for problem in check_page_words(tmp_path, [tmp_path])]


def test_no_page_report_or_workbook_of_ours_judges_people() -> None:
    assert check_page_words() == []


def test_the_guard_looks_at_every_template_and_at_the_words_of_reports() -> None:
    seen = " ".join(text for path in page_words.TEMPLATES.rglob("*.html")
                    for _, text in template_words(path.read_text(encoding="utf-8")))  # fmt: skip
    for words in ("Capacity scenarios", "Save and see the result", "What is not shown, and why"):
        assert words in seen
    coded = [text for folder in page_words.CODE for path in folder.rglob("*.py")
             for _, text in code_words(path.read_text(encoding="utf-8"))]  # fmt: skip
    assert "There is no capacity plan yet." in coded
    assert len(coded) > 2000


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("<h1>Title</h1>\n<p>Who is\n<b>competent</b>?</p>", 3),
        ("<p>\n{{ name }} has\n\nfailed.</p>", 4),
        ('{# failed #}\n<a href="/fail" aria-label="Who failed">x</a>', 2),
        ('{% block x %}\n{{ button({"text": "Mark as failed"}) }}{% endblock %}', 2),
    ],
)
def test_a_template_that_judges_is_named_with_its_line(tmp_path: Path, source: str, line: int) -> None:
    (problem,) = sentences(tmp_path, "page.html", source)
    assert problem.startswith(f"page.html:{line}: '")
    assert "; say what is in place" in problem or ": say 'confidence'" in problem


@pytest.mark.parametrize(
    "source",
    [
        "{# Who failed? #}<p>Ready</p>",
        '{% if job.state == "failed" %}<p>Not made</p>{% endif %}',
        '<p class="failed" data-pass="pass">Ready</p>',
        "<script>let failed = 1;</script>",
        "<p>Confidence, <b>not competence</b></p>",
    ],
)
def test_what_no_reader_of_a_page_sees_is_not_looked_at(tmp_path: Path, source: str) -> None:
    assert sentences(tmp_path, "page.html", source) == []


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("A = 1\nTITLE = 'Competent staff'\n", 2),
        ("def f(n: int) -> str:\n    return f'{n} people failed'\n", 2),
        ("WORDS = {\n    'a': (\n        'The weakest '\n        'preceptees'\n    ),\n}\n", 3),
    ],
)
def test_code_that_judges_is_named_with_its_line(tmp_path: Path, source: str, line: int) -> None:
    (problem,) = sentences(tmp_path, "words.py", source)
    assert problem.startswith(f"words.py:{line}: '")


def test_names_and_docstrings_in_code_are_not_words_for_readers(tmp_path: Path) -> None:
    source = '"""Tests that fail."""\nSTATE = "failed"\nclass A:\n    x = 1\n    """When it failed."""\n'
    assert sentences(tmp_path, "words.py", source) == []


def test_check_refuses_a_definition_that_judges_and_says_what_to_write(tmp_path: Path) -> None:
    (tmp_path / "links.yaml").write_text("id: links\nedges:\n  - {rationale: Shows who is competent.}\n")
    refused = CliRunner().invoke(cli, ["check", "--crosswalks", str(tmp_path)])
    assert refused.exit_code == 1
    assert "links.yaml:3: edges[0].rationale: 'competent': say 'confidence' or 'support'" in refused.stderr
