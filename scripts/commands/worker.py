"""``thuky worker``: processes waiting recordings, one after the other."""

from typing import Annotated

import typer

from scripts.configuration import read_settings
from scripts.engines import check_engines

NAME = "worker"


def run(
    until_idle: Annotated[bool, typer.Option("--until-idle", help="Stop when nothing is left to do.")] = False,
) -> None:
    """Process waiting recordings until told to stop.

    Ctrl-C or SIGTERM stops it. / Xử lý các bản ghi đang chờ cho đến khi dừng (Ctrl-C).
    """
    from api.server import work

    settings = read_settings()
    check_engines(settings)
    work(settings, until_idle=until_idle)
