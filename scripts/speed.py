"""How long an hour of recording takes on this machine: measured with a sample, kept, reckoned for other models.

The sample (45 s, the beginning of the meeting in ``tests/samples``) is heard as ``thuky transcribe`` hears a
recording. What recognition takes is measured with the model of the settings and reckoned for others by the work their
networks are (``transcribe.cost``); finding speech and telling voices apart takes the same with each.
"""

import json
import os
import time
from dataclasses import asdict, dataclass, replace
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING

from models.errors import UserError
from scripts.files import write_whole

if TYPE_CHECKING:
    from api.bootstrap import Engines
    from api.settings import Settings

SAMPLE = "speed_sample.ogg"
HOUR_S = 3600
KEPT = "speed.json"


@dataclass(frozen=True, slots=True)
class Speed:
    """Seconds for a second of recording, by ``model`` on ``cores``: recognising, and everything else."""

    model: str
    cores: int
    recognising: float
    other: float

    def minutes_an_hour(self, times: float = 1.0) -> int:
        """For a model that is ``times`` the work; at least one."""
        return max(1, round((self.recognising * times + self.other) * HOUR_S / 60))


def measure_speed(settings: "Settings") -> Speed:
    """Hear the sample, twice: the first time the machine is cold.

    Raises:
        UserError, EngineError: as ``thuky transcribe``.
    """
    from scripts.engines import engines_of

    engines = engines_of(settings, diarize=settings.diarizer != "none")
    with as_file(files("scripts") / SAMPLE) as path:
        return _faster(_heard_once(path, engines, settings.model), _heard_once(path, engines, settings.model))


def _heard_once(path: Path, engines: "Engines", model: str) -> Speed:
    from api.flows import steps
    from diarize.protocol import DiarizeOptions
    from transcribe.decode import probe_audio
    from transcribe.protocol import TranscribeOptions
    from transcribe.spool import decoded_once

    spoken, diarizer = TranscribeOptions(language="en"), engines.diarizer
    duration_ms = probe_audio(path).duration_ms
    length_s = duration_ms / 1000
    begun = time.monotonic()
    with decoded_once(path) as sound:
        speech = steps.find_speech_step(sound)
        found = time.monotonic()
        steps.transcribe_step(sound, duration_ms, speech, engines.transcriber, spoken)
        heard = time.monotonic()
        if diarizer is not None:
            steps.diarize_step(sound, speech, diarizer, DiarizeOptions())
    other_s = found - begun + time.monotonic() - heard
    return Speed(model, _cores(), (heard - found) / length_s, other_s / length_s)


def keep_speed(speed: Speed, folder: Path) -> None:
    """
    Raises:
        UserError: ``cli.disk_full`` or ``cli.output_unwritable``.
    """
    write_whole(folder / KEPT, (json.dumps({"schema": 1, **asdict(speed)}, indent=1) + "\n").encode())


def kept_speed(settings: "Settings") -> Speed | None:
    """None where nothing was measured with this model on so many cores, or the note of it is damaged."""
    from models.codec import load_json

    try:
        node = load_json((settings.data_dir / KEPT).read_bytes(), KEPT)
        speed = Speed(
            node.get("model").text(),
            int(node.get("cores").number()),
            node.get("recognising").number(),
            node.get("other").number(),
        )
    except (FileNotFoundError, NotADirectoryError, UserError):
        return None
    return speed if (speed.model, speed.cores) == (settings.model, _cores()) else None


def reckoned(speed: Speed) -> dict[str, int]:
    """Minutes for an hour by each known model; only the measured one where its shape is not known."""
    from transcribe.cost import relative_cost
    from transcribe.weights import known_models, shape_of

    measured = shape_of(speed.model)
    if measured is None:
        return {speed.model: speed.minutes_an_hour()}
    shapes = {name: shape for name in known_models() if (shape := shape_of(name)) is not None}
    return {name: speed.minutes_an_hour(relative_cost(shape, measured)) for name, shape in shapes.items()}


def _faster(one: Speed, other: Speed) -> Speed:
    """The better of each, since what disturbs only makes slower."""
    return replace(one, recognising=min(one.recognising, other.recognising), other=min(one.other, other.other))


def _cores() -> int:
    return len(os.sched_getaffinity(0))
