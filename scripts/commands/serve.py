"""``thuky serve``: the web server, and one worker beside it."""

import socket
from typing import Annotated

import typer

from models.errors import UserError
from scripts.configuration import read_settings
from scripts.console import tell
from scripts.engines import ensure_weights

NAME = "serve"


def run(
    host: Annotated[str | None, typer.Option(help="Address to listen on.", show_default="127.0.0.1")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on.", show_default="8000")] = None,
    no_worker: Annotated[bool, typer.Option("--no-worker", help="Only the web server.")] = False,
) -> None:
    """Serve the pages, the API and the feeds.

    Recordings that arrive are processed by one worker beside the server. / Mở trang web, API và lịch; bản ghi tải lên
    được xử lý bên cạnh.
    """
    from api.server import serve

    settings = read_settings(host=host, port=port)
    check_address(settings.host, settings.port)
    if not no_worker:
        ensure_weights(settings)
    tell("cli.serving", url=f"http://{settings.host}:{settings.port}")
    serve(settings, worker=not no_worker)


def check_address(host: str, port: int) -> None:
    """Whether we may listen there, asked before anything is started.

    Raises:
        UserError: ``cli.port_taken``.
    """
    try:
        with socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET):
            return
    except OSError as error:
        raise UserError("cli.port_taken", host=host, port=port, reason=error.strerror or "?") from error
