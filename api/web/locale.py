"""The choice of language."""

from typing import Annotated

from fastapi import APIRouter, Form, Response
from fastapi.responses import RedirectResponse

from api.errors import LOCALE_COOKIE
from api.i18n import LOCALES
from api.web.session import local_path

router = APIRouter()
A_YEAR_S = 365 * 24 * 3600


@router.post("/locale")
def choose_locale(
    locale: Annotated[str, Form(max_length=10)], next: Annotated[str, Form(max_length=2000)] = "/"
) -> Response:
    response = RedirectResponse(local_path(next), 303)
    if locale in LOCALES:
        response.set_cookie(LOCALE_COOKIE, locale, max_age=A_YEAR_S, httponly=True, samesite="lax")
    return response
