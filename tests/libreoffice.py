"""Files as LibreOffice saves them, for tests of what survives another spreadsheet program (`CHECKS.md` UX-27)."""

import shutil
import subprocess
from pathlib import Path

import pytest

SOFFICE = shutil.which("soffice")
needs_libreoffice = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not here")
LONGEST = 240
"""Seconds that one conversion may take on a busy machine."""


def saved_as(kind: str, *files: Path, folder: Path) -> list[Path]:
    """These files saved as another kind, such as `ods`, in a folder of their own within `folder`.

    A kind may name the filter after a colon, as LibreOffice takes it.
    """
    assert SOFFICE is not None
    suffix = kind.partition(":")[0]
    out = folder / f"as-{suffix}-{len(list(folder.iterdir()))}"
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    command = [SOFFICE, profile, "--headless", "--convert-to", kind, "--outdir", str(out), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=LONGEST)
    return [out / f"{file.stem}.{suffix}" for file in files]
