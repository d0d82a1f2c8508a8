"""Keys for programs: made, listed, taken back. Their secrets leave here once and are kept as hashes only."""

import secrets
import unicodedata

from api.flows.people import secret_hash
from api.flows.services import Services
from models.account import Account, ApiToken
from models.errors import UserError

LONGEST_LABEL = 100


def create_api_token(services: Services, person: Account, label: str) -> str:
    """A token for ``Authorization: Bearer``, to be shown once.

    Raises:
        UserError: ``token.label``.
    """
    label = unicodedata.normalize("NFC", " ".join(label.split()))
    if len(label) > LONGEST_LABEL or not label.isprintable():
        raise UserError("token.label", longest=LONGEST_LABEL)
    token = secrets.token_urlsafe(32)
    with services.database.writing() as uow:
        uow.people.add_api_token(ApiToken(secret_hash(token), label or None, services.clock()), person.id)
    return token


def api_tokens(services: Services, person: Account) -> tuple[ApiToken, ...]:
    """Those still good, oldest first."""
    with services.database.reading() as uow:
        return uow.people.api_tokens(person.id)


def revoke_api_token(services: Services, person: Account, token_id: str) -> None:
    """It opens nothing from now on.

    Raises:
        UserError: ``thing.absent``.
    """
    with services.database.writing() as uow:
        if not (token_id.isalnum() and uow.people.revoke_api_token(token_id, person.id, services.clock())):
            raise UserError("thing.absent")


def issue_api_token(services: Services, name: str) -> str:
    """A token for the person of that name, made by whoever runs the server.

    Raises:
        UserError: ``user.unknown``.
    """
    return create_api_token(services, _person(services, name), "")


def revoke_api_tokens(services: Services, name: str) -> int:
    """All tokens of that person open nothing from now on; how many there were.

    Raises:
        UserError: ``user.unknown``.
    """
    person = _person(services, name)
    with services.database.writing() as uow:
        return uow.people.revoke_api_tokens(person.id, services.clock())


def _person(services: Services, name: str) -> Account:
    with services.database.reading() as uow:
        found = uow.people.find(name)
    if found is None:
        raise UserError("user.unknown", name=name)
    return found[0]
