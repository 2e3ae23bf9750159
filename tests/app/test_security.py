"""What goes through every request and response."""

import pytest

from tests.people import HERE, Service

PAGES = ["/", "/sign-in", "/setup", "/help", "/privacy", "/nowhere", "/api/v1/nowhere", "/health/live"]


@pytest.mark.parametrize("path", [*PAGES, "/static/preceptmap.css", "/static/nothing.css"])
def test_sec_15_and_16_every_response_carries_the_policy_and_headers(service: Service, path: str) -> None:
    answer = service.browser().get(path)
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    for part in ("object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'"):
        assert part in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "same-origin"
    assert answer.headers["cross-origin-opener-policy"] == "same-origin"


def test_sec_17_pages_are_never_stored_and_files_may_be_checked_again(service: Service) -> None:
    browser = service.browser()
    assert browser.get("/").headers["cache-control"] == "no-store"
    assert browser.get("/static/preceptmap.css").headers["cache-control"] == "no-cache"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "cross-site", "Origin": HERE}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "none"}, 403),
        ({}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "same-origin"}, 303),
        ({"Origin": HERE}, 303),
    ],
)
def test_sec_18_only_pages_of_this_service_can_post(
    service: Service, headers: dict[str, str], status: int
) -> None:
    assert service.browser().post("/sign-out", headers=headers).status_code == status


def test_sec_37_a_body_over_one_megabyte_is_refused(service: Service) -> None:
    answer = service.browser().send("/sign-in", username="x" * (1024 * 1024 + 1))
    assert answer.status_code == 413
    assert "nothing was stored" in answer.text


def test_sec_37_a_body_without_a_length_is_cut_off_too(service: Service) -> None:
    def chunks() -> "list[bytes]":
        return [b"username=" + b"x" * 400_000] * 4

    answer = service.browser().post(
        "/sign-in",
        content=iter(chunks()),
        headers={"Origin": HERE, "Content-Type": "application/x-www-form-urlencoded"},
    )
    assert answer.status_code == 413


def test_sec_45_the_framework_serves_no_documentation_of_its_own(service: Service) -> None:
    browser = service.browser()
    assert [browser.get(path).status_code for path in ("/docs", "/redoc", "/openapi.json")] == [404] * 3


def test_a_page_that_does_not_exist_says_so_and_where_to_go(service: Service) -> None:
    answer = service.browser().get("/nowhere")
    assert answer.status_code == 404
    assert "Page not found" in answer.text


def test_under_api_a_refusal_is_json(service: Service) -> None:
    answer = service.browser().get("/api/v1/frameworks/none")
    assert answer.status_code == 404
    assert answer.json()["error"] == "Page not found"
