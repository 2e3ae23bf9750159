"""`python -m tests.bench`: measure, print side by side, and write `docs/performance.md`."""

import argparse
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from tests.bench.chart import draw
from tests.bench.document import PAGE, PICTURE, document, write
from tests.bench.run import SIZES, Results, run

DOCS = Path(__file__).parents[2] / "docs"
MOST = 10_000_000


def main() -> int:
    """Run, print and write; 2 for arguments that cannot be used."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--sizes", default="", help="numbers of submissions, such as '1000 10000'")
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--docs", type=Path, default=DOCS, help="the folder to write performance.md in")
    chosen = parser.parse_args()
    sizes = _sizes(parser, chosen.sizes)
    start, today = time.monotonic(), datetime.now(UTC).date()
    (chosen.docs / "pictures").mkdir(parents=True, exist_ok=True)
    pages: list[str] = []

    def keep(results: Results) -> None:
        pages.append(document(results, picture=PICTURE, today=today))
        write(chosen.docs, pages[-1], draw(results))
        say(f"{(time.monotonic() - start) / 60:.0f} minutes so far; {chosen.docs / PAGE} is written")

    run(sizes, chosen.database, say=say, keep=keep)
    print(pages[-1])
    return 0


def say(line: str) -> None:
    """Progress, beside the figures."""
    print(line, file=sys.stderr, flush=True)


def _sizes(parser: argparse.ArgumentParser, typed: str) -> list[int]:
    words = typed.replace(",", " ").split()
    wrong = [word for word in words if not (word.isascii() and word.isdigit() and 0 < int(word) <= MOST)]
    if wrong:
        parser.error(
            f"SIZES has {wrong[0]!r}. Give whole numbers from 1 to {MOST} with spaces between, such as '1000 10000'."
        )
    return sorted({int(word) for word in words}) or list(SIZES)


if __name__ == "__main__":
    sys.exit(main())
