"""Accounts and their keys. Secrets arrive as hashes; the secrets themselves are never seen here."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, func, or_, select
from sqlalchemy.orm import Session

from models.account import Account, ApiToken, FeedLink, name_key
from models.tables import AccountRow, ApiTokenRow, FeedLinkRow, SessionRow, SignInFailureRow


class PeopleStore:
    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, account: Account, password_hash: str) -> None:
        self._session.add(AccountRow.from_domain(account, password_hash))
        self._session.flush()

    def find(self, name: str) -> tuple[Account, str] | None:
        """The account of that name and its password hash."""
        row = self._session.scalar(select(AccountRow).where(AccountRow.name_key == name_key(name)))
        return None if row is None else (row.to_domain(), row.password_hash)

    def get(self, account_id: str) -> Account | None:
        row = self._session.get(AccountRow, account_id)
        return None if row is None else row.to_domain()

    def count(self) -> int:
        return self._session.scalar(select(func.count()).select_from(AccountRow)) or 0

    def add_session(self, token_hash: str, account_id: str, now: datetime, expires_at: datetime) -> None:
        self._session.execute(delete(SessionRow).where(SessionRow.expires_at <= now))
        self._session.add(
            SessionRow(token_hash=token_hash, account_id=account_id, created_at=now, expires_at=expires_at)
        )
        self._session.flush()

    def of_session(self, token_hash: str, now: datetime) -> Account | None:
        query = (
            select(AccountRow)
            .join(SessionRow)
            .where(SessionRow.token_hash == token_hash, SessionRow.expires_at > now)
        )
        row = self._session.scalar(query)
        return None if row is None else row.to_domain()

    def end_session(self, token_hash: str) -> None:
        self._session.execute(delete(SessionRow).where(SessionRow.token_hash == token_hash))

    def add_api_token(self, token: ApiToken, account_id: str) -> None:
        row = ApiTokenRow(token_hash=token.id, account_id=account_id, label=token.label, created_at=token.created_at)
        self._session.add(row)
        self._session.flush()

    def api_tokens(self, account_id: str) -> tuple[ApiToken, ...]:
        """Those still good, oldest first."""
        return tuple(row.to_domain() for row in self._good_tokens(account_id))

    def of_api_token(self, token_hash: str) -> Account | None:
        query = (
            select(AccountRow)
            .join(ApiTokenRow)
            .where(ApiTokenRow.token_hash == token_hash, ApiTokenRow.revoked_at.is_(None))
        )
        row = self._session.scalar(query)
        return None if row is None else row.to_domain()

    def revoke_api_tokens(self, account_id: str, now: datetime) -> int:
        """How many were still good."""
        rows = self._good_tokens(account_id)
        for row in rows:
            row.revoked_at = now
        return len(rows)

    def revoke_api_token(self, token_id: str, account_id: str, now: datetime) -> bool:
        """False when this person has no such token that is still good."""
        row = self._session.get(ApiTokenRow, token_id)
        if row is None or row.account_id != account_id or row.revoked_at is not None:
            return False
        row.revoked_at = now
        return True

    def _good_tokens(self, account_id: str) -> Sequence[ApiTokenRow]:
        query = select(ApiTokenRow).where(ApiTokenRow.account_id == account_id, ApiTokenRow.revoked_at.is_(None))
        return self._session.scalars(query.order_by(ApiTokenRow.created_at, ApiTokenRow.token_hash)).all()

    def add_feed_link(self, link: FeedLink, token_hash: str) -> None:
        self._session.add(FeedLinkRow.from_domain(link, token_hash))
        self._session.flush()

    def feed_links(self, account_id: str) -> tuple[FeedLink, ...]:
        """Those still good, oldest first."""
        query = (
            select(FeedLinkRow)
            .where(FeedLinkRow.account_id == account_id, FeedLinkRow.revoked_at.is_(None))
            .order_by(FeedLinkRow.created_at, FeedLinkRow.id)
        )
        return tuple(row.to_domain() for row in self._session.scalars(query))

    def of_feed_token(self, token_hash: str) -> tuple[FeedLink, Account] | None:
        """The link that is still good under this token, and whose it is."""
        query = (
            select(FeedLinkRow, AccountRow)
            .join(AccountRow)
            .where(FeedLinkRow.token_hash == token_hash, FeedLinkRow.revoked_at.is_(None))
        )
        row = self._session.execute(query).first()
        return None if row is None else (row[0].to_domain(), row[1].to_domain())

    def revoke_feed_link(self, link_id: str, account_id: str, now: datetime) -> bool:
        """False when this person has no such link that is still good."""
        row = self._session.get(FeedLinkRow, link_id)
        if row is None or row.account_id != account_id or row.revoked_at is not None:
            return False
        row.revoked_at = now
        return True

    def add_failure(self, name_hash: str, address: str, now: datetime) -> None:
        self._session.add(SignInFailureRow(name_hash=name_hash, address=address, at=now))

    def count_failures(self, name_hash: str, address: str, since: datetime, now: datetime) -> int:
        """Wrong passwords since then; older ones are forgotten, and those of a clock that ran ahead."""
        outside = or_(SignInFailureRow.at < since, SignInFailureRow.at > now)
        self._session.execute(delete(SignInFailureRow).where(outside))
        query = select(func.count()).where(
            SignInFailureRow.name_hash == name_hash, SignInFailureRow.address == address
        )
        return self._session.scalar(query) or 0

    def forget_failures(self, name_hash: str, address: str) -> None:
        self._session.execute(
            delete(SignInFailureRow).where(
                SignInFailureRow.name_hash == name_hash, SignInFailureRow.address == address
            )
        )
