"""Who is asking, and whether they may: sessions, tokens, cross-site requests, and the one rule of access."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal, Protocol, cast

from fastapi import Request, Response, Security
from fastapi.security import APIKeyCookie, HTTPBearer

from api.flows.people import person_of_api_token, person_of_session
from api.flows.services import Services
from models.account import Account, Role
from models.errors import UserError

SESSION_COOKIE = "thuky_session"
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})

Action = Literal["see", "decide", "process"]


class Held(Protocol):
    """Something that belongs to a recording: ``holders`` are the accounts that brought it."""

    @property
    def holders(self) -> frozenset[str]: ...


@dataclass(frozen=True, slots=True)
class Rule:
    """``anyone`` may do it to every thing, ``holder`` to the things they hold."""

    anyone: frozenset[Role]
    holder: frozenset[Role]


OFFICE = frozenset({Role.ADMIN, Role.SECRETARY})
RULES: Mapping[Action, Rule] = {
    "see": Rule(anyone=OFFICE, holder=frozenset(Role)),
    "decide": Rule(anyone=OFFICE, holder=frozenset(Role)),
    "process": Rule(anyone=OFFICE, holder=frozenset(Role)),
}
"""Admins and secretaries work with every recording; staff with those they brought themselves."""


def may(person: Account, action: Action, thing: Held) -> bool:
    """The one place that decides. Callers answer a "no" as if the thing did not exist."""
    rule = RULES[action]
    return person.role in rule.anyone or (person.role in rule.holder and person.id in thing.holders)


def sight(person: Account) -> Account | None:
    """For lists: whose things to show; None when this person may see everything."""
    return None if person.role in RULES["see"].anyone else person


def services_of(request: Request) -> Services:
    return cast(Services, request.app.state.services)


def signed_in(
    request: Request,
    _token: Annotated[object, Security(HTTPBearer(auto_error=False, description="thuky user add … --token"))],
    _cookie: Annotated[object, Security(APIKeyCookie(name=SESSION_COOKIE, auto_error=False))],
) -> Account:
    """The person asking, by ``Authorization: Bearer`` or by the session cookie; a bad token never falls back.

    The two parameters only tell the OpenAPI document how to sign in.

    Raises:
        UserError: ``auth.required``.
    """
    person = signed_in_or_none(request)
    if person is None:
        raise UserError("auth.required")
    return person


def signed_in_or_none(request: Request) -> Account | None:
    services = services_of(request)
    authorization = request.headers.get("authorization")
    if authorization is not None:
        scheme, _, token = authorization.partition(" ")
        return person_of_api_token(services, token.strip()) if scheme.lower() == "bearer" else None
    cookie = request.cookies.get(SESSION_COOKIE)
    return person_of_session(services, cookie) if cookie is not None else None


def signed_in_by_token(request: Request) -> bool:
    """Not by the session of a person at a browser; ``signed_in`` never looks at both."""
    return "authorization" in request.headers


def refuse_cross_site(request: Request) -> None:
    """No other site may act with the cookie of a person who is signed in here.

    The check of Go's net/http.CrossOriginProtection (F. Valsorda, "Cross-Site Request Forgery", 2025): browsers
    say where a request comes from; a request without Sec-Fetch-Site and Origin is not a browser's. A request
    with a token needs no check, for no other site can add that header.

    Raises:
        UserError: ``auth.cross_site``.
    """
    if request.method in SAFE_METHODS or "authorization" in request.headers:
        return
    origin, came_from = request.headers.get("origin"), request.headers.get("sec-fetch-site")
    if came_from in ("same-origin", "none") or (came_from is None and origin is None):
        return
    public_url = services_of(request).settings.public_url or ""
    ours = {request.headers.get("host", ""), _host(public_url)} - {""}
    if came_from is None and origin is not None and _host(origin) in ours:
        return
    raise UserError("auth.cross_site")


def _host(address: str) -> str:
    """``https://thuky.vn:8443/x`` → ``thuky.vn:8443``; empty for what is no address, as a stranger may write."""
    return address.partition("://")[2].partition("/")[0]


def set_session_cookie(request: Request, response: Response, token: str) -> None:
    """For this browser only, out of reach of scripts, not sent along from other sites' forms."""
    settings = services_of(request).settings
    response.set_cookie(
        SESSION_COOKIE,
        token,
        max_age=settings.session_hours * 3600,
        httponly=True,
        samesite="lax",
        secure=settings.secure_cookies or request.url.scheme == "https",
    )


def client_address(request: Request) -> str:
    return request.client.host[:64] if request.client is not None else "unknown"
