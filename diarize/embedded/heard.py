"""What was heard before anybody decided how many speakers there are: kept as bytes, to decide again quickly."""

from dataclasses import dataclass
from io import BytesIO

import numpy as np
import numpy.typing as npt

from diarize.embedded.segment import LOCAL_SPEAKERS, LocalSpeakers
from diarize.embedded.windows import Windows

Floats = npt.NDArray[np.float32]
Integers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Heard:
    """Local speakers, how many speak in each frame (num_frames,), windows and stretches with their unit vectors.

    Four hours of talk are about 10 MB as bytes.
    """

    local: LocalSpeakers
    count: Integers
    windows: Windows
    vectors: Floats
    stretches: Integers
    longer: Floats


def heard_to_bytes(heard: Heard) -> bytes:
    """An npz; vectors in half precision, which moves a cosine by less than 0.001."""
    kept = BytesIO()
    np.savez_compressed(
        kept,
        first_frames=heard.local.first_frames,
        active=np.packbits(heard.local.active.reshape(len(heard.local.active), -1), axis=1),
        count=heard.count.astype(np.int8),
        begins=heard.windows.begins,
        pure=heard.windows.pure,
        vectors=heard.vectors.astype(np.float16),
        stretches=heard.stretches,
        longer=heard.longer.astype(np.float16),
    )
    return kept.getvalue()


def heard_from_bytes(content: bytes) -> Heard:
    """The same again; the probabilities of speech, needed no more, are left out."""
    with np.load(BytesIO(content), allow_pickle=False) as kept:
        first_frames, count = kept["first_frames"], kept["count"].astype(np.int64)
        frames = len(count) - int(first_frames[-1])
        flags = np.unpackbits(kept["active"], axis=1, count=frames * LOCAL_SPEAKERS).astype(bool)
        active = flags.reshape(len(first_frames), frames, LOCAL_SPEAKERS)
        local = LocalSpeakers(first_frames, active, np.zeros((len(first_frames), 0), dtype=np.float32))
        windows = Windows(kept["begins"], kept["pure"], len(count))
        return Heard(
            local,
            count,
            windows,
            _unit(kept["vectors"]),
            kept["stretches"],
            _unit(kept["longer"]),
        )


def _unit(vectors: npt.NDArray[np.float16]) -> Floats:
    whole = vectors.astype(np.float32)
    return np.asarray(whole / np.maximum(np.linalg.norm(whole, axis=1, keepdims=True), 1e-9), dtype=np.float32)
