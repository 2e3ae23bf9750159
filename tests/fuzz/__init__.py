"""Hostile requests at every route, as everybody: nothing may end in a server error (SEC-61)."""
