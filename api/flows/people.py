"""Accounts: made, signed in, signed out; tokens issued. Secrets leave here once and are kept as hashes only."""

import hashlib
import secrets
import unicodedata
from datetime import timedelta
from functools import cache
from threading import BoundedSemaphore
from typing import TYPE_CHECKING

from api.flows.services import Services
from models.account import Account, Role, name_key
from models.errors import UserError

if TYPE_CHECKING:
    from argon2 import PasswordHasher

SHORTEST_PASSWORD = 8
LONGEST_PASSWORD = 1024
HASHING = BoundedSemaphore(2)
"""One password takes 64 MiB to hash: strangers at the door must not use up the memory."""


def add_user(services: Services, name: str, role: str, password: str) -> Account:
    """A new account.

    Raises:
        UserError: ``user.name``, ``user.role``, ``user.password``, ``user.exists``.
    """
    name = unicodedata.normalize("NFC", " ".join(name.split()))
    if not name or len(name) > 200 or not name.isprintable():
        raise UserError("user.name")
    if role not in list(Role):
        raise UserError("user.role", role=role, roles=", ".join(Role))
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise UserError("user.password", shortest=SHORTEST_PASSWORD, longest=LONGEST_PASSWORD)
    account = Account(services.new_id(), name, Role(role), services.clock())
    password_hash = _hasher().hash(_plain(password))
    with services.database.writing() as uow:
        if uow.people.find(name) is not None:
            raise UserError("user.exists", name=name)
        uow.people.add(account, password_hash)
    return account


def sign_in(services: Services, name: str, password: str, address: str) -> tuple[Account, str]:
    """The account and the secret of a new session.

    An unknown name takes as long as a wrong password, and both count towards the limit.

    Raises:
        UserError: ``auth.too_many``, ``auth.wrong``.
    """
    settings, now = services.settings, services.clock()
    window = timedelta(minutes=settings.sign_in_window_minutes)
    who = secret_hash(name_key(name))
    with services.database.writing() as uow:
        failures = uow.people.count_failures(who, address, now - window, now)
        found = uow.people.find(name) if name.isprintable() else None
    if failures >= settings.sign_in_attempts:
        raise UserError("auth.too_many", minutes=settings.sign_in_window_minutes)
    account, password_hash = found if found is not None else (None, _nobodys_hash())
    if not _matches(password_hash, password) or account is None:
        with services.database.writing() as uow:
            uow.people.add_failure(who, address, now)
        raise UserError("auth.wrong")
    token = secrets.token_urlsafe(32)
    with services.database.writing() as uow:
        uow.people.forget_failures(who, address)
        uow.people.add_session(secret_hash(token), account.id, now, now + timedelta(hours=settings.session_hours))
    return account, token


def sign_out(services: Services, token: str) -> None:
    """The session is worth nothing from now on, wherever its cookie went."""
    with services.database.writing() as uow:
        uow.people.end_session(secret_hash(token))


def person_of_session(services: Services, token: str) -> Account | None:
    with services.database.reading() as uow:
        return uow.people.of_session(secret_hash(token), services.clock())


def person_of_api_token(services: Services, token: str) -> Account | None:
    with services.database.reading() as uow:
        return uow.people.of_api_token(secret_hash(token))


def secret_hash(secret: str) -> str:
    """Fast on purpose: our tokens carry 256 random bits and cannot be guessed (unlike passwords)."""
    return hashlib.sha256(secret.encode()).hexdigest()


@cache
def _hasher() -> "PasswordHasher":
    """Argon2id with the library's parameters (RFC 9106, low-memory profile)."""
    from argon2 import PasswordHasher

    return PasswordHasher()


@cache
def _nobodys_hash() -> str:
    return _hasher().hash(secrets.token_urlsafe(32))


def _matches(password_hash: str, password: str) -> bool:
    from argon2.exceptions import VerifyMismatchError

    try:
        with HASHING:
            return _hasher().verify(password_hash, _plain(password[: LONGEST_PASSWORD + 1]))
    except VerifyMismatchError:
        return False


def _plain(password: str) -> bytes:
    """The same password typed on any keyboard (NFKC, NIST SP 800-63B §3.1.1.2); lone surrogates are kept apart."""
    return unicodedata.normalize("NFKC", password).encode("utf-8", "surrogatepass")
