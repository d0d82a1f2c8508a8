"""Where a recogniser computes, and with what numbers."""

import os
from dataclasses import dataclass
from typing import Literal

from models.errors import UserError

DeviceName = Literal["auto", "cpu", "cuda"]
GPU_NUMBERS = ("float16", "int8_float16", "int8_float32", "float32")
"""The first of these that a GPU can compute with: half precision halves the memory and loses no word."""
MOST_WORKERS = 2
"""Decoders at once on a CPU: each keeps a whole batch in memory."""


@dataclass(frozen=True, slots=True)
class Device:
    """``workers`` windows or batches are computed at once, each by ``threads`` threads (of no meaning on a GPU)."""

    name: Literal["cpu", "cuda"]
    compute_type: str
    workers: int
    threads: int


def choose_device(asked: DeviceName) -> Device:
    """``auto`` is a GPU where CTranslate2 finds one, else the CPU.

    Raises:
        UserError: ``engine.no_gpu`` when ``cuda`` was asked for and there is none.
    """
    import ctranslate2

    if asked != "cpu" and ctranslate2.get_cuda_device_count() > 0:
        known = ctranslate2.get_supported_compute_types("cuda")
        return Device("cuda", next(kind for kind in GPU_NUMBERS if kind in known), workers=1, threads=1)
    if asked == "cuda":
        raise UserError("engine.no_gpu")
    cores = len(os.sched_getaffinity(0))
    workers = min(MOST_WORKERS, cores)
    return Device("cpu", "int8", workers, max(1, cores // workers))
