"""A form that was opened and saved in another spreadsheet program still reads back equal."""

import shutil
import subprocess
from pathlib import Path

import pytest

from reports.interchange.xlsform.convert import read_xlsform, write_xlsform
from surveys.load import load_instruments

SOFFICE = shutil.which("soffice")


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_a_form_saved_by_libreoffice_reads_back_equal(tmp_path: Path) -> None:
    instrument = load_instruments()["preceptor-2026"]
    (tmp_path / "form.xlsx").write_bytes(write_xlsform(instrument)[0])
    saved = tmp_path / "saved"
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    command = [
        str(SOFFICE),
        "--headless",
        profile,
        "--convert-to",
        "xlsx:Calc MS Excel 2007 XML",
        "--outdir",
        saved,
    ]
    subprocess.run([*command, tmp_path / "form.xlsx"], check=True, capture_output=True, timeout=120)
    documents, report = read_xlsform((saved / "form.xlsx").read_bytes(), "form.xlsx")
    assert documents == (instrument,)
    assert report.lost == ()
