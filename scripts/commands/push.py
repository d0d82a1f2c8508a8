"""``thuky push``: recordings to a server, piece by piece."""

from pathlib import Path
from typing import Annotated

import typer

from models.errors import ThukyError, UserError
from scripts.configuration import read_settings
from scripts.console import WrongUsageError, give, tell, tell_error, tracked
from scripts.files import check_recording, find_recordings, given_path, shown
from scripts.options import SPEAKERS, parse_speakers, parse_time
from scripts.sending import Patience, Server, send, wrap

NAME = "push"
ANSWER_S = 300.0
"""After the last byte the server reads the whole file back."""
PATIENCE = typer.Option(min=0, metavar="SECONDS", help="How long to wait for a server that went away.")


def run(
    files: Annotated[
        list[Path],
        typer.Argument(parser=given_path, metavar="FILE", help="Recordings, or folders of them.", show_default=False),
    ],
    server: Annotated[
        str, typer.Option(envvar="THUKY_SERVER", metavar="URL", help="Address of the server.", show_default=False)
    ] = "",
    token: Annotated[
        str,
        typer.Option(
            envvar="THUKY_TOKEN",
            metavar="TOKEN",
            help="API token. In the environment nobody else on this machine sees it.",
            show_default=False,
        ),
    ] = "",
    title: Annotated[str, typer.Option(help="Title; the file's name when not given.", show_default=False)] = "",
    recorded_at: Annotated[str | None, typer.Option(metavar="ISO", help="When the meeting began.")] = None,
    language: Annotated[str, typer.Option(help="The language spoken: auto, vi, en.")] = "auto",
    speakers: Annotated[str | None, SPEAKERS] = None,
    patience: Annotated[float, PATIENCE] = 300.0,
) -> None:
    """Bring recordings to a server; the same command again goes on where it stopped.

    Prints the address of each recording. / Gửi bản ghi lên máy chủ; chạy lại lệnh này thì gửi tiếp từ chỗ dừng.
    """
    import httpx2

    if not _is_address(server):
        raise WrongUsageError(UserError("cli.push_server", given=server))
    if not (token.isascii() and token.isprintable() and token.strip()):
        raise WrongUsageError(UserError("cli.push_token"))
    if title and len(files) > 1:
        raise WrongUsageError(UserError("cli.push_one_title"))
    parse_speakers(speakers)
    moment = parse_time(recorded_at, read_settings().zone, "--recorded-at")
    details = {
        "title": title,
        "recorded_at": "" if moment is None else moment.isoformat(),
        "language": language,
        "speakers": speakers or "",
    }
    failed = False
    with httpx2.Client(timeout=ANSWER_S, headers={"Authorization": f"Bearer {token.strip()}"}) as client:
        there = Server(server.rstrip("/"), client, Patience(patience))
        for file in find_recordings(files):
            try:
                _push(file, there, details)
            except ThukyError as error:
                tell_error(error)
                failed = True
    if failed:
        raise typer.Exit(1)


def _is_address(text: str) -> bool:
    import httpx2

    try:
        url = httpx2.URL(text)
    except httpx2.InvalidURL:
        return False
    return url.scheme in ("http", "https") and bool(url.host)


def _push(file: Path | UserError, server: Server, details: dict[str, str]) -> None:
    if isinstance(file, UserError):
        raise file
    check_recording(file)
    parcel = wrap(file, details)
    with tracked(shown(file.name)) as progress:
        delivery = send(server, parcel, progress)
    give(f"{delivery.url}\n")
    if delivery.is_new:
        tell("cli.pushed", path=shown(file), sha256=delivery.sha256)
    else:
        tell("cli.pushed_known", path=shown(file), sha256=delivery.sha256)
