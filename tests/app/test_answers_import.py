"""`answers import`: a survey done elsewhere becomes submissions here, or nothing at all does."""

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from sqlmodel import SQLModel, select
from typer.testing import CliRunner, Result

from app.audit import broken_links
from app.command import cli
from app.making import make_release
from app.releases import load_release
from app.tables import AuditEntry
from surveys.database import Database
from surveys.tables import FactAnswer, RatingAnswer, Response
from tests.answers import PLACES, has_places
from tests.app.respondents import submitted
from tests.app.unattacked import unattacked
from tests.people import Service

HEADER = "respondent,organisation,pathway,item,importance,confidence,role,region,setting,months"
LINE = "A1,T01,diagnostic,N01,5,2,preceptee,Y56,acute,2"


@pytest.fixture(autouse=True)
def own_database(database: Database, service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command uses the database and the key of the service under test."""
    monkeypatch.setenv("PRECEPTMAP_DATA", str(service.settings.data))
    monkeypatch.setenv("PRECEPTMAP_SECRET", str(service.settings.secret))
    address = database.engine.url.render_as_string(hide_password=False)
    monkeypatch.setenv("PRECEPTMAP_DATABASE_URL", address)


@pytest.fixture
def point(service: Service) -> int:
    """An open time point, with two organisations in two regions."""
    service.has_organisation("T01", region="Y56")
    service.has_organisation("T02", region="Y60")
    return service.has_open_time_point()


def import_file(content: str | bytes, folder: Path, *, survey: object = "Autumn 2026") -> Result:
    file = folder / ("answers.xlsx" if isinstance(content, bytes) else "answers.csv")
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return CliRunner().invoke(cli, ["answers", "import", str(file), "--survey", str(survey)])


def lines(*rows: str) -> str:
    return "\n".join((HEADER, *rows)) + "\n"


def workbook(*rows: str) -> bytes:
    book, content = Workbook(), io.BytesIO()
    for row in (HEADER, *rows):
        book.active.append([int(cell) if cell.isdigit() else cell or None for cell in row.split(",")])  # type: ignore[union-attr]
    book.save(content)
    return content.getvalue()


def stored(service: Service, table: type[SQLModel], *names: str) -> list[tuple[Any, ...]]:
    """These columns of every row, sorted."""
    with service.database.reading() as session:
        rows = session.exec(select(table)).all()
        return sorted(tuple(getattr(row, name) for name in names) for row in rows)


def test_an_import_leaves_the_rows_that_a_submission_on_the_pages_leaves(
    service: Service, tmp_path: Path
) -> None:
    submitted(service)
    ratings = ("item", "importance", "confidence", "not_in_role", "note")
    placed = ("time_point", "audience", "instrument", "organisation", "region", "pathway", "stage")
    on_pages = (
        stored(service, RatingAnswer, *ratings),
        stored(service, Response, *placed, "state", "revision"),
    )
    assert import_file(lines(LINE), tmp_path).exit_code == 0
    assert stored(service, RatingAnswer, *ratings) == sorted(on_pages[0] * 2)
    assert stored(service, Response, *placed, "state", "revision") == on_pages[1] * 2
    facts = stored(service, FactAnswer, "question", "value")
    for fact in (("pathway", "diagnostic"), ("setting", "acute"), ("stage", "under-3")):
        assert facts.count(fact) == 2
    assert facts.count(("transition", "newly-registered")) == 1


def test_blank_is_missing_and_na_is_not_in_my_role(service: Service, point: int, tmp_path: Path) -> None:
    rest = "preceptee,,acute,7"
    content = lines(
        f"A1,T01,diagnostic,N01,4,,{rest}",
        f"A1,T01,diagnostic,N02,NA,,{rest}",
        f"A1,t01,DIAGNOSTIC,N03,,,{rest}",
    )
    assert import_file(content, tmp_path, survey=point).exit_code == 0
    found = stored(service, RatingAnswer, "item", "importance", "confidence", "not_in_role")[:4]
    assert found == [
        ("N01", 4, None, False),
        ("N02", None, None, True),
        ("N03", None, None, False),
        ("N04", None, None, False),
    ]
    assert stored(service, Response, "organisation", "region", "pathway", "stage") == [
        ("T01", "Y56", "diagnostic", "6-to-11")
    ]


def test_a_preceptor_has_no_stage_and_months_may_be_blank(
    service: Service, point: int, tmp_path: Path
) -> None:
    printed = import_file(lines("B1,T02,mri,R01,5,4,preceptor,Midlands,screening,"), tmp_path)
    assert printed.exit_code == 0, printed.stderr
    assert printed.stdout == "1 respondent and 1 answer imported into Autumn 2026, 0 refused.\n"
    assert stored(service, Response, "audience", "instrument", "region", "stage") == [
        ("preceptor", "preceptor-2026", "Y60", None)
    ]
    assert len(stored(service, RatingAnswer, "item")) == 14
    with service.database.reading() as session:
        (entry,) = session.exec(select(AuditEntry).where(AuditEntry.action == "import answers"))
        assert (entry.actor, entry.subject, entry.result) == ("command line", "Autumn 2026", "done")
        assert list(broken_links(session)) == []


def test_rel_12_a_file_imported_twice_is_refused_and_counted_once(
    service: Service, point: int, tmp_path: Path
) -> None:
    assert import_file(lines(LINE), tmp_path).exit_code == 0
    again = import_file(lines("A2" + LINE[2:], LINE), tmp_path)
    assert again.exit_code == 1
    assert again.stderr.splitlines()[-1].startswith(
        "line 3, column respondent: A1's answers were imported into Autumn 2026 before."
    )
    assert len(stored(service, Response, "id")) == 1
    service.closes(point)
    service.has_open_time_point("Spring 2027")
    assert import_file(lines(LINE), tmp_path, survey="Spring 2027").exit_code == 0
    assert len({id for (id,) in stored(service, Response, "id")}) == 2


def test_sec_59_the_label_of_a_respondent_is_kept_nowhere(
    service: Service, point: int, tmp_path: Path
) -> None:
    assert import_file(lines(LINE.replace("A1", "jane.smith")), tmp_path).exit_code == 0
    kept = stored(service, Response, *Response.model_fields)
    assert "jane" not in str(kept)


@pytest.mark.parametrize(
    ("line", "column", "message"),
    [
        ("A2,T99,diagnostic,N01,5,2,preceptee,Y56,acute,2", "organisation", "organisations load FILE"),
        ("A2,,diagnostic,N01,5,2,preceptee,Y56,acute,2", "organisation", "blank is not the code"),
        ("A2,T01,diagnostic,N01,5,2,preceptee,Y60,acute,2", "region", "not the region of T01, which is Y56"),
        ("A2,T01,diagnostic,N01,5,2,preceptee,Mars,acute,2", "region", "not the region of T01, which is Y56"),
        ("A2,T01,surgery,N01,5,2,preceptee,Y56,acute,2", "pathway", "Use diagnostic, therapeutic"),
        ("A2,T01,diagnostic,N01,5,2,preceptee,Y56,moon,2", "setting", "Use acute, specialist-cancer-centre"),
        ("A2,T01,diagnostic,N01,5,2,manager,Y56,acute,2", "role", "Use preceptee or preceptor."),
        ("A2,T01,diagnostic,R01,5,2,preceptee,Y56,acute,2", "item", "not an item preceptees are asked"),
        ("A2,T01,diagnostic,N21,5,2,preceptee,Y56,acute,2", "item", "only of therapeutic"),
        ("A2,T01,diagnostic,N01,6,2,preceptee,Y56,acute,2", "importance", "'6' is not a rating"),
        ("A2,T01,diagnostic,N01,5,0,preceptee,Y56,acute,2", "confidence", "'0' is not a rating"),
        ("A2,T01,diagnostic,N01,5,2,preceptee,Y56,acute,-1", "months", "whole number from 0 to 120"),
        ("A2,T01,diagnostic,N01,5,2,preceptee,Y56,acute,121", "months", "whole number from 0 to 120"),
        ("A2,T01,diagnostic,N01,5,2,preceptee,Y56,acute,2.5", "months", "whole number from 0 to 120"),
        ("A2,T01,diagnostic,N01,5,2,preceptee,Y56,acute,", "months", "blank is not a number of months"),
        ("A1,T01,diagnostic,N01,4,4,preceptee,Y56,acute,2", "item", "A1 already answered N01 on line 2"),
        ("A1,T02,diagnostic,N02,4,4,preceptee,Y56,acute,2", "organisation", "'T01' on line 2"),
        ("A1,T01,mri,N02,4,4,preceptee,Y56,acute,2", "pathway", "One respondent has one pathway"),
        ("A1,T01,diagnostic,N02,4,4,preceptor,Y56,acute,2", "role", "One respondent has one role"),
        ("A1,T01,diagnostic,N02,4,4,preceptee,Y56,acute,3", "months", "'3' here and '2' on line 2"),
        (",T01,diagnostic,N02,4,4,preceptee,Y56,acute,3", "respondent", "this is blank"),
    ],
)
def test_bad_lines_are_refused_by_line_and_cell_and_nothing_is_stored(
    service: Service, point: int, tmp_path: Path, line: str, column: str, message: str
) -> None:
    refused = import_file(lines(LINE, line), tmp_path)
    assert (refused.exit_code, refused.stdout) == (1, "")
    told = refused.stderr.splitlines()[1:]
    assert [each for each in told if each.startswith(f"line 3, column {column}: ") and message in each], told
    cell = "ABCDEFGHIJ"[HEADER.split(",").index(column)] + "3"
    told = import_file(workbook(LINE, line), tmp_path).stderr.splitlines()[1:]
    assert [each for each in told if each.startswith(f"cell {cell}, column {column}: ")], told
    assert stored(service, Response, "id") == stored(service, RatingAnswer, "item") == []


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", ["answers.csv is empty."]),
        (HEADER + "\n", ["answers.csv has a header but no answers below it."]),
        (
            lines(LINE).replace(",months", ",stage"),
            ["column stage: unknown column.", "column months: this column is missing"],
        ),
        (lines(LINE).replace("respondent,", ""), ["column respondent: this column is missing"]),
    ],
)
def test_a_file_without_its_columns_or_answers_is_refused(
    service: Service, point: int, tmp_path: Path, content: str, told: Sequence[str]
) -> None:
    refused = import_file(content, tmp_path)
    assert refused.exit_code == 1
    for words in told:
        assert words in refused.stderr
    assert stored(service, Response, "id") == []


def test_a_time_point_that_is_not_there_is_refused_with_those_that_are(point: int, tmp_path: Path) -> None:
    refused = import_file(lines(LINE), tmp_path, survey="Winter")
    assert refused.exit_code == 1
    assert f"There is no time point Winter. There are: {point} (Autumn 2026)." in refused.stderr


def test_faults_of_a_whole_file_are_told_at_once_in_the_order_of_lines(
    service: Service, point: int, tmp_path: Path
) -> None:
    bad = [
        "A2,T01,diagnostic,N01,9,2,preceptee,Y56,acute,2",
        "A3,T77,diagnostic,N01,5,2,preceptee,Y56,acute,2",
    ]
    told = import_file(lines(bad[1], LINE, bad[0]), tmp_path).stderr.splitlines()[1:]
    assert [each.split(":")[0] for each in told] == [
        "line 2, column organisation",
        "line 4, column importance",
    ]


def test_a_survey_done_elsewhere_is_released_here(service: Service, tmp_path: Path) -> None:
    has_places(service)
    point = service.has_open_time_point()
    codes = list(PLACES)
    rows = [
        f"A{number},{codes[number % 6]},diagnostic,N01,5,{2 + number % 2 * 3},preceptee,,acute,{number % 30}"
        for number in range(60)
    ]
    for content in (lines(*rows[:30]), workbook(*rows[30:])):
        assert import_file(content, tmp_path, survey=point).exit_code == 0
    number = make_release(
        service.database,
        time_point=point,
        by="ann",
        now=service.clock(),
        definitions=service.app.state.definitions,
        code_version="test",
        protect=unattacked,
    )
    with service.database.reading() as session:
        part = load_release(session, number).part("preceptee", "nation", "all")
    assert part is not None
    figures = next(each for each in part.items if each.item == "N01")
    assert (part.group.people.text, figures.need.text, figures.need_share.text) == ("60", "30", "50%")
