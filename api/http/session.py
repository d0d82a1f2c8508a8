"""Signing in and out."""

from fastapi import APIRouter, Request, Response

from api.asking import Person, Work
from api.flows.people import sign_in, sign_out
from api.http.schemas import PersonOut, SignIn
from api.http.views import person_out
from api.security import SESSION_COOKIE, client_address, set_session_cookie

router = APIRouter(prefix="/api/session", tags=["session"])


@router.post("")
def create_session(request: Request, response: Response, services: Work, body: SignIn) -> PersonOut:
    """Sign in; the answer sets the session cookie."""
    person, token = sign_in(services, body.username, body.password, client_address(request))
    _end_presented(request, services)
    set_session_cookie(request, response, token)
    return person_out(person)


@router.get("")
def show_session(person: Person) -> PersonOut:
    """Who is signed in."""
    return person_out(person)


@router.delete("", status_code=204)
def delete_session(request: Request, response: Response, services: Work, _person: Person) -> None:
    """Sign out; the cookie is worth nothing from now on."""
    _end_presented(request, services)
    response.delete_cookie(SESSION_COOKIE)


def _end_presented(request: Request, services: Work) -> None:
    token = request.cookies.get(SESSION_COOKIE)
    if token is not None:
        sign_out(services, token)
