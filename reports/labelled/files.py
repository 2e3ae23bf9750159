"""Labelled data as a zip of CSVs, as Parquet and as SPSS. The same values in each; only the wrapping differs."""

import io
import tempfile
import textwrap
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pyreadstat

from reports.csv import rows_csv
from reports.labelled.data import Labelled, Value, Variable
from surveys.errors import Refused

FIXED_TIME = (2026, 1, 1, 0, 0, 0)
"""Every entry of a zip has it, so that the same data is the same file."""

NOTE_LINE = 80
"""How long a line of a note in an SPSS file may be."""

DICTIONARY = ("variable", "label", "type", "code", "code_label", "missing")


@dataclass(frozen=True)
class Wrapping:
    """One kind of file: its ending, what people call it, its media type and how it is written."""

    suffix: str
    title: str
    media_type: str
    write: Callable[[Labelled], bytes]


def csv_zip(data: Labelled) -> bytes:
    """data.csv, dictionary.csv with a line for each variable and each code, and what to know first."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (
            ("read-me.txt", "\n".join((data.title, "", *data.notes, "")).encode()),
            ("data.csv", rows_csv([[each.name for each in data.variables], *data.rows])),
            ("dictionary.csv", rows_csv([DICTIONARY, *_dictionary(data)])),
        ):
            archive.writestr(zipfile.ZipInfo(name, FIXED_TIME), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def parquet(data: Labelled) -> bytes:
    """Parquet, the labels in the metadata of the file and of each field."""
    fields = [
        pa.field(each.name, pa.string() if each.kind == "text" else pa.float64(), metadata=_described(each))
        for each in data.variables
    ]
    about = {"title": data.title, "notes": "\n".join(data.notes)}
    table = pa.table([data.column(each.name) for each in data.variables], schema=pa.schema(fields, about))
    out = io.BytesIO()
    pq.write_table(table, out)
    return out.getvalue()


def spss(data: Labelled) -> bytes:
    """SPSS .sav: variable labels, value labels, and codes that are no answers as user-missing values."""
    frame = pd.DataFrame({each.name: _series(data, each) for each in data.variables})
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "data.sav"
        pyreadstat.write_sav(
            frame,
            str(path),
            file_label=data.title[:64],
            note=[line for each in data.notes for line in textwrap.wrap(each, NOTE_LINE)],
            column_labels={each.name: each.label[:256] for each in data.variables},
            variable_value_labels={each.name: _codes(each) for each in data.variables if each.values},
            missing_ranges={each.name: _missing(each) for each in data.variables if each.missing},
        )
        return path.read_bytes()


WRAPPINGS = {
    each.suffix: each
    for each in (
        Wrapping(".zip", "CSV with data dictionary", "application/zip", csv_zip),
        Wrapping(".parquet", "Parquet", "application/vnd.apache.parquet", parquet),
        Wrapping(".sav", "SPSS", "application/x-spss-sav", spss),
    )
}


def wrapping_of(name: str, *, besides: Sequence[str] = ()) -> Wrapping:
    """The wrapping whose ending this file name has. Raises Refused; `besides` are endings of other files."""
    found = WRAPPINGS.get(Path(name).suffix.lower())
    if found is None:
        known = ", ".join((*besides, *WRAPPINGS))
        raise Refused(f"{name} has none of the endings that can be written. Choose one of {known}.")
    return found


def _dictionary(data: Labelled) -> list[list[Value]]:
    lines: list[list[Value]] = []
    for each in data.variables:
        lines.append([each.name, each.label, each.kind, "", "", ""])
        lines += [
            [each.name, each.label, each.kind, code, label, "yes" if code in each.missing else ""]
            for code, label in each.values.items()
        ]
    return lines


def _described(variable: Variable) -> dict[str, str]:
    said = {"label": variable.label}
    said |= {f"code {code}": label for code, label in variable.values.items()}
    return said | ({"missing": ", ".join(variable.missing)} if variable.missing else {})


def _series(data: Labelled, variable: Variable) -> "pd.Series[str] | pd.Series[float]":
    values = data.column(variable.name)
    if variable.kind == "text":
        return pd.Series(values, dtype=object).fillna("")
    return pd.Series(values, dtype="float64")


def _codes(variable: Variable) -> dict[Any, str]:
    return {_typed(variable, code): label for code, label in variable.values.items()}


def _missing(variable: Variable) -> list[Any]:
    return [_typed(variable, code) for code in variable.missing]


def _typed(variable: Variable, code: str) -> str | float:
    return code if variable.kind == "text" else float(code)
