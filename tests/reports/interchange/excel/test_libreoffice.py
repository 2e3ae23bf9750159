"""A workbook that went through another spreadsheet program still reads back the same (`CHECKS.md` UX-27)."""

from pathlib import Path

from app.definitions import load_definitions
from reports.interchange.excel.reading import read_book
from reports.interchange.excel.template import framework_template
from reports.interchange.excel.writing import write_book
from tests.libreoffice import needs_libreoffice, saved_as
from tests.reports.interchange.excel.books import opened


@needs_libreoffice
def test_definitions_read_back_the_same_after_libreoffice_saved_them_as_ods_and_as_xlsx(
    tmp_path: Path,
) -> None:
    definitions = load_definitions()
    kept = [
        definitions.frameworks["nhse-nursing-2022"],
        definitions.frameworks["hcpc-sop-radiographers-2023"],
        definitions.instruments["preceptee-2026"],
        definitions.crosswalks["nhse-ahp-to-hcpc"],
    ]
    files = []
    for each in kept:
        files.append(tmp_path / f"{each.id}.xlsx")
        files[-1].write_bytes(write_book(each.id, [each]).content)
    files.append(tmp_path / "template.xlsx")
    files[-1].write_bytes(framework_template())
    saved = saved_as("xlsx", *saved_as("ods", *files, folder=tmp_path), folder=tmp_path)
    for each, file in zip(kept, saved, strict=False):
        read = read_book(file.read_bytes(), file.name)
        assert read.documents == (each,)
        assert read.notices == ()
    content = opened(saved[-1].read_bytes())["framework_content"]
    assert opened(framework_template())["framework_content"].freeze_panes == "A2"  # a view that ODS may drop
    assert content["A2"].value.startswith("# Needed. The number or code people know it by.")
    rules = content.data_validations.dataValidation
    lists = {
        str(rule.sqref).partition(":")[0]: rule.formula1 for rule in rules
    }  # how far down they go, it decides
    assert lists["E3"] == '"published,paraphrase,working"'
    assert "tiers" in lists["I3"]
