"""A framework as one CSV file, alone or beside a framework that says the rest (DESIGN 3, `CHECKS.md` SEC-33)."""

import csv
import io

import pytest
from hypothesis import HealthCheck, given, settings

from app.definitions import load_definitions
from frameworks.document import DefinitionError
from frameworks.model import Framework
from reports.interchange.excel.items_csv import read_items, write_items
from tests.frameworks.strategies import frameworks

FEW = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
SHIPPED = load_definitions().frameworks
LIKE = SHIPPED["four-pillars"]
KEY = next(iter(LIKE.sources))
ITEMS = f"code,title,gist,kind,provenance,source_key\n1,First,The first.,pillar,published,{KEY}\n"


def read(text: str, **options: object) -> Framework:
    (framework,) = read_items(text.encode(), "items.csv", **options).documents  # type: ignore[arg-type]
    assert isinstance(framework, Framework)
    return framework


def problems(text: str, **options: object) -> list[str]:
    with pytest.raises(DefinitionError) as caught:
        read(text, **options)
    return [str(problem) for problem in caught.value.problems]


def test_every_framework_that_ships_reads_back_the_same_from_csv() -> None:
    for framework in SHIPPED.values():
        if framework.overlay is None:
            written = write_items(framework)
            assert read_items(written.content, "items.csv").documents == (framework,)
            assert read_items(written.content, "items.csv").notices == ()
            assert written.lost == ()


@FEW
@given(frameworks())
def test_any_framework_reads_back_the_same_from_csv(framework: Framework) -> None:
    assert read_items(write_items(framework).content, "items.csv").documents == (framework,)


def test_the_items_are_one_table_below_lines_that_begin_with_a_hash() -> None:
    text = write_items(LIKE).content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[0] == ["# id", "four-pillars"]
    items = [row for row in rows if not row[0].startswith("#")]
    assert items[0][:3] == ["code", "title", "gist"]
    assert [row[0] for row in items[1:]] == [item.code for item in LIKE.items]


def test_text_that_could_start_a_formula_is_made_harmless_and_read_back_as_it_was() -> None:
    item = LIKE.items[0].model_copy(update={"title": "=1+1", "gist": "'@here."})
    framework = LIKE.model_copy(update={"items": (item, *LIKE.items[1:])})
    written = write_items(framework).content
    assert b"'=1+1,''@here." in written
    assert b",=1+1" not in written
    assert read_items(written, "items.csv").documents == (framework,)


def test_items_alone_take_the_rest_from_a_framework_they_are_like() -> None:
    found = read(ITEMS, like=LIKE, given={"id": "four-pillars-2027", "edition": "2027"})
    assert (found.id, found.edition, found.owner, found.sources) == (
        "four-pillars-2027",
        "2027",
        LIKE.owner,
        LIKE.sources,
    )
    assert [item.code for item in found.items] == ["1"]


def test_what_the_file_says_of_itself_goes_before_the_framework_it_is_like() -> None:
    found = read(f"# id,mine\n# owner,Us\n# a remark\n{ITEMS}", like=LIKE, given={"id": "given"})
    assert (found.id, found.owner) == ("given", "Us")


def test_items_alone_are_refused_with_both_ways_to_say_the_rest() -> None:
    assert problems(ITEMS) == [
        "items.csv:1: says nothing of the framework but its items; write lines such as '# id,standards-2027' above "
        "them, or name a framework that it is like"
    ]


def test_mistakes_are_placed_by_line_and_column() -> None:
    wrong = ITEMS.replace("pillar,", "piler,") + '2,"Two\nlines",,pillar,published,NONE\n'
    found = problems(f"# id,mine\n{wrong}", like=LIKE)
    assert [problem.split(": ")[:2] for problem in found] == [["items.csv:3", "D3"], ["items.csv:4", "C4"]]
    assert "did you mean 'pillar'?" in found[0]


def test_mistakes_in_the_lines_above_are_placed_too() -> None:
    assert problems(f"# id,mine\n# tiers,core\n# in_force_from,soon\n{ITEMS}", like=LIKE) == [
        "items.csv:2: C2: title is empty; fill it in: What it is called.",
        "items.csv:2: D2: gist is empty; fill it in: What it means, as a sentence.",
        "items.csv:3: B3: in_force_from must be a date, not 'soon'; write it as 2026-01-31",
    ]


def test_an_unknown_key_is_named() -> None:
    (problem,) = problems(f"# id,mine\n# ownr,Us\n{ITEMS}", like=LIKE)
    assert problem.startswith("items.csv:2: A2: unknown key 'ownr': did you mean 'owner'?")


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_semicolons_and_tabs_between_the_columns_are_read_too(delimiter: str) -> None:
    assert read(ITEMS.replace(",", delimiter), like=LIKE, given={"id": "mine"}).items[0].title == "First"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"code,title\n1,caf\xe9\n", "items.csv:2: is not in UTF-8; save it as CSV UTF-8"),
        (b"code\x00", "items.csv: is not a text file; save it as CSV UTF-8"),
        (b"x" * 6_000_000, "items.csv: is over 5 MB; take out what is not part of the definition"),
        (b'code,title\n1,"open', "items.csv:2: the quotes or commas do not add up (unexpected end of data)"),
        (b"1\n" * 5_001, "items.csv:5001: has more than 5000 lines; keep one framework in a file"),
    ],
)
def test_a_file_that_is_no_table_is_refused(content: bytes, message: str) -> None:
    with pytest.raises(DefinitionError) as caught:
        read_items(content, "items.csv", like=LIKE)
    assert str(caught.value).startswith(message)
