"""Files nobody should be hurt by, each small on the wire (SEC-36): bombs, macros, outside links, deep nesting."""

import io
import zipfile

from openpyxl import Workbook

LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "lol">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + step, b"&%c;" % (97 + step) * 10) for step in range(9))
    + b"]><lolz>&j;</lolz>"
)
OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'


def workbook(rows: list[list[object]] | None = None, *, title: str = "Sheet") -> bytes:
    """A plain workbook with these rows."""
    book, out = Workbook(), io.BytesIO()
    sheet = book.active
    sheet.title = title
    for row in rows or [["code", "title"], ["A1", "One"]]:
        sheet.append(row)
    book.save(out)
    return out.getvalue()


def with_part(name: str, content: bytes) -> bytes:
    """A plain workbook in which one part of the archive is replaced or added."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook())) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for each in old.namelist():
            if each != name:
                new.writestr(each, old.read(each))
        new.writestr(name, content)
    return out.getvalue()


def bomb(megabytes: int = 60) -> bytes:
    """A workbook whose sheet unpacks to this many megabytes of spaces."""
    return with_part("xl/worksheets/sheet1.xml", b" " * (megabytes * 1024 * 1024))


def yaml_bomb() -> bytes:
    """Nine levels of ten aliases each: a thousand million items when written out."""
    lines = ["a: &a [x, x, x, x, x, x, x, x, x, x]"]
    for this, before in zip("bcdefghi", "abcdefgh", strict=True):
        lines.append(f"{this}: &{this} [{', '.join([f'*{before}'] * 10)}]")
    return "\n".join(lines).encode()


def hostile_files() -> dict[str, tuple[str, bytes]]:
    """What each is, the name it arrives under, and its bytes."""
    return {
        "laughs in the sheet": ("a.xlsx", with_part("xl/worksheets/sheet1.xml", LAUGHS)),
        "laughs in the strings": ("a.xlsx", with_part("xl/sharedStrings.xml", LAUGHS)),
        "laughs in the workbook": ("a.xlsx", with_part("xl/workbook.xml", LAUGHS)),
        "laughs in the styles": ("a.xlsx", with_part("xl/styles.xml", LAUGHS)),
        "laughs in the content types": ("a.xlsx", with_part("[Content_Types].xml", LAUGHS)),
        "an outside entity": ("a.xlsx", with_part("xl/worksheets/sheet1.xml", OUTSIDE)),
        "an inflated sheet": ("a.xlsx", bomb()),
        "a macro": ("a.xlsm", with_part("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0 macro")),
        "a link to another workbook": ("a.xlsx", with_part("xl/externalLinks/externalLink1.xml", b"<x/>")),
        "a path that climbs": ("../../a.xlsx", with_part("../../../../tmp/climbed", b"x")),
        "a text file called a workbook": ("a.xlsx", b"not a workbook"),
        "an archive that is cut off": ("a.xlsx", workbook()[:900]),
        "an empty archive": ("a.xlsx", b"PK\x05\x06" + b"\x00" * 18),
        "formulas": ("a.xlsx", workbook([["=1+1", "@SUM(A1)"], ["=cmd|' /C calc'!A0", "+1"]])),
        "JSON nested deep": ("a.json", b"[" * 200_000),
        "JSON nested deep and closed": ("a.json", b'{"a":' * 50_000 + b"1" + b"}" * 50_000),
        "JSON with a long number": ("a.json", b'{"id": ' + b"9" * 10_000 + b"}"),
        "JSON with odd numbers": ("a.json", b'{"id": NaN, "title": 1e999}'),
        "JSON that is a list": ("a.json", b"[1, 2, 3]"),
        "a FHIR questionnaire of odd shapes": (
            "a.json",
            b'{"resourceType": "Questionnaire", "item": {"linkId": 1}, "status": []}',
        ),
        "a CASE package of odd shapes": (
            "a.json",
            b'{"CFDocument": [], "CFItems": {"a": 1}, "CFAssociations": "x"}',
        ),
        "YAML nested deep": ("a.yaml", b"[" * 20_000),
        "YAML aliases": ("a.yaml", yaml_bomb()),
        "YAML that makes objects": ("a.yaml", b"!!python/object/apply:os.system ['true']"),
        "YAML that is a number": ("a.yaml", b"12"),
        "YAML with odd keys": ("a.yaml", b"? [a, b]\n: 1\n2: 3\n2026-01-01: x\n"),
        "YAML with a bad date": ("a.yaml", b"id: a\nin_force: 2026-02-30\n"),
        "YAML with a long number": ("a.yaml", b"id: " + b"9" * 10_000),
        "bytes that are no text": ("a.csv", bytes(range(256)) * 8),
        "a CSV with a NUL": ("a.csv", b"code,title\nA1,on\x00e\n"),
        "a CSV with an open quote": ("a.csv", b'code,title\n"A1,one\n' * 50),
        "a CSV with a very long cell": ("a.csv", b"code,title\nA1," + b"x" * 200_000 + b"\n"),
        "a name with a line break": ("a\r\nb.csv", b"code,title\nA1,One\n"),
        "UTF-16": ("a.csv", "code,title\nA1,One\n".encode("utf-16")),
    }
