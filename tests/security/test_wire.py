"""Requests as bytes, to the real server: odd addresses, sizes and methods (SEC-16, 26, 38, 39, 43, 45, 53)."""

import socket
import threading
import time
from collections.abc import Iterator

import pytest
import starlette
import uvicorn

from tests.people import Service

pytestmark = pytest.mark.parametrize("empty_database", ["sqlite"], indirect=True)
PROTECTED = (
    "//admin",
    "/admin/",
    "/admin/.",
    "/admin/..",
    "/ADMIN",
    "/admin;x",
    "/admin%3bx",
    "/%61dmin",
    "/%2561dmin",
    "/admin%2f",
    "/admin%00",
    "/admin.",
    "/admin%20",
    "/static/../admin",
    "/static/%2e%2e/admin",
    "/static/..%2f..%2fsettings.py",
    "/help/../admin/audit",
    "/help/..%2fadmin",
    "/my/..;/admin",
    "/\\admin",
    "/.git/config",
    "/.env",
    "/static/",
    "/static/..%5c..%5csettings.py",
)


@pytest.fixture
def address(service: Service) -> Iterator[tuple[str, int]]:
    """Where the service listens, with its own server in front of it, set up as `serve` sets it up."""
    config = uvicorn.Config(
        service.app, host="127.0.0.1", port=0, log_level="critical", server_header=False, lifespan="off"
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield server.servers[0].sockets[0].getsockname()[:2]
    server.should_exit = True
    thread.join(10)


def ask(address: tuple[str, int], first_line: str, *headers: str, body: bytes = b"") -> str:
    """The whole answer to a request written out by hand."""
    lines = [first_line, "Host: map.example.org", "Connection: close", *headers, "", ""]
    with socket.create_connection(address, timeout=20) as wire:
        wire.sendall("\r\n".join(lines).encode("latin-1") + body)
        answer = b""
        while part := wire.recv(65536):
            answer += part
    return answer.decode("latin-1")


def status_of(answer: str) -> int:
    return int(answer.split(" ", 2)[1])


def test_sec_43_no_spelling_of_a_protected_address_opens_it(address: tuple[str, int]) -> None:
    for path in PROTECTED:
        answer = ask(address, f"GET {path} HTTP/1.1")
        assert status_of(answer) in {303, 307, 400, 404, 405}, path
        assert "Accounts" not in answer
        assert "BaseSettings" not in answer


def test_sec_43_a_header_cannot_change_the_method_or_the_address(address: tuple[str, int]) -> None:
    for header in (
        "X-HTTP-Method-Override: GET",
        "X-Original-URL: /help",
        "X-Rewrite-URL: /help",
        "X-Method: POST",
    ):
        assert status_of(ask(address, "GET /admin HTTP/1.1", header)) == 303
        assert status_of(ask(address, "POST /sign-out HTTP/1.1", header, "Content-Length: 0")) == 403


def test_sec_45_trace_connect_and_unknown_methods_are_not_served(address: tuple[str, int]) -> None:
    for method in ("TRACE", "CONNECT", "PUT", "DELETE", "PATCH", "PROPFIND"):
        answer = ask(
            address, f"{method} /help HTTP/1.1", "Cookie: preceptmap=canary", "Origin: http://map.example.org"
        )
        assert status_of(answer) in {400, 404, 405}, method
        assert "canary" not in answer


def test_sec_16_the_server_does_not_say_what_it_is(address: tuple[str, int]) -> None:
    head = ask(address, "GET /help HTTP/1.1").split("\r\n\r\n")[0].lower()
    for told in ("server:", "x-powered-by", "uvicorn", "starlette"):
        assert told not in head
    for sent in (
        "cross-origin-resource-policy: same-origin",
        "x-frame-options: deny",
        "permissions-policy: ",
    ):
        assert sent in head


def test_sec_38_a_head_of_a_request_without_end_is_refused(address: tuple[str, int]) -> None:
    for line, header in (
        ("GET /help HTTP/1.1", "X-Long: " + "x" * 20_000),
        ("GET /help?" + "x" * 20_000 + " HTTP/1.1", "X-Short: x"),
    ):
        assert status_of(ask(address, line, header)) in {400, 414, 431}


def test_sec_38_thousands_of_query_keys_are_refused_soon(address: tuple[str, int]) -> None:
    query = "&".join(f"k{number}=" for number in range(8_000))
    before = time.process_time()
    status = status_of(ask(address, f"GET /frameworks/compare?{query} HTTP/1.1"))
    assert status == 431
    assert time.process_time() - before < 3


def test_sec_39_thousands_of_ranges_cost_nothing(address: tuple[str, int]) -> None:
    for most, statuses in ((1_500, {200, 206, 400, 416}), (20_000, {400, 431})):
        ranges = ",".join(f"{start}-{start + 1}" for start in range(0, 2 * most, 2))
        before = time.process_time()
        answer = ask(address, "GET /static/preceptmap.css HTTP/1.1", f"Range: bytes={ranges[:60_000]}")
        assert status_of(answer) in statuses
        assert time.process_time() - before < 1
    assert tuple(map(int, starlette.__version__.split(".")[:2])) >= (0, 49)


def test_sec_53_no_other_site_is_told_it_may_read_this_one(address: tuple[str, int]) -> None:
    asked = ("Origin: https://evil.example", "Access-Control-Request-Method: GET")
    for path in ("/api/v1/frameworks", "/ims/case/v1p1/CFDocuments", "/help"):
        assert "access-control" not in ask(address, f"OPTIONS {path} HTTP/1.1", *asked).lower()
        assert "access-control" not in ask(address, f"GET {path} HTTP/1.1", *asked).lower()
    body = ask(address, "GET /api/v1/frameworks?callback=evil&jsonp=evil HTTP/1.1")
    assert "evil(" not in body


def test_sec_26_no_header_puts_another_host_into_an_answer(address: tuple[str, int]) -> None:
    forged = ("X-Forwarded-Host: evil.example", "Forwarded: host=evil.example", "X-Host: evil.example")
    for path in ("/help", "/sign-in", "/ims/case/v1p1/CFDocuments", "/admin/"):
        assert "evil.example" not in ask(address, f"GET {path} HTTP/1.1", *forged)
    assert status_of(ask(address, "GET http://evil.example/admin HTTP/1.1")) in {303, 400, 404}
