"""Finding a model's folder and making sure that it holds what it should."""

import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path

from models.errors import UserError
from transcribe.weights.manifest import (
    NEEDED,
    VOCABULARIES,
    FileDigest,
    known_models,
    model_named,
    recorded_digests,
)


def locate_weights(model: str, cache_dir: Path) -> Path:
    """The folder of ``model``, verified byte for byte.

    ``model`` is a name of the manifest, looked for in ``cache_dir``, or the path of any CTranslate2 Whisper (with a
    separator in it: ``./phowhisper``). A folder by path is checked for completeness, and byte for byte where a
    record of digests lies beside the files.

    Raises:
        UserError: ``weights.unknown``, ``weights.missing``, ``weights.incomplete`` or ``weights.digest``.
    """
    if is_path(model):
        folder = Path(model).expanduser()
        if not folder.is_dir():
            raise UserError("weights.no_folder", folder=model)
        check_complete(folder, model)
        digests = recorded_digests(folder)
    else:
        known = model_named(model)
        folder = cache_dir / known.name
        if not folder.is_dir():
            raise UserError("weights.missing", model=model, folder=str(folder))
        check_complete(folder, model)
        digests = known.digests or recorded_digests(folder)
        if digests is None:
            raise UserError("weights.digest", model=model, file="thuky-weights.json", folder=str(folder))
    if digests is not None:
        check_digests(folder, model, digests)
    return folder


def verify_weights(model: str, cache_dir: Path) -> None:
    """
    Raises:
        UserError: as ``locate_weights``.
    """
    locate_weights(model, cache_dir)


def installed_models(cache_dir: Path) -> tuple[str, ...]:
    """Names whose folder is there; a look, no verification."""
    return tuple(name for name in known_models() if (cache_dir / name / "model.bin").is_file())


def weights_digest(folder: Path) -> str:
    """The sha256 of ``model.bin``: as recorded where it is (and was verified), else read."""
    recorded = recorded_digests(folder) or {}
    if "model.bin" in recorded:
        return recorded["model.bin"].sha256
    with (folder / "model.bin").open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def is_path(model: str) -> bool:
    return os.sep in model or "/" in model or model.startswith(("~", "."))


def check_complete(folder: Path, model: str) -> None:
    """A missing tokenizer would make the library ask the hub; it must all be here.

    Raises:
        UserError: ``weights.incomplete``.
    """
    missing = [name for name in NEEDED if not (folder / name).is_file()]
    if not any((folder / name).is_file() for name in VOCABULARIES):
        missing.append(VOCABULARIES[0])
    if missing:
        raise UserError("weights.incomplete", model=model, folder=str(folder), missing=", ".join(missing))


def check_converted(folder: Path, model: str) -> None:
    """A model that was converted without naming its alignment heads gives no word times, and would fail at the first.

    Raises:
        UserError: ``weights.no_alignment``.
    """
    try:
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    except ValueError as error:
        raise UserError("weights.no_alignment", model=model, folder=str(folder)) from error
    if not isinstance(config, dict) or not config.get("alignment_heads"):
        raise UserError("weights.no_alignment", model=model, folder=str(folder))


def check_digests(folder: Path, model: str, digests: Mapping[str, FileDigest]) -> None:
    """
    Raises:
        UserError: ``weights.digest`` for the first file that differs.
    """
    for name, expected in digests.items():
        if not is_intact(folder / name, expected):
            raise UserError("weights.digest", model=model, file=name, folder=str(folder))


def is_intact(path: Path, expected: FileDigest) -> bool:
    """Whether the file is there, whole and unchanged."""
    try:
        if path.stat().st_size != expected.num_bytes:
            return False
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == expected.sha256
    except OSError:
        return False
