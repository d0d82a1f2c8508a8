"""The checks of ``thuky doctor``: each looks and changes nothing."""

import platform
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from api.i18n import explain_in_both
from models.errors import ThukyError, UserError
from scripts.console import WrongUsageError, in_both, printable
from scripts.files import check_folder, shown

if TYPE_CHECKING:
    from api.settings import Settings

PACKAGES = (
    "alembic",
    "av",
    "ctranslate2",
    "dateparser",
    "fastapi",
    "faster-whisper",
    "holidays",
    "icalendar",
    "lunar-vn",
    "numpy",
    "onnxruntime",
    "sqlalchemy",
    "uvicorn",
)
OLDEST_PYTHON = (3, 11)
LEAST_FREE_BYTES = 2 * 1024**3


@dataclass(frozen=True, slots=True)
class Result:
    """One check: well or not, in a line that says what to do if not."""

    good: bool
    told: str


def check_all(settings: "Settings", *, measure: bool = False) -> Iterator[Result]:
    """Every check, in the order in which one would mend things; ``measure`` takes a while and keeps what it finds."""
    yield _python()
    yield from map(_package, PACKAGES)
    yield _optional("pyannote.audio")
    yield _attempt("cli.folder_good", lambda: check_folder(settings.data_dir), folder=shown(settings.data_dir))
    yield _disk(settings.data_dir)
    if settings.transcriber == "faster_whisper":
        yield _attempt("cli.weights_good", lambda: _verify_weights(settings), model=settings.model)
        yield _device(settings)
    else:
        yield _attempt("cli.engine_good", lambda: _load_transcriber(settings), engine=settings.transcriber)
    yield _attempt("cli.engine_good", lambda: _load_diarizer(settings), engine=settings.diarizer)
    yield _attempt("cli.engine_good", lambda: _load_extractor(settings), engine=settings.extractor)
    yield from _database(settings.database_url)
    yield _speed(settings, measure=measure)


def _python() -> Result:
    good = sys.version_info >= OLDEST_PYTHON
    return Result(good, in_both("cli.python_good" if good else "cli.python_old", version=platform.python_version()))


def _package(name: str) -> Result:
    try:
        return Result(True, f"{name} {version(name)}")
    except PackageNotFoundError:
        return Result(False, in_both("cli.package_missing", name=name))


def _optional(name: str) -> Result:
    try:
        return Result(True, f"{name} {version(name)}")
    except PackageNotFoundError:
        return Result(True, in_both("cli.package_optional", name=name))


def _disk(folder: Path) -> Result:
    existing = next(place for place in (folder, *folder.parents) if place.exists())
    free = shutil.disk_usage(existing).free
    good = free >= LEAST_FREE_BYTES
    code = "cli.disk_good" if good else "cli.disk_low"
    return Result(good, in_both(code, folder=shown(folder), free=f"{free / 1024**3:.1f}"))


def _attempt(code: str, check: Callable[[], None], **arguments: str) -> Result:
    try:
        check()
    except ThukyError as error:
        return Result(False, printable(explain_in_both(error)))
    except WrongUsageError as misuse:
        return Result(False, printable(explain_in_both(misuse.cause)))
    return Result(True, in_both(code, **arguments))


def _device(settings: "Settings") -> Result:
    from transcribe.engines.device import choose_device

    try:
        device = choose_device(settings.device)
    except UserError as error:
        return Result(False, printable(explain_in_both(error)))
    return Result(True, in_both("cli.device_good", device=device.name, numbers=device.compute_type))


def _verify_weights(settings: "Settings") -> None:
    from transcribe.weights import verify_weights

    verify_weights(settings.model, settings.weights_dir)


def _load_transcriber(settings: "Settings") -> None:
    from scripts.engines import transcriber_of

    transcriber_of(settings)


def _load_diarizer(settings: "Settings") -> None:
    from scripts.engines import diarizer_of

    if settings.diarizer != "none":
        diarizer_of(settings)


def _load_extractor(settings: "Settings") -> None:
    from scripts.engines import extractor_of

    extractor_of(settings)


def _database(url: str) -> Iterator[Result]:
    from sqlalchemy import make_url
    from sqlalchemy.exc import ArgumentError

    try:
        parsed = make_url(url)
    except ArgumentError:
        yield Result(False, in_both("cli.database_url"))
        return
    told_url = parsed.render_as_string(hide_password=True)
    if parsed.get_backend_name() == "sqlite" and not Path(parsed.database or "").exists():
        yield Result(True, in_both("cli.database_new", url=told_url))
        return
    looked = _attempt("cli.database_good", lambda: _look_at_database(url), url=told_url)
    yield looked
    if looked.good:
        yield from _work_of_other_versions(url)


def _work_of_other_versions(url: str) -> Iterator[Result]:
    """After an upgrade: what becomes of what is not finished, and what could be made anew."""
    from api.flows.versions import work_by_version
    from api.store.database import open_database

    try:
        with closing(open_database(url)) as database:
            work = work_by_version(database)
    except ThukyError as error:
        yield Result(False, printable(explain_in_both(error)))
        return
    if work.newer:
        yield Result(False, in_both("cli.work_newer", count=work.newer))
    if work.earlier:
        yield Result(True, in_both("cli.work_earlier", count=work.earlier))
    if work.outdated:
        yield Result(True, in_both("cli.work_outdated", count=work.outdated))


def _look_at_database(url: str) -> None:
    """
    Raises:
        UserError: ``database.url``, ``cli.database_old``, ``cli.database_broken``.
        TransientError: ``database.unavailable``, ``database.busy``.
    """
    from alembic.migration import MigrationContext
    from alembic.script import ScriptDirectory
    from sqlalchemy.exc import SQLAlchemyError

    from api.store.database import open_database
    from models.migrations import alembic_config

    try:
        with closing(open_database(url)) as database, database.reading() as uow:
            found = MigrationContext.configure(uow.connection).get_current_revision()
            wanted = ScriptDirectory.from_config(alembic_config(uow.connection)).get_current_head()
    except SQLAlchemyError as error:
        raise UserError("cli.database_broken", reason=str(error).splitlines()[0]) from error
    if found != wanted:
        raise UserError("cli.database_old", found=found or "-", wanted=wanted or "-")


def _speed(settings: "Settings", *, measure: bool) -> Result:
    """How long an hour takes, as measured now or before."""
    from scripts.speed import keep_speed, kept_speed, measure_speed, reckoned

    try:
        speed = measure_speed(settings) if measure else kept_speed(settings)
        if measure and speed is not None:
            keep_speed(speed, settings.data_dir)
    except ThukyError as error:
        return Result(False, printable(explain_in_both(error)))
    except WrongUsageError as misuse:
        return Result(False, printable(explain_in_both(misuse.cause)))
    if speed is None:
        return Result(True, in_both("cli.speed_unknown"))
    others = ", ".join(f"{name} {minutes}" for name, minutes in reckoned(speed).items() if name != speed.model)
    code = "cli.speed" if others else "cli.speed_alone"
    return Result(True, in_both(code, model=speed.model, minutes=speed.minutes_an_hour(), others=others))
