"""Keys for programs, made and taken back by their owner."""

from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from api.asking import Person, Work
from api.flows.services import Services
from api.flows.tokens import api_tokens, create_api_token, revoke_api_token
from api.security import signed_in_by_token
from api.web.rendering import render
from models.account import Account
from models.errors import UserError

router = APIRouter()


@router.get("/tokens")
def show_tokens(request: Request, services: Work, person: Person) -> Response:
    return _tokens(request, services, person, new_token=None)


@router.post("/tokens")
def create_token(
    request: Request, services: Work, person: Person, label: Annotated[str, Form(max_length=1000)] = ""
) -> Response:
    """The page itself shows the token, for it is shown only once. A token makes no other, which would outlive it."""
    if signed_in_by_token(request):
        raise UserError("token.by_token")
    return _tokens(request, services, person, new_token=create_api_token(services, person, label))


@router.get("/tokens/{token_id}/revocation")
def lead_to_tokens(_person: Person) -> Response:
    return RedirectResponse("/tokens", 303)


@router.post("/tokens/{token_id}/revocation")
def revoke_token(token_id: str, services: Work, person: Person) -> Response:
    revoke_api_token(services, person, token_id)
    return RedirectResponse("/tokens", 303)


def _tokens(request: Request, services: Services, person: Account, new_token: str | None) -> Response:
    return render(
        request,
        "tokens/show.html",
        person=person,
        tokens=api_tokens(services, person),
        new_token=new_token,
        zone=ZoneInfo(services.settings.zone),
    )
