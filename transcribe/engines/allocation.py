"""Making the C library keep the memory that a neural network asks for and gives back a hundred times a second.

glibc returns every large block to the kernel at once and faults it in again, page by page: with CTranslate2 that was
two thirds of the processor time on a busy machine (five minutes of speech: 40 of 60 s, and 1 of 22 s afterwards).
See mallopt(3). Two arenas bound what the worker threads hoard. What is given back only above ``TRIM_BYTES`` covers
the largest single block, the attention of a full window (72 MB for base): under it, each of the encoder's layers
faulted its pages in anew (0.82 s a window of 30 s, and 0.63 s afterwards).
"""

import ctypes

M_TRIM_THRESHOLD = -1
M_MMAP_THRESHOLD = -3
M_ARENA_MAX = -8

TRIM_BYTES = 512 << 20


def keep_memory() -> bool:
    """Holds for the whole process, from now on. False where the C library has no such switch (musl, macOS)."""
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is None:
        return False
    mallopt(M_MMAP_THRESHOLD, 1 << 30)
    mallopt(M_TRIM_THRESHOLD, TRIM_BYTES)
    mallopt(M_ARENA_MAX, 2)
    return True
