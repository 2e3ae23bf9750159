"""The bill of materials says what the locked lists say (SEC-52)."""

from pathlib import Path

from app.sbom import HERE, bill_of_materials

LIST = """\
Some_Library==1.2.3 \\
    --hash=sha256:{a} \\
    --hash=sha256:{b}
other==4.5 ; python_version < "3.12" \\
    --hash=sha256:{b}
"""
LOCK = """{"packages": {"": {"name": "x"}, "node_modules/nhs": {"version": "10.6.1"},
 "node_modules/@org/part": {"version": "1.0.0"}, "node_modules/axe": {"version": "4.0.0", "dev": true}}}"""


def test_sec_52_every_locked_library_is_in_the_bill_and_parts_for_tests_are_not(tmp_path: Path) -> None:
    (tmp_path / "requirements").mkdir()
    (tmp_path / "requirements" / "base.txt").write_text(LIST.format(a="a" * 64, b="b" * 64))
    (tmp_path / "package-lock.json").write_text(LOCK)
    parts = bill_of_materials(tmp_path)["components"]
    assert [each["purl"] for each in parts] == [
        "pkg:npm/%40org/part@1.0.0",
        "pkg:npm/nhs@10.6.1",
        "pkg:pypi/other@4.5",
        "pkg:pypi/some-library@1.2.3",
    ]
    assert [each["value"] for each in parts[3]["properties"]] == ["a" * 64, "b" * 64]


def test_sec_52_every_library_of_the_service_is_locked_by_hash() -> None:
    bill = bill_of_materials(HERE)
    python = [each for each in bill["components"] if each["purl"].startswith("pkg:pypi/")]
    assert {"fastapi", "starlette", "openpyxl", "sqlmodel"} <= {each["name"] for each in python}
    assert all(each["properties"] for each in python)
