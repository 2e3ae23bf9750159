"""Scoring rules as data: a small total language over the scores of a framework's items (decision 0015)."""
