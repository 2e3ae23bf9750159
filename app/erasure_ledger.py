"""The ledger of erasures: keyed digests that say whom to forget again when an older copy comes back (REL-26..28).

It is a file of its own, one digest a line, because a restore replaces the database. Without the service's key a
digest tells nobody whose it is, and no line says when.
"""

import fcntl
import hashlib
import hmac
import os
import re
from collections.abc import Iterable
from pathlib import Path

NAME = "erasures.log"
_DIGEST = re.compile(r"[0-9a-f]{64}")


class LedgerDamaged(RuntimeError):
    """The ledger holds a line that is no digest, so nobody can say who was erased."""


def digest_of(respondent: str, *, key: bytes) -> str:
    """What the ledger keeps of a respondent: 64 hexadecimal digits."""
    return hmac.new(key, f"erased:{respondent}".encode(), hashlib.sha256).hexdigest()


def read_ledger(path: Path) -> frozenset[str]:
    """Every digest in the file; none when there is no file. A last line that was cut off is not counted.

    Raises LedgerDamaged naming the file and the line.
    """
    if not path.exists():
        return frozenset()
    lines = path.read_text(encoding="utf-8", errors="replace").split("\n")[:-1]
    for number, line in enumerate(lines, 1):
        if not _DIGEST.fullmatch(line):
            raise LedgerDamaged(
                f"{path}, line {number}: this is not an entry of the ledger of erasures. "
                "Put the file back from its latest copy, then try again."
            )
    return frozenset(lines)


def append_to_ledger(path: Path, digests: Iterable[str]) -> None:
    """Add these digests at the end and wait until they have reached the disk. Raises OSError."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    number = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    with os.fdopen(number, "r+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)  # two who erase at once would cut off each other's line
        file.truncate(_end_of_last_line(file.read()))
        file.seek(0, os.SEEK_END)
        file.write("".join(f"{digest}\n" for digest in digests).encode())
        file.flush()
        os.fsync(file.fileno())


def _end_of_last_line(content: bytes) -> int:
    """Where the last whole line ends: what follows was cut off while it was written."""
    return content.rfind(b"\n") + 1
