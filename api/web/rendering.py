"""Templates into pages."""

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any

from fastapi import Request, Response
from fastapi.responses import HTMLResponse

from api.errors import locale_of
from api.i18n import LOCALES, Locale, translate
from api.web import wording
from api.web.corrections import day_of, hour_of
from models.account import Account

if TYPE_CHECKING:
    from jinja2 import Environment


def render(
    request: Request, template: str, *, person: Account | None, status_code: int = 200, **values: Any
) -> Response:
    """A page in the reader's language."""
    locale = locale_of(request)
    html = (
        _templates()
        .get_template(template)
        .render(
            locale=locale,
            locales=LOCALES,
            person=person,
            here=request.url.path,
            say=_speaker(locale),
            clock=wording.clock,
            moment=lambda value: wording.moment(value, locale),
            day_of=day_of,
            hour_of=hour_of,
            voice=lambda speaker: wording.voice(speaker, locale),
            **values,
        )
    )
    return HTMLResponse(html, status_code, {"Content-Language": locale, "Vary": "Accept-Language, Cookie"})


def _speaker(locale: Locale) -> Callable[..., str]:
    def say(code: str, **arguments: str | int | float) -> str:
        return translate(code, locale, **arguments)

    return say


@cache
def _templates() -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("api"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
