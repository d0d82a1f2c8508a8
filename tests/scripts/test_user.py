"""``thuky user add``: people who may sign in."""

import pytest

from tests.scripts.conftest import Thuky


def test_a_token_is_printed_once_and_nothing_else(thuky: Thuky) -> None:
    done = thuky("user", "add", "lan", "--role", "secretary", "--password-stdin", "--token", given="mat-khau-dai\n")
    assert done.exit_code == 0
    (token,) = done.stdout.splitlines()
    assert len(token) >= 32
    assert "mat-khau-dai" not in done.stderr


def test_a_password_is_generated_where_none_can_be_asked_for(thuky: Thuky) -> None:
    done = thuky("user", "add", "lan", "--role", "staff", given="")
    assert done.exit_code == 0
    (password,) = done.stdout.splitlines()
    assert len(password) >= 12


def test_the_same_name_again_is_refused(thuky: Thuky) -> None:
    thuky("user", "add", "lan", "--role", "staff")
    done = thuky("user", "add", "Lan", "--role", "staff")
    assert done.exit_code == 1
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("arguments", [["lan"], ["lan", "--role", "king"], ["--role", "staff"]])
def test_a_role_and_a_name_are_needed(thuky: Thuky, arguments: list[str]) -> None:
    assert thuky("user", "add", *arguments).exit_code == 2


def test_an_empty_password_is_refused(thuky: Thuky) -> None:
    assert thuky("user", "add", "lan", "--role", "staff", "--password-stdin", given="\n").exit_code == 2
