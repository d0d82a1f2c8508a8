"""The sign-in page."""

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from api.asking import Work
from api.errors import locale_of, status_of
from api.flows.people import sign_in, sign_out
from api.i18n import explain
from api.security import SESSION_COOKIE, client_address, set_session_cookie
from api.web.rendering import render
from models.errors import UserError

router = APIRouter()


@router.get("/sign-in")
def show_sign_in(request: Request, next: str = "/") -> Response:
    return render(request, "session/new.html", person=None, next=local_path(next), message=None, name="")


@router.post("/sign-in")
def create_session(
    request: Request,
    services: Work,
    username: Annotated[str, Form(max_length=1000)] = "",
    password: Annotated[str, Form(max_length=10_000)] = "",
    next: Annotated[str, Form(max_length=2000)] = "/",
) -> Response:
    try:
        _, token = sign_in(services, username, password, client_address(request))
    except UserError as error:
        return render(
            request,
            "session/new.html",
            person=None,
            status_code=status_of(error),
            next=local_path(next),
            message=explain(error, locale_of(request)),
            name=username,
        )
    _end_presented(request, services)
    response = RedirectResponse(local_path(next), 303)
    set_session_cookie(request, response, token)
    return response


@router.post("/sign-out")
def delete_session(request: Request, services: Work) -> Response:
    _end_presented(request, services)
    response = RedirectResponse("/sign-in", 303)
    response.delete_cookie(SESSION_COOKIE)
    return response


def local_path(path: str) -> str:
    """The path if it stays on this site, else the start page: nobody is sent elsewhere."""
    plain = all(char.isprintable() and char != "\\" for char in path)
    return path if plain and path.startswith("/") and not path.startswith("//") else "/"


def _end_presented(request: Request, services: Work) -> None:
    token = request.cookies.get(SESSION_COOKIE)
    if token is not None:
        sign_out(services, token)
