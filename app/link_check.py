"""Whether public addresses still answer, asked of each once, a few at a time."""

import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

AT_ONCE = 6
AGENT = "preceptmap link check"


@dataclass(frozen=True)
class Answer:
    """What one address said: `words` is the status, where it led, or why nothing came back."""

    address: str
    answers: bool
    words: str


def check_links(addresses: Sequence[str], *, seconds: float) -> Iterator[Answer]:
    """An answer for each address, in the order given; nothing is waited for longer than `seconds` at a time."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        yield from pool.map(lambda address: check_link(address, seconds=seconds), addresses)


def check_link(address: str, *, seconds: float) -> Answer:
    """Ask for one page, following where it has moved, and read none of it."""
    if not address.startswith(("http://", "https://")):
        return Answer(address, False, "not a web address")
    asked = urllib.request.Request(address, headers={"User-Agent": AGENT})  # noqa: S310 - checked above
    try:
        with urllib.request.urlopen(asked, timeout=seconds) as reply:  # noqa: S310
            moved = "" if reply.url == address else f", moved to {reply.url}"
            return Answer(address, True, f"{reply.status}{moved}")
    except urllib.error.HTTPError as error:
        with error:
            return Answer(address, False, f"{error.code} {error.reason}")
    except (OSError, ValueError) as error:  # URLError and timeouts are OSErrors; ValueError is a bad redirect
        reason = getattr(error, "reason", None) or error
        return Answer(address, False, str(reason) or type(error).__name__)
