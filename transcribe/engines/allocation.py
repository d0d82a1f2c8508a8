"""What the C library does with the large blocks that a neural network asks for, a hundred times a second.

glibc returns every large block to the kernel at once and faults it in again, page by page: with CTranslate2 that was
two thirds of the processor time on a busy machine (five minutes of speech: 40 of 60 s, and 1 of 22 s afterwards).
Kept blocks, on the other hand, are cut up by whatever asks next, so that the decoder, whose blocks live as long as a
batch, took 900 MB where it needs 700. So blocks are kept while the encoder works, and only then.

See mallopt(3) and malloc_trim(3). Two arenas bound what the worker threads hoard. An arena of a thread is a heap of
64 MiB at most: a larger block is never kept (Whisper base's attention over more than 28.9 s; 0.83 s a window of 30 s
against 0.58 s at 28.5 s).
"""

import ctypes

M_TRIM_THRESHOLD = -1
M_MMAP_THRESHOLD = -3
M_ARENA_MAX = -8

TRIM_BYTES = 128 << 20
"""Free memory at the end of a heap that is kept: twice the largest block."""
KEPT_BYTES = 1 << 30
SHORT_LIVED_BYTES = 4 << 20
"""Larger ones the decoder asks for once a batch (what it takes from the encoder), smaller ones at each token."""


def keep_blocks() -> bool:
    """Free blocks stay with the process, from now on. False where the C library has no such switch (musl, macOS)."""
    return _set_threshold(KEPT_BYTES)


def return_blocks() -> bool:
    """Free blocks go back to the kernel, now and from now on, but for small ones. False as above."""
    if not _set_threshold(SHORT_LIVED_BYTES):
        return False
    ctypes.CDLL(None).malloc_trim(0)
    return True


def _set_threshold(num_bytes: int) -> bool:
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is None:
        return False
    mallopt(M_MMAP_THRESHOLD, num_bytes)
    mallopt(M_TRIM_THRESHOLD, TRIM_BYTES)
    mallopt(M_ARENA_MAX, 2)
    return True
