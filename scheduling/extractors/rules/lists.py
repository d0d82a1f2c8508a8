"""Plain word lists that belong to no cue (``cues/lists.toml``)."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def word_list(name: str) -> frozenset[str]:
    return frozenset(ordered_list(name))


@cache
def ordered_list(name: str) -> tuple[str, ...]:
    listed: str = _lists()[name]
    return tuple(word.strip() for word in listed.replace("\n", ",").split(",") if word.strip())


@cache
def _lists() -> dict[str, Any]:
    return tomllib.loads((files(__name__.rpartition(".")[0]) / "cues" / "lists.toml").read_text(encoding="utf-8"))
