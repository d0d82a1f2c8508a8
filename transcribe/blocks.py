"""Cutting a stream of samples into blocks of one size, however it comes."""

from collections.abc import Iterable, Iterator

import numpy as np
import numpy.typing as npt

Samples = npt.NDArray[np.float32]


def equal_blocks(chunks: Iterable[Samples], size: int) -> Iterator[Samples]:
    """The same samples, ``size`` at a time; the last block may be shorter, none is empty."""
    waiting: list[Samples] = []
    held = 0
    for chunk in chunks:
        for start in range(0, len(chunk), size):
            waiting.append(chunk[start : start + size])
            held += len(waiting[-1])
            if held >= size:
                joined = np.concatenate(waiting)
                yield joined[:size]
                waiting, held = [joined[size:].copy()], held - size
    if held:
        yield np.concatenate(waiting)
