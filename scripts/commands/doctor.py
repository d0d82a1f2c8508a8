"""``thuky doctor``: what is installed, what can be used, and what to do about the rest."""

import typer

from scripts.checkup import check_all
from scripts.configuration import read_settings
from scripts.console import give

NAME = "doctor"


def run() -> None:
    """Check that everything needed is there.

    Python, packages, weights, engines, database, disk; every problem comes with its remedy. / Kiểm tra máy; mỗi lỗi
    đều kèm cách sửa.
    """
    found = list(check_all(read_settings()))
    for result in found:
        give(f"{'OK ' if result.good else 'LỖI'}  {result.told}\n")
    if not all(result.good for result in found):
        raise typer.Exit(1)
