"""``thuky backup`` and ``thuky restore``: everything that cannot be made again, out and in."""

from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from scripts.configuration import read_settings
from scripts.console import tell, tell_error, tracked
from scripts.files import given_path, shown

NAME = "backup"
FOLDER = typer.Argument(parser=given_path, metavar="DIR", help="The folder of the backup.", show_default=False)


def run(folder: Annotated[Path, FOLDER]) -> None:
    """Everything that cannot be made again into a new folder DIR, also while the server works.

    Sao lưu mọi thứ không làm lại được vào thư mục mới DIR, kể cả khi máy chủ đang chạy.
    """
    from api.bootstrap import build_services
    from api.flows.backup import make_backup

    services = build_services(read_settings())
    with closing(services.database), tracked(shown(folder)) as progress:
        report = make_backup(services, folder.absolute(), progress)
    for trouble in report.troubles:
        tell_error(trouble)
    tell(
        "cli.backup_made",
        folder=shown(folder),
        recordings=len(report.manifest.originals),
        megabytes=round(sum(original.size_bytes for original in report.manifest.originals) / 1e6),
    )
    if report.troubles:
        raise typer.Exit(1)


def restore(folder: Annotated[Path, FOLDER]) -> None:
    """What ``thuky backup DIR`` kept into an empty installation; also from SQLite to PostgreSQL and back.

    Khôi phục bản sao lưu DIR vào một hệ thống trống, kể cả từ SQLite sang PostgreSQL và ngược lại.
    """
    from api.bootstrap import build_services
    from api.flows.backup import restore_backup

    services = build_services(read_settings())
    with closing(services.database), tracked(shown(folder)) as progress:
        manifest = restore_backup(services, folder.absolute(), progress)
    tell("cli.restored", folder=shown(folder), recordings=len(manifest.originals), lost=len(manifest.lost))
