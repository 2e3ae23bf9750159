"""Write docs/checks.csv: `python -m tests.checks`. Ends with 1, and writes nothing, when it would not be true."""

import sys
from collections import Counter

from tests.checks.census import census, problems, write_csv
from tests.checks.evidence import load_judgements
from tests.checks.named import TESTS, every_test


def main() -> int:
    """Write the census and print how many checks are shown; 1 when something does not fit."""
    said, there = load_judgements(), every_test()
    wrong = list(problems(said, there))
    if wrong:
        print("\n".join(wrong), file=sys.stderr)
        return 1
    rows = census(said, there)
    (TESTS.parent / "docs" / "checks.csv").write_text(write_csv(rows))
    counts = Counter(row.result if row.applies == "yes" else "does not apply" for row in rows)
    print(", ".join(f"{number} {result}" for result, number in sorted(counts.items())))
    return 0


if __name__ == "__main__":
    sys.exit(main())
