"""``thuky serve``: the web server, and one worker beside it."""

import socket
from typing import Annotated

import typer

from models.errors import UserError
from scripts.configuration import read_settings
from scripts.console import tell
from scripts.engines import check_engines

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
        check_engines(settings)
    tell("cli.serving", url=address(settings.host, settings.port))
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
        # socket.create_server adds the address in brackets, which the message already names
        reason = (error.strerror or "?").partition(" (")[0]
        raise UserError("cli.port_taken", host=host, port=port, reason=reason) from error


def address(host: str, port: int) -> str:
    """Where a browser finds us: an IPv6 address stands in brackets (RFC 3986 §3.2.2)."""
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
