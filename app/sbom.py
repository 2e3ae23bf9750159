"""What the service is made of, as CycloneDX JSON, from the locked lists of libraries (SEC-52)."""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parents[1]
PINNED = re.compile(r"^([A-Za-z0-9._\-]+)==([^\s;\\]+)", re.MULTILINE)
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


def bill_of_materials(folder: Path) -> dict[str, Any]:
    """CycloneDX 1.6 of `requirements/base.txt` and of what `package-lock.json` has besides the tests' parts.

    The same lists give the same bill. Raises FileNotFoundError where a list is missing.
    """
    python = list(_python((folder / "requirements" / "base.txt").read_text()))
    frontend = list(_frontend(json.loads((folder / "package-lock.json").read_text())))
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": {"type": "application", "name": "preceptmap"}},
        "components": sorted([*python, *frontend], key=lambda each: str(each["purl"])),
    }


def _python(text: str) -> Iterator[dict[str, Any]]:
    found = list(PINNED.finditer(text))
    ends = [*(each.start() for each in found[1:]), len(text)]
    for each, end in zip(found, ends, strict=True):
        name = re.sub(r"[-_.]+", "-", each[1]).lower()
        hashes = HASH.findall(text, each.start(), end)
        yield _component("pypi", name, each[2]) | {
            "properties": [{"name": "preceptmap:sha256", "value": value} for value in hashes]
        }


def _frontend(lock: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for path, package in lock["packages"].items():
        if path and not package.get("dev"):
            name = path.rpartition("node_modules/")[2]
            yield _component("npm", name, package["version"])


def _component(kind: str, name: str, version: str) -> dict[str, Any]:
    purl = f"pkg:{kind}/{name.replace('@', '%40')}@{version}"
    return {"type": "library", "bom-ref": purl, "name": name, "version": version, "purl": purl}


if __name__ == "__main__":
    json.dump(bill_of_materials(HERE), sys.stdout, indent=1)
    print()
