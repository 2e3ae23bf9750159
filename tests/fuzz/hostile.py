"""What an unkind visitor types: one list of values for fields, queries, addresses and headers."""

import random

TEXTS = (
    "",
    " ",
    "\x00",
    "a\x00b",
    "0",
    "-1",
    "1",
    "2147483648",
    "9223372036854775808",
    "99999999999999999999999999",
    "1e309",
    "-1e309",
    "NaN",
    "Infinity",
    "0.1",
    "1,5",
    "²",
    "٣",
    "１",
    "true",
    "null",
    "[]",
    "{}",
    '{"a": 1}',
    "[" * 3000,
    '{"a":' * 3000,
    "<script>canary()</script>",
    '"><img src=x onerror=canary()>',
    "</script><!--",
    "\u2028\u2029",
    "{{7*7}}",
    "{% raise %}",
    "${7*7}",
    "%s%d%n",
    "{0.__class__}",
    "{name!r:>99999999}",
    "' OR 1=1 --",
    "1; DROP TABLE account",
    "pg_sleep(5)",
    "=1+1",
    "@SUM(A1)",
    "../../../../etc/passwd",
    "..\\..\\windows",
    "%2e%2e%2f",
    "%2569",
    "\r\nX-Evil: 1",
    "\x1b[31m",
    "\ud7ff\ufffd",
    "\u202egpj.exe",
    "e\u0301" * 500,
    "x" * 5000,
    "x" * 60_000,
    "2026-02-30",
    "0000-00-00",
    "9999-12-31",
    "preceptee-2026",
    "hcpc-principles-2023",
    "T01",
    "T02",
    "draft",
    "afresh",
    "N01",
    "P1a",
    "Y56",
)
EXTRA_FIELDS = (
    "id",
    "role",
    "organisation",
    "trust_id",
    "owner_id",
    "status",
    "is_admin",
    "revision",
    "once",
)
CONTENT_TYPES = (
    "application/json",
    "text/plain",
    "application/x-www-form-urlencoded",
    "application/x-www-form-urlencoded; charset=no-such",
    "multipart/form-data",
    "multipart/form-data; boundary=",
    "multipart/form-data; boundary=x",
    "nonsense",
)
BODIES = (
    b"",
    b"\xff\xfe\x00",
    b"a=%ff%fe&a=%00",
    b"=&=&&&&",
    b"a[]=1&a[b]=2",
    b"{" * 2000,
    b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.xlsx"\r\n\r\nPK\r\n--x--\r\n',
    b"--x\r\nContent-Disposition: form-data\r\n\r\nno name\r\n--x--\r\n",
    b"--x\r\nbroken",
)


def text(chance: random.Random) -> str:
    """One unkind value."""
    return chance.choice(TEXTS)


def segment(chance: random.Random) -> str:
    """One unkind value as a part of an address: short, and without what would end the part."""
    return text(chance)[:200] or "-"
