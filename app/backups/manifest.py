"""What lies beside a backup: which database it was, when, and the digest by which a damaged one is known."""

import hashlib
import hmac
from datetime import datetime
from pathlib import Path
from typing import Literal

from pydantic import ValidationError

from app.backups.sqlite_files import whole_file
from frameworks.model import Frozen

SUFFIX = ".manifest.json"
CHUNK = 2**20


class BackupRefused(RuntimeError):
    """A backup that cannot be made, or cannot be trusted; nothing was changed."""


class Manifest(Frozen):
    """One backup. `sha256` is of the whole file; `key` tells keys apart and gives none away."""

    format: Literal[1] = 1
    made_at: datetime
    database: Literal["sqlite", "postgresql"]
    file: str
    bytes: int
    sha256: str
    schema_version: str
    service_version: str
    key: str


def fingerprint(key: bytes) -> str:
    """What tells whether two backups were made under the same key."""
    return hmac.new(key, b"which key this is", hashlib.sha256).hexdigest()[:16]


def manifest_path(backup: Path) -> Path:
    """Where the manifest of a backup lies."""
    return backup.with_name(backup.name + SUFFIX)


def write_manifest(backup: Path, manifest: Manifest) -> None:
    """Put the manifest beside its backup, whole or not at all."""
    with whole_file(manifest_path(backup)) as part:
        part.touch(mode=0o600)
        part.write_text(manifest.model_dump_json(indent=2) + "\n", encoding="utf-8")


def read_manifest(backup: Path) -> Manifest:
    """The manifest of a backup whose bytes are those it was made with.

    Raises BackupRefused saying what is missing, or what is not as it was.
    """
    path = manifest_path(backup)
    for file in (backup, path):
        if not file.is_file():
            raise BackupRefused(
                f"{file} is not there. A backup is a file and the {SUFFIX} beside it; keep both."
            )
    try:
        manifest = Manifest.model_validate_json(path.read_text(encoding="utf-8"))
    except (ValidationError, UnicodeDecodeError) as error:
        raise BackupRefused(f"{path} is not the manifest of a backup. Choose another backup.") from error
    found = (backup.stat().st_size, file_digest(backup))
    if found != (manifest.bytes, manifest.sha256):
        raise BackupRefused(
            f"{backup} is not as it was made: {found[0]} bytes with SHA-256 {found[1][:12]}…, not "
            f"{manifest.bytes} with {manifest.sha256[:12]}…. Choose another backup."
        )
    return manifest


def file_digest(file: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    digest = hashlib.sha256()
    with file.open("rb") as content:
        while chunk := content.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
