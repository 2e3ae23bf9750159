"""The words of our own pages, reports and workbooks, looked through for any that judge people."""

import ast
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from jinja2 import Environment

import app
import mapping
import reports
import surveys
from frameworks.document import Problem
from frameworks.wording import find_refused

APP = Path(app.__file__).parent
CODE = tuple(Path(str(room.__file__)).parent for room in (app, reports, mapping, surveys))
TEMPLATES = APP / "templates"
LEXER = Environment(autoescape=True, extensions=["jinja2.ext.do"])
NO_WORDS = re.compile(r"<(script|style)\b.*?</\1>", re.DOTALL | re.IGNORECASE)
SPOKEN = re.compile(r"""\b(?:aria-label|alt|title|placeholder|content)=("[^"]*"|'[^']*')""", re.IGNORECASE)
TAG = re.compile(r"<[^>]*>")
ANYTHING = "…"
"""Stands for what is only known when a page is made."""


def check_page_words(templates: Path = TEMPLATES, code: Sequence[Path] = CODE) -> list[Problem]:
    """Every refused word a reader of a page, a report or a workbook could see, by file and line."""
    problems: list[Problem] = []
    for path in sorted(templates.rglob("*.html")):
        source = path.read_text(encoding="utf-8")
        problems += _problems(path, template_words(source))
    for folder in code:
        for path in sorted(folder.rglob("*.py")):
            problems += _problems(path, code_words(path.read_text(encoding="utf-8")))
    return problems


def template_words(source: str) -> Iterator[tuple[int, str]]:
    """(line, text) of what a template says: text between tags, spoken attributes, and texts given to macros."""
    page = []
    for line, kind, value in LEXER.lex(source):
        if kind == "data":
            page.append(value)
            continue
        if kind == "string" and _is_prose(value[1:-1]):
            yield line, TAG.sub(" ", value[1:-1])
        lines = "\n" * value.count("\n")
        page.append((ANYTHING if kind == "variable_begin" else "") + lines)
    text = NO_WORDS.sub(_only_lines, "".join(page))
    for found in SPOKEN.finditer(text):
        yield _line_of(text, found.start()), found[1][1:-1]
    words = TAG.sub(_only_lines, text)
    for refused in re.finditer(r"[^\n]+(?:\n[^\n]+)*", words):
        yield _line_of(words, refused.start()), refused.group()


def code_words(source: str) -> Iterator[tuple[int, str]]:
    """(line, text) of each text in Python code that reads like words, not like a name; docstrings are not shown."""
    tree = ast.parse(source)
    skipped = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            skipped |= {id(part) for part in node.values}
            text = "".join(
                str(part.value) if isinstance(part, ast.Constant) else ANYTHING for part in node.values
            )
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in skipped:
            text = node.value
        else:
            continue
        if id(node) not in skipped and _is_prose(text):
            yield node.lineno, text


def _problems(path: Path, words: Iterator[tuple[int, str]]) -> Iterator[Problem]:
    name = str(path.relative_to(APP.parent)) if path.is_relative_to(APP.parent) else path.name
    for line, text in words:
        for found in find_refused(text):
            at = line + text.count("\n", 0, found.start)
            yield Problem(file=name, line=at, place="", message=found.sentence)


def _is_prose(text: str) -> bool:
    """Whether a text is words for people: it has a space or starts with a capital letter.

    >>> _is_prose("failed"), _is_prose("Failed"), _is_prose("it failed")
    (False, True, True)
    """
    return bool(re.search(r"\s", text.strip())) or text[:1].isupper()


def _only_lines(found: re.Match[str]) -> str:
    """Nothing but the line breaks, so that lines keep their numbers; a space keeps words apart."""
    return " " + "\n" * found.group().count("\n")


def _line_of(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1
