"""People and the units they belong to."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    """A known human. ``name`` is the full name in the order people say it (family name first in Vietnamese)."""

    name: str
    title: str | None = None
    department: str | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Department:
    """A unit of the organisation under its canonical name."""

    name: str
    aliases: tuple[str, ...] = ()
