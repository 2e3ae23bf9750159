"""The same labelled data in a zip of CSVs, in Parquet and in SPSS, read back by the library of each."""

import csv
import io
import zipfile
from pathlib import Path

import pyarrow.parquet as pq
import pyreadstat
import pytest

from reports.labelled.data import Labelled, Variable
from reports.labelled.files import WRAPPINGS, csv_zip, parquet, spss, wrapping_of
from surveys.errors import Refused

DATA = Labelled(
    id="t",
    title="A title",
    notes=("First what to know. " * 8, "Then this."),
    variables=(
        Variable(name="who", label="Who it is", kind="text", values={"a": "Anna's answer"}),
        Variable(
            name="N01_importance",
            label="How important",
            kind="number",
            values={"1": "Not important", "5": "Essential", "-1": "Not in my role"},
            missing=("-1",),
        ),
    ),
    rows=[("a", 5.0), ("=1+1", None), ("", -1.0), ("Gwên ✓", 2.5)],
)


def read_zip(content: bytes) -> dict[str, list[list[str]]]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {
            name: list(csv.reader(io.StringIO(archive.read(name).decode("utf-8-sig"), newline="")))
            for name in archive.namelist()
            if name.endswith(".csv")
        }


def test_the_zip_holds_the_rows_and_a_line_for_each_variable_and_code() -> None:
    found = read_zip(csv_zip(DATA))
    assert found["data.csv"] == [
        ["who", "N01_importance"],
        ["a", "5"],
        ["'=1+1", ""],
        ["", "-1"],
        ["Gwên ✓", "2.5"],
    ]
    assert found["dictionary.csv"] == [
        ["variable", "label", "type", "code", "code_label", "missing"],
        ["who", "Who it is", "text", "", "", ""],
        ["who", "Who it is", "text", "a", "Anna's answer", ""],
        ["N01_importance", "How important", "number", "", "", ""],
        ["N01_importance", "How important", "number", "1", "Not important", ""],
        ["N01_importance", "How important", "number", "5", "Essential", ""],
        ["N01_importance", "How important", "number", "'-1", "Not in my role", "yes"],
    ]


def test_parquet_keeps_numbers_gaps_and_labels() -> None:
    table = pq.read_table(io.BytesIO(parquet(DATA)))
    assert table.column("who").to_pylist() == ["a", "=1+1", "", "Gwên ✓"]
    assert table.column("N01_importance").to_pylist() == [5.0, None, -1.0, 2.5]
    assert table.schema.metadata[b"title"] == b"A title"
    said = table.schema.field("N01_importance").metadata
    assert said[b"label"] == b"How important"
    assert said[b"code 5"] == b"Essential"
    assert said[b"missing"] == b"-1"


def test_spss_keeps_labels_and_knows_which_codes_are_no_answers(tmp_path: Path) -> None:
    path = tmp_path / "t.sav"
    path.write_bytes(spss(DATA))
    frame, meta = pyreadstat.read_sav(str(path), user_missing=True)
    assert frame["who"].tolist() == ["a", "=1+1", "", "Gwên ✓"]
    assert frame["N01_importance"].fillna(-9).tolist() == [5.0, -9, -1.0, 2.5]
    assert meta.column_names_to_labels == {"who": "Who it is", "N01_importance": "How important"}
    assert meta.variable_value_labels["N01_importance"][-1.0] == "Not in my role"
    assert meta.missing_ranges["N01_importance"] == [{"lo": -1.0, "hi": -1.0}]
    assert meta.file_label == "A title"
    assert " ".join(meta.notes).count("First what to know.") == 8


@pytest.mark.parametrize("suffix", sorted(WRAPPINGS))
def test_the_same_data_is_the_same_zip_and_no_rows_are_a_file_too(suffix: str) -> None:
    nothing = Labelled(id="t", title="T", notes=(), variables=DATA.variables, rows=[])
    assert WRAPPINGS[suffix].write(nothing)
    assert csv_zip(DATA) == csv_zip(DATA)


def test_a_file_name_of_another_ending_is_refused_with_those_there_are() -> None:
    assert wrapping_of("x.SAV").title == "SPSS"
    with pytest.raises(Refused, match=r"x\.doc has none .* \.xlsx, \.zip, \.parquet, \.sav"):
        wrapping_of("x.doc", besides=(".xlsx",))
