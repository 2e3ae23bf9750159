"""What a container or a load balancer asks, by address and without an account."""

import pytest
from fastapi.testclient import TestClient

from app.definitions import load_definitions
from app.main import create_app
from app.settings import Settings
from surveys.database import Database, open_database
from tests.people import Service


def test_a_service_with_its_schema_is_ready(service: Service) -> None:
    answer = service.browser().get("/health/ready")
    assert (answer.status_code, answer.text) == (200, "ready\n")


def test_a_database_without_the_schema_is_not_ready(settings: Settings) -> None:
    settings.data.mkdir()
    database = open_database(settings.address)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("app.main.is_sample", lambda _database: False)
        patch.setattr("app.main.CurrentDefinitions.get", lambda _current: load_definitions())
        app = create_app(settings, database=database)
    with TestClient(app) as client:
        assert client.get("/health/ready").status_code == 503
        assert client.get("/health/live").status_code == 200
    database.close()


def test_probes_go_by_address_while_pages_need_the_public_name(
    database: Database, settings: Settings
) -> None:
    public = settings.model_copy(update={"public_url": "https://map.example.org"})
    with TestClient(create_app(public, database=database), base_url="http://127.0.0.1:8000") as client:
        assert client.get("/health/ready").status_code == 200
        assert client.get("/").status_code == 400
