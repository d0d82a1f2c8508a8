"""Every word we show to a person, in Vietnamese and English: one JSON file per area and language."""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Literal

from models.errors import ThukyError

Locale = Literal["vi", "en"]
LOCALES: tuple[Locale, ...] = ("vi", "en")


@cache
def catalogue(locale: Locale) -> Mapping[str, str]:
    """All messages of a language by code, from every area's file."""
    messages: dict[str, str] = {}
    for area in sorted((files(__name__) / locale).iterdir(), key=lambda entry: entry.name):
        if area.name.endswith(".json"):
            messages |= json.loads(area.read_text(encoding="utf-8"))
    return messages


def translate(code: str, locale: Locale, **arguments: str | int | float) -> str:
    """The message ``code`` with its arguments filled in.

    Raises:
        KeyError: no such message, or an argument is missing; a test keeps both from happening.
    """
    return catalogue(locale)[code].format_map(arguments)


def explain(error: ThukyError, locale: Locale) -> str:
    """What went wrong and what to do, in one line."""
    return translate(error.code, locale, **error.arguments)


def explain_in_both(error: ThukyError) -> str:
    """Vietnamese first, then English, once if they agree, on one line: for terminals and logs."""
    return " / ".join(dict.fromkeys(explain(error, locale) for locale in LOCALES))
