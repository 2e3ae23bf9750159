"""Settings from the environment."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from app.settings import UnknownSetting, load_settings


def test_port_chooses_the_port_and_data_the_folder(tmp_path: Path) -> None:
    settings = load_settings({"PORT": "8123", "PRECEPTMAP_DATA": str(tmp_path)})
    assert settings.port == 8123
    assert settings.address == f"sqlite:///{tmp_path / 'preceptmap.sqlite'}"


def test_ops_10_a_setting_that_does_not_exist_is_refused_with_those_that_do() -> None:
    with pytest.raises(UnknownSetting, match="PRECEPTMAP_DATABSE_URL is not a setting"):
        load_settings({"PRECEPTMAP_DATABSE_URL": "sqlite://"})


def test_sec_51_production_needs_an_https_address() -> None:
    with pytest.raises(ValidationError, match="PRECEPTMAP_PUBLIC_URL"):
        load_settings({"PRECEPTMAP_PRODUCTION": "1"})


def test_the_key_is_made_once_and_only_its_owner_can_read_it(tmp_path: Path) -> None:
    settings = load_settings({"PRECEPTMAP_DATA": str(tmp_path)})
    again = load_settings({"PRECEPTMAP_DATA": str(tmp_path)})
    assert settings.key == again.key
    assert len(settings.key) >= 48
    assert (tmp_path / "secret.key").stat().st_mode & 0o777 == 0o600
