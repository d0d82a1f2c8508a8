"""``thuky doctor``: what is installed, what can be used, and what to do about the rest."""

from typing import Annotated

import typer

from scripts.checkup import check_all
from scripts.configuration import read_settings
from scripts.console import give

NAME = "doctor"


def run(
    speed: Annotated[
        bool, typer.Option("--speed", help="Hear a sample, some ten seconds, to say how long an hour takes here.")
    ] = False,
) -> None:
    """Check that everything needed is there.

    Python, packages, weights, engines, database, disk; every problem comes with its remedy. / Kiểm tra máy; mỗi lỗi
    đều kèm cách sửa.
    """
    found = list(check_all(read_settings(), measure=speed))
    for result in found:
        give(f"{'OK ' if result.good else 'LỖI'}  {result.told}\n")
    if not all(result.good for result in found):
        raise typer.Exit(1)
