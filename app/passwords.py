"""Passwords (Argon2id) and second factors (time-based codes, RFC 6238)."""

from datetime import datetime

import pyotp
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

SHORTEST = 12
LONGEST = 200
_hasher = PasswordHasher()
_NOBODY = _hasher.hash("a password that nobody has")
_GUESSED_FIRST = (
    "preceptmap",
    "preceptor",
    "radiograph",
    "password",
    "qwerty",
    "123456",
    "letmein",
    "welcome",
)


def password_problem(password: str, *, username: str) -> str | None:
    """Why this password will not do, or None when it will."""
    lowered = password.casefold()
    if len(password) < SHORTEST:
        return f"Choose a password of at least {SHORTEST} characters. Three unrelated words work well."
    if len(password) > LONGEST:
        return f"Choose a password of at most {LONGEST} characters."
    bare = lowered
    for word in (*_GUESSED_FIRST, username.casefold().split("@")[0]):
        bare = bare.replace(word, "") if word else bare
    if len(bare) < SHORTEST // 2 or len(set(lowered)) < 5:
        return "That password is easy to guess. Choose one without common words, your user name or repeats."
    return None


def hash_password(password: str) -> str:
    """An Argon2id hash, salted."""
    return _hasher.hash(password)


def password_matches(password: str, hashed: str | None) -> bool:
    """True when `password` made `hashed`; takes as long when there is no account (SEC-28)."""
    try:
        return _hasher.verify(hashed or _NOBODY, password) and hashed is not None
    except (VerifyMismatchError, InvalidHashError):
        return False


def make_totp_secret() -> str:
    """A new base-32 secret for an authenticator app."""
    return pyotp.random_base32()


def totp_address(secret: str, *, username: str) -> str:
    """The otpauth address an authenticator app reads from a QR code."""
    return pyotp.TOTP(secret).provisioning_uri(name=username, issuer_name="preceptmap")


def totp_now(secret: str, *, at: datetime) -> str:
    """The code an authenticator app shows at this moment."""
    return pyotp.TOTP(secret).at(at)


def matching_step(secret: str, code: str, *, at: datetime, after: int) -> int | None:
    """The 30-second step `code` belongs to, one either side allowed; None when wrong or used before."""
    totp = pyotp.TOTP(secret)
    now = totp.timecode(at)
    typed = code.replace(" ", "")
    for step in (now, now - 1, now + 1):
        if step > after and pyotp.utils.strings_equal(totp.generate_otp(step), typed):
            return step
    return None


def unused_code(secret: str, *, at: datetime, after: int) -> str | None:
    """The first code `matching_step` would still accept at this moment; None until the next step if used up."""
    totp = pyotp.TOTP(secret)
    now = totp.timecode(at)
    step = max(now, after + 1)
    return totp.generate_otp(step) if step <= now + 1 else None
