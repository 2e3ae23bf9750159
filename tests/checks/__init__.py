"""The census of checks: which test shows which of our numbered checks, written to docs/checks.csv."""
