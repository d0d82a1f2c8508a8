"""The Hugging Face hub as a source; the only place in this room that uses the network."""

import os
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from models.errors import TransientError, UserError
from transcribe.weights.manifest import WANTED, FileDigest, Model
from transcribe.weights.source import Source, SourceFile
from transcribe.weights.writing import read_chunks


def hub_source(model: Model, scratch: Path) -> Source:
    """The model's files at the commit that its revision means today, with the digests the hub states.

    The hub states a sha256 for large files; small ones it names by git, so their first fetch is taken on trust.

    Raises:
        UserError: ``weights.no_source`` when the hub does not have the model.
        TransientError: ``weights.hub``.
    """
    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    os.environ.setdefault("HF_HUB_DISABLE_PROGRESS_BARS", "1")
    from httpx2 import HTTPError
    from huggingface_hub import HfApi
    from huggingface_hub.errors import RepositoryNotFoundError

    try:
        info = HfApi().model_info(model.repo, revision=model.revision, files_metadata=True)
    except RepositoryNotFoundError as error:
        raise UserError("weights.no_source", model=model.name) from error
    except (HTTPError, OSError, ValueError) as error:
        raise TransientError("weights.hub", model=model.name, reason=_line(error)) from error
    commit = info.sha or model.revision
    files: list[SourceFile] = []
    for file in info.siblings or ():
        if file.rfilename in WANTED:
            size = file.size or 0
            expected = FileDigest(file.lfs.sha256, size) if file.lfs is not None else None
            read = partial(_download, model, file.rfilename, commit, scratch)
            files.append(SourceFile(file.rfilename, size, read, expected))
    return Source(model.repo, commit, tuple(files))


def _download(model: Model, name: str, commit: str, scratch: Path) -> Iterator[bytes]:
    """
    Raises:
        TransientError: ``weights.hub``.
    """
    from httpx2 import HTTPError
    from huggingface_hub import hf_hub_download

    with tempfile.TemporaryDirectory(prefix=f".{model.name}-", dir=scratch) as folder:
        try:
            path = hf_hub_download(model.repo, name, revision=commit, local_dir=folder)
        except (HTTPError, OSError, ValueError) as error:
            raise TransientError("weights.hub", model=model.name, reason=_line(error)) from error
        yield from read_chunks(Path(path))


def _line(error: Exception) -> str:
    return (str(error) or type(error).__name__).splitlines()[0]
