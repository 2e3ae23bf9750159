"""Addresses take only the keys their page declares, each once (SEC-05, SDC-01)."""

from fastapi import Request

from surveys.errors import Invalid

UNKNOWN = "This page does not take this."


class Takes:
    """A dependency that refuses every query key but these. Raises Invalid."""

    def __init__(self, *names: str) -> None:
        self.names = names

    def __call__(self, request: Request) -> None:
        """Raise Invalid naming each key that is not known or is sent twice."""
        keys = [key for key, _ in request.query_params.multi_items()]
        strange = {key: UNKNOWN for key in keys if key not in self.names or keys.count(key) > 1}
        if strange:
            raise Invalid(strange)
