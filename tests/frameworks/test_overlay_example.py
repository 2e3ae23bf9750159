"""The overlay that `docs/frameworks.md` shows can be used as it stands, once its hash is written."""

import shutil
from pathlib import Path

from frameworks.load import EDITIONS, check_frameworks, load_frameworks
from frameworks.overlay_files import OVERLAYS
from frameworks.overlay_rules import hash_of_base

PAGE = Path(__file__).parents[2] / "docs" / "frameworks.md"


def shown() -> str:
    lines = PAGE.read_text().split("    id: example-trust-2026\n")[1].splitlines()
    block = [line[4:] for line in lines[: lines.index("")]]
    return "\n".join(["id: example-trust-2026", *block]) + "\n"


def test_the_example_is_refused_with_the_hash_to_write_and_then_resolves(tmp_path: Path) -> None:
    shutil.copytree(OVERLAYS, tmp_path / "overlays")
    path = tmp_path / "overlays" / "example-trust-2026.yaml"
    path.write_text(shown())
    base = hash_of_base(load_frameworks()["nhse-ahp-2023-london"])
    assert [str(each) for each in check_frameworks(EDITIONS, tmp_path / "overlays")] == [
        "example-trust-2026.yaml:5: base_hash: write the hash of nhse-ahp-2023-london as it is now; "
        f"base_hash: {base}"
    ]
    path.write_text(shown().replace('"?"', base))
    found = load_frameworks(EDITIONS, tmp_path / "overlays")["example-trust-2026"]
    assert [item.code for item in found.items if item.origin] == ["W1.1", "RX1-1"]
    assert [each.item.code for each in found.withdrawn] == ["5.5", "W5.2"]
