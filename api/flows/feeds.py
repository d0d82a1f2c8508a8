"""Calendar links: made, listed, taken back, read."""

import secrets

from api.flows.people import secret_hash
from api.flows.services import Services
from models.account import Account, FeedLink
from models.errors import UserError

SCOPES = ("me",)
"""``me``: every task and event that the person may see."""


def create_feed_link(services: Services, person: Account, scope: str) -> tuple[FeedLink, str]:
    """A link and the secret part of its address, to be shown once.

    Raises:
        UserError: ``feed.scope``.
    """
    if scope not in SCOPES:
        raise UserError("feed.scope", scope=scope, scopes=", ".join(SCOPES))
    link = FeedLink(services.new_id(), person.id, scope, services.clock())
    token = secrets.token_urlsafe(32)
    with services.database.writing() as uow:
        uow.people.add_feed_link(link, secret_hash(token))
    return link, token


def revoke_feed_link(services: Services, person: Account, link_id: str) -> None:
    """The address leads nowhere from now on.

    Raises:
        UserError: ``thing.absent``.
    """
    with services.database.writing() as uow:
        if not (link_id.isalnum() and uow.people.revoke_feed_link(link_id, person.id, services.clock())):
            raise UserError("thing.absent")


def find_feed_link(services: Services, token: str) -> tuple[FeedLink, Account] | None:
    """The link under this address and whose it is; None when it is unknown or taken back."""
    with services.database.reading() as uow:
        return uow.people.of_feed_token(secret_hash(token))
