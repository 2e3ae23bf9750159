"""A pack that LibreOffice saved comes back with the same answers (CHECKS UX-27)."""

import shutil
import subprocess
from pathlib import Path

import pytest

from reports.pack.read import read_answers, read_manifest
from tests.reports.pack.packs import ANSWERS, KEY, MATRIX, TIME, small_pack, with_cells, written

SOFFICE = shutil.which("soffice")


def saved_as(kind: str, file: Path, folder: Path) -> Path:
    """The file as LibreOffice saves it."""
    assert SOFFICE is not None
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [
        SOFFICE,
        profile,
        "--headless",
        "--convert-to",
        kind,
        "--outdir",
        str(folder / kind),
        str(file),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    return folder / kind / f"{file.stem}.{kind}"


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not here")
def test_a_pack_that_went_through_libreoffice_as_ods_comes_back_with_the_same_answers(tmp_path: Path) -> None:
    file = tmp_path / "pack.xlsx"
    file.write_bytes(with_cells(written(), {f"{TIME}!B7": 3, f"{MATRIX}!B9": "5: Leading"}))
    again = saved_as("xlsx", saved_as("ods", file, tmp_path), tmp_path)
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
