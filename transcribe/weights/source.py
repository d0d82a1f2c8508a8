"""A place that has a model's files."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from transcribe.weights.manifest import FileDigest


@dataclass(frozen=True, slots=True)
class SourceFile:
    """``expected`` is what the source itself promises, where it does."""

    name: str
    num_bytes: int
    open: Callable[[], Iterator[bytes]]
    expected: FileDigest | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """``told`` names the place to a person; ``revision`` says which state of it was taken."""

    told: str
    revision: str
    files: tuple[SourceFile, ...]
