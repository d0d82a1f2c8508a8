"""Who may sign in, and the keys they hold. A key's secret is never kept, only its hash."""

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Role(StrEnum):
    ADMIN = "admin"
    SECRETARY = "secretary"
    STAFF = "staff"


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who may sign in, under a name they choose."""

    id: str
    name: str
    role: Role
    created_at: datetime

    def __post_init__(self) -> None:
        if not self.name.strip() or len(self.name) > 200:
            raise ValueError(f"not a name: {self.name[:200]!r}")


@dataclass(frozen=True, slots=True)
class FeedLink:
    """A calendar feed somebody subscribed to. ``scope`` says whose items it carries."""

    id: str
    account_id: str
    scope: str
    created_at: datetime
    revoked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ApiToken:
    """A key for programs. ``id`` is the hash it is kept under, ``label`` what its owner calls it, if anything."""

    id: str
    label: str | None
    created_at: datetime


def name_key(name: str) -> str:
    """Equal for names that people would call the same: case, spacing and Unicode form do not count."""
    return unicodedata.normalize("NFC", " ".join(name.split())).casefold()
