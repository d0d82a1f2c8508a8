"""``thuky user``: who may sign in."""

import secrets
import sys
from contextlib import closing
from enum import StrEnum
from typing import Annotated

import typer

from models.account import Role
from models.errors import UserError
from scripts.configuration import read_settings
from scripts.console import WrongUsageError, give, tell

app = typer.Typer(help="People who may sign in. / Người được đăng nhập.", no_args_is_help=True)


class AccountRole(StrEnum):
    """The roles as an option's values."""

    ADMIN = Role.ADMIN.value
    SECRETARY = Role.SECRETARY.value
    STAFF = Role.STAFF.value


@app.command()
def add(
    name: Annotated[str, typer.Argument(help="The name to sign in with.", show_default=False)],
    role: Annotated[AccountRole, typer.Option(help="What they may do.")],
    password_stdin: Annotated[bool, typer.Option("--password-stdin", help="Read the password from stdin.")] = False,
    token: Annotated[bool, typer.Option("--token", help="Print an API token, once.")] = False,
) -> None:
    """Add a person. The password is asked for on a terminal; an empty answer, or no terminal, generates one.

    Thêm một người. Mật khẩu và mã API tự sinh chỉ hiện một lần.
    """
    from api.bootstrap import build_services
    from api.flows.people import add_user
    from api.flows.tokens import issue_api_token

    password, generated = _password(from_stdin=password_stdin)
    services = build_services(read_settings())
    with closing(services.database):
        account = add_user(services, name, role.value, password)
        tell("cli.user_added", name=account.name, role=role.value)
        if generated:
            tell("cli.password_generated")
            give(f"{password}\n")
        if token:
            tell("cli.token_issued")
            give(f"{issue_api_token(services, account.name)}\n")


@app.command()
def token(name: Annotated[str, typer.Argument(help="Whose token it is.", show_default=False)]) -> None:
    """Print a new API token, once. / In một mã API mới, chỉ hiện một lần."""
    from api.bootstrap import build_services
    from api.flows.tokens import issue_api_token

    issued = issue_api_token(build_services(read_settings()), name)
    tell("cli.token_issued")
    give(f"{issued}\n")


@app.command()
def revoke(name: Annotated[str, typer.Argument(help="Whose tokens they are.", show_default=False)]) -> None:
    """Make all API tokens of a person worthless. / Thu hồi mọi mã API của một người."""
    from api.bootstrap import build_services
    from api.flows.tokens import revoke_api_tokens

    tell("cli.tokens_revoked", count=revoke_api_tokens(build_services(read_settings()), name), name=name)


def _password(*, from_stdin: bool) -> tuple[str, bool]:
    """The password and whether it was generated here (96 random bits)."""
    if from_stdin:
        line = sys.stdin.readline().rstrip("\r\n")
        if not line:
            raise WrongUsageError(UserError("cli.password_empty"))
        return line, False
    typed = ""
    if sys.stdin.isatty():
        typed = typer.prompt(
            "Mật khẩu / Password", default="", show_default=False, hide_input=True, confirmation_prompt=True, err=True
        )
    return (typed, False) if typed else (secrets.token_urlsafe(12), True)
