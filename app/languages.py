"""Which language a page is in: what the reader chose, else what their browser asks for first.

Pages for the public and for those who answer are in both languages; pages for staff are in English, and say so.
"""

from collections.abc import Mapping

from starlette.datastructures import Headers
from starlette.requests import cookie_parser
from starlette.types import ASGIApp, Receive, Scope, Send

from app.settings import Settings
from frameworks.language import Speech, speak
from frameworks.model import Language
from frameworks.translation import ENGLISH, LANGUAGES

COOKIE = "preceptmap-language"
CHOSEN = "chosen_language"
ONE_YEAR = 365 * 24 * 60 * 60
IN_BOTH = (
    "/join",
    "/return",
    "/my",
    "/help",
    "/privacy",
    "/who-sees-what",
    "/accessibility",
    "/language",
    "/sign-out",
)
"""Pages that are in every language, with all below them; the home page is too."""
NOT_YET = ("/my/plan", "/my/sharing", "/my/preceptees", "/my/month")
"""Pages below those that are in English only so far, with all below them."""


class Languages:
    """Sets the language that the rest of a request speaks, and notes what was chosen."""

    def __init__(self, app: ASGIApp, *, settings: Settings, speeches: Mapping[Language, Speech]) -> None:
        self.app = app
        self.cookie = language_cookie(settings)
        self.speeches = speeches

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on with the language set."""
        if scope["type"] == "http":
            chosen = chosen_language(Headers(scope=scope), cookie=self.cookie)
            scope.setdefault("state", {})[CHOSEN] = chosen
            speak(self.speeches[chosen if is_in_both(scope["path"]) else ENGLISH])
        await self.app(scope, receive, send)


def language_cookie(settings: Settings) -> str:
    """`__Host-` where TLS lets us demand it."""
    return f"__Host-{COOKIE}" if settings.secure else COOKIE


def chosen_language(headers: Headers, *, cookie: str) -> Language:
    """The language of the cookie; else the first the browser asks for that we have; else English."""
    chosen = known_language(cookie_parser(headers.get("cookie", "")).get(cookie, ""))
    return chosen or _asked_for(headers.get("accept-language", ""))


def known_language(code: str) -> Language | None:
    """The language with this code, or None."""
    return next((each for each in LANGUAGES if each == code), None)


def is_in_both(path: str) -> bool:
    """Whether the page at this path is in every language."""
    return path == "/" or (_is_below(path, IN_BOTH) and not _is_below(path, NOT_YET))


def _is_below(path: str, folders: tuple[str, ...]) -> bool:
    """Whether a path is one of these, a file of that name, or below it.

    >>> _is_below("/my/plan.xlsx", ("/my/plan",)), _is_below("/my/planets", ("/my/plan",))
    (True, False)
    """
    return any(path == each or path.startswith((f"{each}/", f"{each}.")) for each in folders)


def _asked_for(accepts: str) -> Language:
    """What an Accept-Language header wants most.

    >>> _asked_for("cy, en-GB;q=0.8"), _asked_for("en-GB, cy;q=0.5"), _asked_for("fr, cy;q=0.9"), _asked_for("")
    ('cy', 'en', 'en', 'en')
    """
    wanted = sorted((_wanted(part) for part in accepts.split(",")), key=lambda each: -each[1])
    return known_language(wanted[0][0]) or ENGLISH


def _wanted(part: str) -> tuple[str, float]:
    """A language and how much it is wanted, from 0 to 1.

    >>> _wanted(" cy-GB;q=0.8"), _wanted("en;q=much")
    (('cy', 0.8), ('en', 0.0))
    """
    tag, _, weight = part.strip().partition(";q=")
    try:
        much = float(weight) if weight else 1.0
    except ValueError:
        much = 0.0
    return tag.split("-")[0].strip().lower(), much
