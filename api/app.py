"""The web application."""

from fastapi import FastAPI
from fastapi.telemetry import TelemetryConfig

from api.errors import answer_with_problems
from api.flows.services import Services
from api.http import (
    agenda,
    audio,
    feeds,
    health,
    progress,
    proposals,
    recordings,
    session,
    speakers,
    transcripts,
    uploads,
)
from api.http.description import DescribedApp
from api.http.schemas import Problem, ShapeProblem
from api.middleware import LARGEST_BODY, CarefulAnswers, Gate
from api.web import pages

TITLE = "Thư Ký"
NO_TELEMETRY: TelemetryConfig = {
    "tracing": False,
    "metrics": False,
    "logs": False,
    "operation_spans": False,
    "auto_configure": False,
}
"""Nothing leaves the machine, whatever its environment says."""


def create_app(services: Services) -> FastAPI:
    """Routes and pages over these services. Nothing is started; the caller serves it."""
    app = DescribedApp(
        title=TITLE,
        version="1",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        telemetry=NO_TELEMETRY,
        responses={422: {"model": ShapeProblem}, "4XX": {"model": Problem}, "5XX": {"model": Problem}},
    )
    app.state.services = services
    for module in (session, progress, recordings, uploads, transcripts, speakers, audio, proposals, agenda, health):
        app.include_router(module.router, max_body_size=LARGEST_BODY)
    app.include_router(feeds.links, max_body_size=LARGEST_BODY)
    app.include_router(feeds.router)
    pages.add_to(app, LARGEST_BODY)
    app.add_middleware(Gate)
    app.add_middleware(CarefulAnswers)
    answer_with_problems(app, pages.show_error)
    return app
