"""All pages together, with their style sheets and the answer to errors."""

from importlib.resources import files
from urllib.parse import quote

from fastapi import FastAPI, Request, Response
from fastapi.responses import RedirectResponse
from fastapi.staticfiles import StaticFiles

from api.errors import locale_of, status_of
from api.i18n import explain
from api.security import signed_in_or_none
from api.web import agenda, docs, locale, proposals, recordings, session, speakers, tokens, uploads
from api.web.rendering import render
from models.errors import ThukyError

MACHINE_PATHS = ("/api/", "/feeds/", "/healthz", "/openapi.json", "/static/")


def add_to(app: FastAPI, largest_body: int) -> None:
    """Pages are no part of the API's description."""
    for module in (session, tokens, recordings, uploads, speakers, proposals, agenda, locale, docs):
        app.include_router(module.router, include_in_schema=False, max_body_size=largest_body)
    app.mount("/static", StaticFiles(directory=str(files("api") / "static")), name="static")


def show_error(request: Request, error: ThukyError) -> Response | None:
    """A page that says what to do, for people; None for programs, which get JSON."""
    if request.url.path.startswith(MACHINE_PATHS) or "text/html" not in request.headers.get("accept", ""):
        return None
    if error.code == "auth.required":
        return RedirectResponse(f"/sign-in?next={quote(request.url.path)}", 303)
    return render(
        request,
        "error/show.html",
        person=signed_in_or_none(request) if error.family == "user" else None,
        status_code=status_of(error),
        message=explain(error, locale_of(request)),
    )
