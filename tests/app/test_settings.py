"""Settings from the environment."""

from pathlib import Path

import pytest

from app.settings import UnknownSetting, UnusableSetting, load_settings


def test_port_chooses_the_port_and_data_the_folder(tmp_path: Path) -> None:
    settings = load_settings({"PORT": "8123", "PRECEPTMAP_DATA": str(tmp_path)})
    assert settings.port == 8123
    assert settings.address == f"sqlite:///{tmp_path / 'preceptmap.sqlite'}"


def test_ops_10_a_setting_that_does_not_exist_is_refused_with_those_that_do() -> None:
    with pytest.raises(UnknownSetting, match="PRECEPTMAP_DATABSE_URL is not a setting"):
        load_settings({"PRECEPTMAP_DATABSE_URL": "sqlite://"})


def test_sec_51_production_needs_an_https_address() -> None:
    with pytest.raises(UnusableSetting, match="PRECEPTMAP_PUBLIC_URL"):
        load_settings({"PRECEPTMAP_PRODUCTION": "1"})


def test_the_key_is_made_once_and_only_its_owner_can_read_it(tmp_path: Path) -> None:
    settings = load_settings({"PRECEPTMAP_DATA": str(tmp_path)})
    again = load_settings({"PRECEPTMAP_DATA": str(tmp_path)})
    assert settings.key == again.key
    assert len(settings.key) >= 48
    assert (tmp_path / "secret.key").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("PORT", "abc", "PORT: input should be a valid integer.*it says 'abc'"),
        ("PRECEPTMAP_PORT", "99999", "PRECEPTMAP_PORT: input should be less than or equal to 65535"),
        ("PRECEPTMAP_SECRET", "short", "PRECEPTMAP_SECRET: must be at least 32 characters"),
        ("PRECEPTMAP_DATABASE_URL", "mysql://a:b@c/d", "PRECEPTMAP_DATABASE_URL: must start with sqlite:///"),
        ("PRECEPTMAP_PUBLIC_URL", "map.example.org", "PRECEPTMAP_PUBLIC_URL: must be a whole address"),
        ("PRECEPTMAP_STAFF_IDLE_MINUTES", "0", "PRECEPTMAP_STAFF_IDLE_MINUTES: .*it says '0'"),
    ],
)
def test_a_value_that_cannot_be_used_is_refused_by_the_name_people_typed(
    name: str, value: str, message: str
) -> None:
    with pytest.raises(UnusableSetting, match=message):
        load_settings({name: value})


def test_a_secret_or_a_password_is_never_printed() -> None:
    for name, value in (
        ("PRECEPTMAP_SECRET", "hunter2"),
        ("PRECEPTMAP_DATABASE_URL", "db://me:hunter2@host"),
    ):
        with pytest.raises(UnusableSetting) as refused:
            load_settings({name: value})
        assert "hunter2" not in str(refused.value)
