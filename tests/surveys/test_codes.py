"""Codes people type."""

import pytest

from surveys.codes import derive_return_code, hash_code, make_invitation_code, make_return_code, plain_code

KEY = b"a key for tests"


def test_a_return_code_has_at_least_128_bits_and_reads_in_groups_of_four() -> None:
    code = make_return_code()
    assert [len(group) for group in code.split("-")] == [4] * 7
    assert len(plain_code(code)) * 5 == 140


def test_an_invitation_code_is_three_groups_of_four() -> None:
    assert [len(group) for group in make_invitation_code().split("-")] == [4, 4, 4]


@pytest.mark.parametrize("typed", ["7K3F-9Q2M-X0D1", "7k3f 9q2m xoDl", " 7K3F9Q2MXODI ", "7k3f–9q2m–x0d1"])
def test_a_misread_code_is_understood(typed: str) -> None:
    assert plain_code(typed) == "7K3F9Q2MX0D1"


def test_one_code_has_different_hashes_for_different_purposes_and_keys() -> None:
    hashes = {
        hash_code("7K3F", key=KEY, purpose="invitation"),
        hash_code("7K3F", key=KEY, purpose="return"),
        hash_code("7K3F", key=b"another key", purpose="return"),
    }
    assert len(hashes) == 3
    assert all("7K3F" not in each for each in hashes)


def test_a_derived_return_code_is_the_same_each_time_and_needs_the_key() -> None:
    code = derive_return_code("a seed", key=b"one key")
    assert code == derive_return_code("a seed", key=b"one key")
    assert code != derive_return_code("a seed", key=b"another key")
    assert code != derive_return_code("another seed", key=b"one key")
    assert len(plain_code(code)) == 28
    assert [len(group) for group in code.split("-")] == [4] * 7
