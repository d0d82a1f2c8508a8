"""A network run over batches, two at a time: two runs of one thread each waste less than one of two threads."""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import numpy.typing as npt

from diarize.protocol import Progress

WORKERS = 2

Floats = npt.NDArray[np.float32]


def run_batches(
    session: Any, batches: Iterable[Any], make: Callable[[Any], Floats], count: int, progress: Progress
) -> list[Floats]:
    """The session's first output for each of ``count`` batches, in order; ``make`` gives a batch's input array.

    What ``progress`` raises stops the work: batches under way end, the others never begin.
    """
    name = session.get_inputs()[0].name

    def run(batch: Any) -> Floats:
        found: Floats = session.run(None, {name: make(batch)})[0]
        return found

    outputs: list[Floats] = []
    pool = ThreadPoolExecutor(WORKERS, thread_name_prefix="diarize")
    try:
        for output in pool.map(run, batches):
            outputs.append(output)
            progress(len(outputs) / count)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
    return outputs
