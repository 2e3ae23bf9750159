"""Codes people type: made from random bits, read forgivingly, kept only as keyed hashes.

Crockford's base 32 leaves out I, L, O and U, so a misread letter is understood rather than refused.
"""

import hashlib
import hmac
import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
INVITATION_LENGTH = 12
RETURN_LENGTH = 28
_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1", " ": "", "-": "", "–": "", "\t": ""})


def make_code(length: int) -> str:
    """A random code of `length` symbols (5 bits each), in groups of four: `7K3F-9Q2M-X8DA`."""
    symbols = "".join(secrets.choice(ALPHABET) for _ in range(length))
    return "-".join(symbols[start : start + 4] for start in range(0, length, 4))


def make_invitation_code() -> str:
    """A 60-bit single-use code to hand to one person."""
    return make_code(INVITATION_LENGTH)


def make_return_code() -> str:
    """A 140-bit code that is a respondent's only key to their answers."""
    return make_code(RETURN_LENGTH)


def derive_return_code(seed: str, *, key: bytes) -> str:
    """The return code that belongs to a random `seed`: the same each time it is asked for, known to no one
    without the service's key. A form that is sent again can so be answered with the same code."""
    number = int.from_bytes(hmac.new(key, f"return code:{seed}".encode(), hashlib.sha256).digest(), "big")
    symbols = "".join(ALPHABET[number >> 5 * place & 31] for place in range(RETURN_LENGTH))
    return "-".join(symbols[start : start + 4] for start in range(0, RETURN_LENGTH, 4))


def plain_code(typed: str) -> str:
    """What was meant by what was typed: no spaces or hyphens, capitals, O read as 0, I and L as 1."""
    return typed.strip().upper().translate(_MISREAD)


def hash_code(typed: str, *, key: bytes, purpose: str) -> str:
    """HMAC-SHA256 of a code under the service's key; `purpose` keeps kinds of code apart."""
    return hmac.new(key, f"{purpose}:{plain_code(typed)}".encode(), hashlib.sha256).hexdigest()
