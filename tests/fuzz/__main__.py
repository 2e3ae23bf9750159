"""`make fuzz`: 20,000 hostile requests by each role on a new database; the seed is printed and can be given."""

import argparse
import random
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from app.main import create_app
from app.migrate import upgrade
from app.settings import Settings
from surveys.database import open_database
from tests.fuzz.run import fuzz
from tests.fuzz.world import ROLES
from tests.people import Service


def main() -> int:
    """Print every server error found; 1 when there was one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--calls", type=int, default=20_000, help="requests for each role")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    parser.add_argument("--role", choices=ROLES, action="append", help="only this role; can be repeated")
    asked = parser.parse_args()
    print(f"seed {asked.seed}, {asked.calls} requests for each role", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data=Path(folder), secret="a key for the fuzz that is long enough")
        database = open_database(settings.address)
        upgrade(database)
        now = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
        app = create_app(settings, database=database, clock=lambda: now)
        found = fuzz(
            Service(app, settings=settings, clock=lambda: now),
            calls=asked.calls,
            seed=asked.seed,
            roles=tuple(asked.role or ROLES),
        )
        database.close()
    for role, statuses in found.statuses.items():
        print(role, dict(sorted(statuses.items())))
    print("\n".join([*found.errors, f"{len(found.errors)} server errors"]))
    return 1 if found.errors else 0


if __name__ == "__main__":
    sys.exit(main())
