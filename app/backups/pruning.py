"""Removing backups that are older than they may be kept."""

from datetime import datetime, timedelta
from pathlib import Path

from pydantic import ValidationError

from app.backups.manifest import SUFFIX, Manifest
from app.clock import as_utc


def remove_older(folder: Path, *, days: int, now: datetime) -> list[Path]:
    """Remove each backup of ours in `folder` made more than `days` days before `now`; those that went, by name.

    A file without a manifest of ours beside it is left alone.
    """
    removed = []
    for path in sorted(folder.glob(f"*{SUFFIX}")):
        made = _made_at(path)
        if made is not None and as_utc(now) - made > timedelta(days=days):
            backup = path.with_name(path.name.removesuffix(SUFFIX))
            backup.unlink(missing_ok=True)
            path.unlink()
            removed.append(backup)
    return removed


def _made_at(path: Path) -> datetime | None:
    """When the backup of a manifest was made; None for a file that is no manifest of ours."""
    try:
        manifest = Manifest.model_validate_json(path.read_text(encoding="utf-8"))
    except (ValidationError, UnicodeDecodeError):
        return None
    return as_utc(manifest.made_at)
