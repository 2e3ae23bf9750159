"""Settings, typed, from the environment with the prefix PRECEPTMAP_."""

import secrets
from functools import cached_property
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import Field, ValidationError, field_validator, model_validator
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, SettingsConfigDict

from app.erasure_ledger import NAME as LEDGER

PREFIX = "PRECEPTMAP_"
DATABASES = ("sqlite:///", "postgresql://", "postgresql+psycopg://")


class Settings(BaseSettings):
    """Everything an operator may choose. Unknown PRECEPTMAP_ names are refused by `load_settings`."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="forbid", frozen=True)

    data: Path = Field(default=Path("var"), description="Folder for the embedded database and its key")
    database_url: str = Field(default="", description="Database address; empty: SQLite in `data`")
    host: str = Field(default="127.0.0.1", description="Address to listen on")
    port: int = Field(default=8000, ge=1, le=65535, description="Port; PORT works too")
    public_url: str = Field(default="", description="Address people type, e.g. https://map.example.org")
    secret: str = Field(default="", description="Key for hashing codes; empty: kept in `data`")
    production: bool = Field(default=False, description="Refuse unsafe settings")
    staff_idle_minutes: int = Field(default=30, ge=1, le=720)
    respondent_idle_minutes: int = Field(default=120, ge=1, le=1440)

    @field_validator("database_url")
    @classmethod
    def _a_database_we_can_use(cls, address: str) -> str:
        if address and not address.startswith(DATABASES):
            raise ValueError(
                "must start with sqlite:/// or postgresql://, such as postgresql://user:password@host/name"
            )
        return address

    @field_validator("public_url")
    @classmethod
    def _an_address_people_can_type(cls, address: str) -> str:
        parts = urlsplit(address)
        if address and not (parts.scheme in {"http", "https"} and parts.hostname):
            raise ValueError("must be a whole address, such as https://map.example.org")
        return address

    @field_validator("secret")
    @classmethod
    def _a_long_secret(cls, secret: str) -> str:
        if secret and len(secret) < 32:
            raise ValueError("must be at least 32 characters; unset it to have one made")
        return secret

    @model_validator(mode="after")
    def _safe_in_production(self) -> "Settings":
        if self.production and not self.public_url.startswith("https://"):
            raise ValueError(f"{PREFIX}PUBLIC_URL must start with https:// when {PREFIX}PRODUCTION is on")
        return self

    @property
    def address(self) -> str:
        """The database's SQLAlchemy address."""
        return self.database_url or f"sqlite:///{self.data.resolve() / 'preceptmap.sqlite'}"

    @property
    def ledger(self) -> Path:
        """The file of erasures, which outlives the database (see app/erasure_ledger.py)."""
        return self.data / LEDGER

    @property
    def secure(self) -> bool:
        """True when people reach the service over TLS, so cookies may demand it."""
        return self.public_url.startswith("https://")

    @property
    def base_url(self) -> str:
        """The address people type, without a closing slash."""
        return self.public_url.rstrip("/") or f"http://localhost:{self.port}"

    @property
    def public_host(self) -> str:
        """The host name in the public address, empty when none was set."""
        return urlsplit(self.public_url).netloc

    @cached_property
    def key(self) -> bytes:
        """The key codes are hashed with; made once and kept, readable by the owner only."""
        if self.secret:
            return self.secret.encode()
        self.data.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = self.data / "secret.key"
        try:
            with path.open("x") as file:
                path.chmod(0o600)
                file.write(secrets.token_urlsafe(48))
        except FileExistsError:
            pass
        return path.read_text().strip().encode()


class UnusableSetting(ValueError):
    """A setting in the environment has a value that cannot be used."""


class UnknownSetting(ValueError):
    """An environment variable starts with our prefix but names nothing we know."""


def load_settings(environment: dict[str, str]) -> Settings:
    """Settings from `environment`; `PORT` chooses the port unless PRECEPTMAP_PORT does.

    Raises UnknownSetting for a PRECEPTMAP_ name that does not exist (a typing mistake, OPS-10), and
    UnusableSetting naming each setting whose value is wrong.
    """
    known = {PREFIX + name.upper() for name in Settings.model_fields}
    unknown = sorted(name for name in environment if name.startswith(PREFIX) and name not in known)
    if unknown:
        raise UnknownSetting(f"{', '.join(unknown)} is not a setting. Known: {', '.join(sorted(known))}")
    values = {name.removeprefix(PREFIX).lower(): environment[name] for name in known if name in environment}
    names = {field: PREFIX + field.upper() for field in values}
    if "port" not in values and environment.get("PORT"):
        values["port"], names["port"] = environment["PORT"], "PORT"
    try:
        return Settings.model_validate(values)
    except ValidationError as error:
        raise UnusableSetting("\n".join(_fault(each, names) for each in error.errors())) from error


def _fault(details: ErrorDetails, names: dict[str, str]) -> str:
    """One line: the variable's name, what is wrong and, unless it may be a secret, what it says."""
    reason = details["msg"].removeprefix("Value error, ")
    if not details["loc"]:
        return f"{reason}."
    field = str(details["loc"][0])
    said = "" if field in {"secret", "database_url"} else f"; it says {str(details['input'])[:40]!r}"
    return f"{names[field]}: {reason[:1].lower()}{reason[1:]}{said}."
