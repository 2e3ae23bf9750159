"""What a visitor and the log are told when something breaks (SEC-15, SEC-46, SEC-47)."""

import logging

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import text

from app.web import get_session
from tests.people import HERE, Service

CANARY = "canary-9f2 SELECT * FROM account /srv/secret"


def breaks() -> None:
    raise RuntimeError(CANARY)


def broken(service: Service) -> TestClient:
    """Somebody of the steering group, signed in before everything that asks the database breaks."""
    cookies = service.signed_in("ann@example.org", role="steering").cookies
    service.app.dependency_overrides[get_session] = breaks
    return TestClient(service.app, base_url=HERE, raise_server_exceptions=False, cookies=cookies)


@pytest.mark.parametrize("empty_database", ["sqlite"], indirect=True)
def test_sec_46_a_fault_shows_a_reference_and_nothing_of_what_broke(service: Service) -> None:
    client = broken(service)
    for path in ("/steering", "/steering/definitions", "/api/v1/surveys", "/dashboard"):
        answer = client.get(path)
        assert answer.status_code == 500
        for secret in ("canary-9f2", "SELECT", "RuntimeError", "Traceback", "/srv/", ".py"):
            assert secret not in answer.text


@pytest.mark.parametrize("empty_database", ["sqlite"], indirect=True)
def test_sec_46_the_page_of_a_fault_has_a_reference_that_is_in_the_log(
    service: Service, caplog: pytest.LogCaptureFixture
) -> None:
    client = broken(service)
    with caplog.at_level(logging.ERROR, logger="preceptmap"):
        answer = client.get("/steering")
    assert answer.status_code == 500
    (line,) = [each.getMessage() for each in caplog.records if each.name == "preceptmap"]
    reference = line.split()[1]
    assert f"Reference: {reference}." in answer.text
    assert "canary" not in line


@pytest.mark.parametrize("empty_database", ["sqlite"], indirect=True)
def test_sec_15_the_page_of_a_fault_carries_the_policy_and_headers(service: Service) -> None:
    headers = broken(service).get("/steering").headers
    assert headers["content-security-policy"].startswith("default-src 'none'")
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "no-store"


def test_sec_46_a_database_without_its_tables_tells_the_visitor_nothing_of_it(service: Service) -> None:
    steering = service.signed_in("ann@example.org", role="steering")
    with service.database.writing() as session:
        session.execute(text("ALTER TABLE time_point RENAME TO gone"))
    client = TestClient(service.app, base_url=HERE, raise_server_exceptions=False, cookies=steering.cookies)
    answer = client.get("/steering")
    assert answer.status_code in {500, 503}
    for secret in ("time_point", "SELECT", "sqlite", "psycopg", "sqlalchemy"):
        assert secret not in answer.text.replace("/time_point", "")
    assert client.get("/health/live").status_code == 200


def test_sec_47_what_people_typed_is_not_in_the_log_of_a_database_error(
    service: Service, caplog: pytest.LogCaptureFixture
) -> None:
    with service.database.writing() as session:
        session.execute(text("ALTER TABLE once RENAME TO gone_once"))
    client = TestClient(service.app, base_url=HERE, raise_server_exceptions=False)
    lead = service.signed_in("steering@example.org", role="steering")
    client.cookies = lead.cookies
    with caplog.at_level(logging.DEBUG):
        answer = client.post(
            "/steering/time-points",
            data={"once": "k" * 24, "title": 'canary-typed\r\n{"level": "forged"}', "revision": "1"},
            headers={"Origin": HERE},
        )
    assert answer.status_code >= 400
    said = "\n".join(caplog.handler.format(each) for each in caplog.records)
    assert "canary-typed" not in said
    assert "k" * 24 not in said
    assert "forged" not in said
