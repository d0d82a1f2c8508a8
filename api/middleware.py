"""What happens to every request and answer: no cross-site action, and headers that keep browsers careful."""

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.errors import problem_response
from api.headers import SECURITY_HEADERS, TUS_VERSION
from api.security import refuse_cross_site
from models.errors import UserError

LARGEST_BODY = 1_000_000
FORMS = frozenset({"/api/recordings", "/recordings"})
PIECES = "/api/uploads"
"""Every answer there names the version of the tus protocol."""


class CarefulAnswers:
    """Adds the headers; what does not say how long it may be kept is not kept."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_carefully(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in SECURITY_HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("Cache-Control", "no-store")
                if scope["path"].startswith(PIECES):
                    headers["Tus-Resumable"] = TUS_VERSION
            await send(message)

        await self._app(scope, receive, send_carefully)


class Gate:
    """Refuses what another site asks a browser to do here, and bodies that say they are huge."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            request = Request(scope, receive)
            try:
                refuse_cross_site(request)
                _refuse_huge(request)
            except UserError as error:
                await problem_response(request, error)(scope, receive, send)
                return
        await self._app(scope, receive, send)


def _refuse_huge(request: Request) -> None:
    """Uploads have a limit of their own; bodies of untold length are counted by the web framework."""
    announced = request.headers.get("content-length", "0")
    takes_files = request.url.path in FORMS or request.url.path.startswith(f"{PIECES}/")
    if not takes_files and announced.isdecimal() and int(announced) > LARGEST_BODY:
        raise UserError("http.too_large")
