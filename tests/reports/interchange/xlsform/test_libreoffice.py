"""A form that was opened and saved in another spreadsheet program still reads back equal."""

from pathlib import Path

from reports.interchange.xlsform.convert import read_xlsform, write_xlsform
from surveys.load import load_instruments
from tests.libreoffice import needs_libreoffice, saved_as


@needs_libreoffice
def test_a_form_saved_by_libreoffice_reads_back_equal(tmp_path: Path) -> None:
    instrument = load_instruments()["preceptor-2026"]
    form = tmp_path / "form.xlsx"
    form.write_bytes(write_xlsform(instrument)[0])
    (saved,) = saved_as("xlsx:Calc MS Excel 2007 XML", form, folder=tmp_path)
    documents, report = read_xlsform(saved.read_bytes(), "form.xlsx")
    assert documents == (instrument,)
    assert report.lost == ()
