"""What every request and response goes through before any page is chosen.

Content-security policy without `unsafe-*` (SEC-15), the other headers (SEC-16), same-origin posts only
(SEC-18), bodies and heads capped (SEC-37 to SEC-39), unknown hosts refused (SEC-26).
"""

from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.settings import Settings

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "X-Frame-Options": "DENY",
}
TWO_YEARS = "max-age=63072000; includeSubDomains"
LARGEST_BODY = 1024 * 1024
LARGEST_HEAD = 16 * 1024
"""Address, query and headers together: twice what a browser with full cookies sends."""
SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}
REFUSED_ORIGIN = (
    "This form was not sent from a page of this service, so nothing was changed. Open the page and send it "
    "from there. (A program must send an Origin header with this service's address.)"
)


class BodyTooLarge(Exception):
    """More than LARGEST_BODY bytes arrived."""


class Guard:
    """Refuses what must not reach a page, and puts the headers on whatever goes out."""

    def __init__(self, app: ASGIApp, *, settings: Settings) -> None:
        self.app = app
        self.settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Check, pass on, and add headers to every response, refusals included."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._add_headers(MutableHeaders(scope=message), scope["path"])
            await send(message)

        refusal = self._refusal(scope)
        if refusal is not None:
            await refusal(scope, receive, send_with_headers)
            return
        await self._pass_on(scope, receive, send_with_headers)

    async def _pass_on(self, scope: Scope, receive: Receive, send: Send) -> None:
        arrived = 0
        started = False

        async def capped_receive() -> Message:
            nonlocal arrived
            message = await receive()
            arrived += len(message.get("body", b""))
            if arrived > LARGEST_BODY:
                raise BodyTooLarge
            return message

        async def watching_send(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self.app(scope, capped_receive, watching_send)
        except BodyTooLarge:
            if not started:
                await _too_large()(scope, receive, send)

    def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        headers = Headers(scope=scope)
        if _size_of_head(scope) > LARGEST_HEAD:
            return PlainTextResponse("The address or the headers are too long. Nothing was done.", 431)
        probe = scope["path"].startswith("/health/")  # asked for by address, never by name
        if self.settings.public_host and headers.get("host") != self.settings.public_host and not probe:
            return PlainTextResponse("Unknown host. Use the address you were given.", 400)
        length = headers.get("content-length", "")
        if length.isdigit() and int(length) > LARGEST_BODY:
            return _too_large()
        if scope["method"] not in SAFE_METHODS and not self._from_here(headers):
            return PlainTextResponse(REFUSED_ORIGIN, 403)
        return None

    def _from_here(self, headers: Headers) -> bool:
        fetch_site = headers.get("sec-fetch-site")
        origin = headers.get("origin")
        if fetch_site is not None and fetch_site != "same-origin":
            return False
        if origin is not None:
            return origin != "null" and urlsplit(origin).netloc == headers.get("host")
        return fetch_site == "same-origin"

    def _add_headers(self, headers: MutableHeaders, path: str) -> None:
        for name, value in HEADERS.items():
            headers[name] = value
        if self.settings.secure:
            headers["Strict-Transport-Security"] = TWO_YEARS
        if "cache-control" not in headers:
            headers["Cache-Control"] = "no-cache" if path.startswith("/static/") else "no-store"


def _size_of_head(scope: Scope) -> int:
    lines = sum(len(name) + len(value) for name, value in scope["headers"])
    return lines + len(scope["path"]) + len(scope["query_string"])


def _too_large() -> PlainTextResponse:
    return PlainTextResponse("That is more than 1 MB. Send less at a time; nothing was stored.", 413)
