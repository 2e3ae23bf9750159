"""The attack on a release: what could be worked out about a small group from everything that was published.

`CHECKS.md` 3.3 describes the attacker; `DESIGN.md` 5 says that no release is approved without it.
"""
