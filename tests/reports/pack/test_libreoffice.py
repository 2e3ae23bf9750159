"""A pack that LibreOffice saved comes back with the same answers (CHECKS UX-27)."""

from pathlib import Path

from reports.pack.read import read_answers, read_manifest
from tests.libreoffice import needs_libreoffice, saved_as
from tests.reports.pack.packs import ANSWERS, KEY, MATRIX, TIME, small_pack, with_cells, written


@needs_libreoffice
def test_a_pack_that_went_through_libreoffice_as_ods_comes_back_with_the_same_answers(tmp_path: Path) -> None:
    file = tmp_path / "pack.xlsx"
    file.write_bytes(with_cells(written(), {f"{TIME}!B7": 3, f"{MATRIX}!B9": "5: Leading"}))
    (again,) = saved_as("xlsx", *saved_as("ods", file, folder=tmp_path), folder=tmp_path)
    manifest, sheets = read_manifest(again.read_bytes(), key=KEY)
    filled = read_answers(small_pack(), manifest, sheets)
    provision, matrix = ANSWERS.values()
    assert filled.fields["provision"] == {
        **{field: list(values) for field, values in provision.items()},
        "meetings-count": ["3"],
    }
    assert filled.fields["preceptorship-maturity-working-2026"] == {
        **{field: list(values) for field, values in matrix.items()},
        "T1": ["5"],
    }
