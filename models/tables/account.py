"""Accounts and their keys. ``*_hash`` are sha256 of secrets with 256 bits of their own (passwords: Argon2id)."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from models.account import Account, ApiToken, FeedLink, Role, name_key
from models.tables.base import Base


class AccountRow(Base):
    __tablename__ = "accounts"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    name_key: Mapped[str] = mapped_column(String(600), unique=True)
    role: Mapped[str] = mapped_column(String(20))
    password_hash: Mapped[str] = mapped_column(String(200))
    created_at: Mapped[datetime]

    @classmethod
    def from_domain(cls, account: Account, password_hash: str) -> "AccountRow":
        return cls(
            id=account.id,
            name=account.name,
            name_key=name_key(account.name),
            role=account.role.value,
            password_hash=password_hash,
            created_at=account.created_at,
        )

    def to_domain(self) -> Account:
        return Account(self.id, self.name, Role(self.role), self.created_at)


class SessionRow(Base):
    __tablename__ = "sessions"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]


class ApiTokenRow(Base):
    __tablename__ = "api_tokens"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), index=True)
    label: Mapped[str | None] = mapped_column(String(100))
    created_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]

    def to_domain(self) -> ApiToken:
        return ApiToken(self.token_hash, self.label, self.created_at)


class FeedLinkRow(Base):
    __tablename__ = "feed_links"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("accounts.id", ondelete="CASCADE"), index=True)
    scope: Mapped[str] = mapped_column(String(40))
    created_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]

    @classmethod
    def from_domain(cls, link: FeedLink, token_hash: str) -> "FeedLinkRow":
        return cls(
            id=link.id,
            token_hash=token_hash,
            account_id=link.account_id,
            scope=link.scope,
            created_at=link.created_at,
            revoked_at=link.revoked_at,
        )

    def to_domain(self) -> FeedLink:
        return FeedLink(self.id, self.account_id, self.scope, self.created_at, self.revoked_at)


class SignInFailureRow(Base):
    """One wrong password. The name is kept as its sha256: people type passwords into that field, too."""

    __tablename__ = "sign_in_failures"
    __table_args__ = (Index("ix_sign_in_failures_who", "name_hash", "address", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=True)
    name_hash: Mapped[str] = mapped_column(String(64))
    address: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime]
